"""Addresses of referrals."""

from throughcare.referrals import views
from throughcare.web.addresses import FORM, Shows, address

CONTENT, OF = Shows.CONTENT, "referral"

urlpatterns = [
    address("referrals/", views.shelf, name="referrals", shows=CONTENT),
    address("referrals/write/", views.write, name="referral-write", shows=Shows.SELF, methods=FORM),
    address("referrals/<uuid:referral_id>/", views.show, name="referral", shows=CONTENT, of=OF),
    address(
        "referrals/<uuid:referral_id>/settle/",
        views.settle,
        name="referral-settle",
        shows=CONTENT,
        of=OF,
        methods=FORM,
    ),
    address(
        "referrals/<uuid:referral_id>/again/",
        views.look_again,
        name="referral-again",
        shows=Shows.ACT,
        of=OF,
    ),
]
