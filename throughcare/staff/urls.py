"""Addresses of an agency's people."""

from throughcare.staff import views
from throughcare.web.addresses import FORM, Shows, address

CONTENT = Shows.CONTENT

urlpatterns = [
    address("agency/", views.staff, name="staff", shows=CONTENT),
    address("agency/posts/new/", views.appoint, name="staff-appoint", shows=CONTENT, methods=FORM),
    address(
        "agency/posts/<uuid:post_id>/end/",
        views.end,
        name="staff-end",
        shows=CONTENT,
        of="post",
        methods=FORM,
    ),
    address(
        "agency/posts/<uuid:post_id>/duty/",
        views.duty,
        name="staff-duty",
        shows=Shows.ACT,
        of="post",
        steps_up=True,
    ),
]
