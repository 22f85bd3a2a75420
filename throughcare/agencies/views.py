"""Choosing the post one acts in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from throughcare.agencies.acting import SESSION_KEY
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
