"""Your agency: its posts, giving one, ending one, and naming the duty post."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.agencies.models import Post
from throughcare.cases import policy as cases
from throughcare.cases.actions import posts
from throughcare.sharing import actions as sharing
from throughcare.sharing.policy import may_appoint, may_name_duty_post
from throughcare.staff import forms, policy, queries
from throughcare.staff.verbs import Verb
from throughcare.web.pages import look_at, once, page


def staff(request: HttpRequest) -> HttpResponse:
    """Who holds which post."""
    found = queries.staff(request.actor)
    look = look_at(Verb.LISTED, policy.visible_to, [one.pk for one in found.all])
    may = may_appoint(request.actor, found.agency)
    return page(request, "staff/list.html", look=look, staff=found, may_appoint=may)


def appoint(request: HttpRequest) -> HttpResponse:
    """Give a post to somebody who is enrolled."""
    agency = queries.agency(request.actor)
    may_appoint(request.actor, agency).require()
    form = forms.Appointing(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _appointed(request, form))
    look = look_at(Verb.LISTED, policy.visible_to, [])
    return page(request, "staff/appoint.html", look=look, form=form, agency=agency)


def _appointed(request: HttpRequest, form: forms.Appointing) -> str:
    agency = queries.agency(request.actor)
    sharing.appoint(request.actor, agency=agency, **form.terms)
    messages.success(request, _("Given. They choose the post when they sign in."))
    return reverse("staff")


def end(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """End a post; the duty post takes over what it answers for."""
    post = _load(request, post_id)
    cases.may_end_post(request.actor, post).require()
    form = forms.Ending(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        posts.end(request.actor, post, at=form.moment)
        messages.success(request, _("The post ends then, with its seats; you take its cases over."))
        return redirect("staff")
    look = look_at(Verb.LISTED, policy.visible_to, [post.pk])
    return page(request, "staff/end.html", look=look, form=form, post=post)


def _load(request: HttpRequest, post_id: uuid.UUID) -> Post:
    shown = policy.visible_to(request.actor).select_related("human", "agency__duty_post")
    return get_object_or_404(shown, pk=post_id)


def duty(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """Name another duty post; what the present one could do, that one can from now on."""
    post = _load(request, post_id)
    may_name_duty_post(request.actor, post.agency, post).require()
    sharing.name_duty_post(request.actor, post.agency, post)
    messages.success(request, _("Named. That post signs, gives posts and takes over from now on."))
    return redirect("staff")
