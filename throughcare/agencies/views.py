"""Choosing the post one acts in; where one is signed in; showing again who one is."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from throughcare.agencies import actions, forms, queries
from throughcare.agencies.acting import SESSION_KEY
from throughcare.agencies.sessions import hashed
from throughcare.audit.actions import sign_in
from throughcare.audit.verbs import SignIn
from throughcare.web.pages import page


def posts(request: HttpRequest) -> HttpResponse:
    """The posts one holds now; with none, what to do."""
    if len(request.posts) == 1 and request.post:
        return redirect(reverse("desk"))
    return page(request, "agencies/posts.html", posts=request.posts)


def choose(request: HttpRequest) -> HttpResponse:
    """Act in another of one's posts from now on."""
    wanted = request.POST.get("post", "")
    if wanted not in {str(post.pk) for post in request.posts}:
        raise Http404
    request.session[SESSION_KEY] = wanted
    sign_in(request.actor, SignIn.SWITCHED)
    return redirect("desk")


def account(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, and how; ends the other sessions, or all."""
    form, here = forms.Ending(request.POST or None), hashed(request.session.session_key)
    human = request.actor.human_id
    if request.method == "POST" and form.is_valid():
        but = here if form.cleaned_data["which"] == "others" else ""
        actions.end_sessions(request.actor, human, but=but, reason="everywhere")
        messages.success(request, _("Signed out there."))
        return redirect("account")
    sessions = queries.sessions(human)
    return page(request, "agencies/account.html", sessions=sessions, here=here)


def step_up(request: HttpRequest) -> HttpResponse:
    """Lead to a way in which this human can show again who they are."""
    after = {"next": _place(request.GET.get("next", ""))}
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    if methods:
        return redirect(f"{methods[0]['url']}?{urlencode(after)}")
    if settings.OIDC.issuer and queries.is_linked(request.actor.human_id):
        after |= {"process": "redirect", "again": "1"}
        return redirect(f"{reverse('openid_connect_login')}?{urlencode(after)}")
    return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode(after)}")


def _place(address: str) -> str:
    """A place of ours, or the desk."""
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours and address.startswith("/") else "/"
