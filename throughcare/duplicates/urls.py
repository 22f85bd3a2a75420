"""Addresses of duplicates."""

from throughcare.duplicates import views
from throughcare.web.addresses import FORM, Shows, address

CONTENT, OF = Shows.CONTENT, "pair"

urlpatterns = [
    address("duplicates/", views.shelf, name="pairs", shows=CONTENT),
    address(
        "duplicates/<uuid:pair_id>/", views.show, name="pair", shows=CONTENT, of=OF, methods=FORM
    ),
    address(
        "duplicates/<uuid:pair_id>/separate/",
        views.separate,
        name="pair-separate",
        shows=Shows.ACT,
        of=OF,
    ),
    address(
        "duplicates/asked/<uuid:question_id>/",
        views.question,
        name="pair-question",
        shows=CONTENT,
        of="pair_question",
        methods=FORM,
    ),
]
