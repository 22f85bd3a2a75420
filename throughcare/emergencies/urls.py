"""Addresses of emergency access."""

from throughcare.emergencies import views
from throughcare.web.addresses import FORM, Shows, address

CONTENT = Shows.CONTENT

urlpatterns = [
    address("emergencies/", views.shelf, name="emergencies", shows=CONTENT),
    address(
        "emergencies/look-up/",
        views.look_up,
        name="emergency-look-up",
        shows=Shows.SELF,
        methods=FORM,
        steps_up=True,
    ),
    address(
        "emergencies/look-ups/<uuid:look_up_id>/",
        views.answer,
        name="emergency-answer",
        shows=CONTENT,
        of="look_up",
    ),
    address(
        "emergencies/look-ups/<uuid:look_up_id>/open/",
        views.open_case,
        name="emergency-open",
        shows=CONTENT,
        of="look_up",
        methods=FORM,
        steps_up=True,
    ),
    address(
        "emergencies/<uuid:access_id>/", views.show, name="emergency", shows=CONTENT, of="emergency"
    ),
    address(
        "emergencies/<uuid:access_id>/review/",
        views.review,
        name="emergency-review",
        shows=CONTENT,
        of="emergency",
        methods=FORM,
    ),
    address(
        "emergencies/<uuid:access_id>/end/",
        views.end,
        name="emergency-end",
        shows=Shows.ACT,
        of="emergency",
    ),
]
