"""Letting a colleague hold seats for some time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.covers import actions, forms, policy, queries
from throughcare.covers.verbs import Verb
from throughcare.web.pages import look_at, once, page


def cover(request: HttpRequest) -> HttpResponse:
    """Choose seats, a colleague and the days."""
    seats = queries.seats(request.actor)
    form = forms.Covering(
        request.POST or None,
        actor=request.actor,
        seats=seats,
        people=queries.colleagues(request.actor),
        names=queries.names(request.actor),
    )
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _covered(request, form))
    look = look_at(Verb.LOOKED, policy.visible_to, [seat.pk for seat in seats])
    return page(request, "covers/cover.html", look=look, form=form, seats=seats)


def _covered(request: HttpRequest, form: forms.Covering) -> str:
    chosen = form.cleaned_data
    actions.cover(request.actor, chosen["seats"], chosen["colleague"], **form.terms)
    messages.success(request, _("Arranged. Your colleague and the responsible workers were told."))
    return reverse("caseload")
