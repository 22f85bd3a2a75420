"""Coming in: in a demo database one chooses who to be, anywhere else one signs in."""

from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST

from throughcare.agencies.acting import SESSION_KEY
from throughcare.demo import forms, policy
from throughcare.demo.queries import workers
from throughcare.web.pages import page


def welcome(request: HttpRequest) -> HttpResponse:
    """The people one may choose to be in the demo; elsewhere the password page."""
    follow = _follow(request.GET.get(REDIRECT_FIELD_NAME, ""))
    if not policy.is_demo():
        query = f"?{urlencode({REDIRECT_FIELD_NAME: follow})}" if follow else ""
        return redirect(reverse("account_login") + query)
    choices = workers.choices(request.actor)
    return page(request, "demo/sign_in.html", choices=choices, next=follow)


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Become the chosen worker, in a demo database alone."""
    form = forms.Choose(request.POST)
    chosen = form.cleaned_data["post"] if form.is_valid() else None
    post = get_object_or_404(policy.posts_to_choose(request.actor), pk=chosen)
    login(request, post.human)
    request.session[SESSION_KEY] = str(post.pk)
    return redirect(_follow(request.POST.get(REDIRECT_FIELD_NAME, "")) or "/")


def _follow(address: str) -> str:
    """Where to go afterwards, if it is a place of ours."""
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours and address.startswith("/") else ""
