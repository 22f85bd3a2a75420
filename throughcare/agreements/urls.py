"""Addresses of agreements. Each is read by version, so that a link stays what it was."""

from throughcare.agreements import views
from throughcare.web.addresses import FORM, Shows, address

CONTENT, ACT, VERSION = Shows.CONTENT, Shows.ACT, "agreement_version"

urlpatterns = [
    address("agreements/", views.shelf, name="agreements", shows=CONTENT),
    address("agreements/register/", views.processing, name="processing", shows=CONTENT),
    address("agreements/matrix.csv", views.matrix, name="processing-matrix", shows=CONTENT),
    address(
        "agreements/<uuid:version_id>/", views.show, name="agreement", shows=CONTENT, of=VERSION
    ),
    address(
        "agreements/<uuid:version_id>/answer/",
        views.answer,
        name="agreement-answer",
        shows=CONTENT,
        of=VERSION,
        methods=FORM,
    ),
    address(
        "agreements/<uuid:version_id>/draft/",
        views.draft,
        name="agreement-draft",
        shows=CONTENT,
        of=VERSION,
        methods=FORM,
    ),
    address(
        "agreements/<uuid:version_id>/role/",
        views.role,
        name="agreement-role",
        shows=CONTENT,
        of=VERSION,
        methods=FORM,
    ),
    address(
        "agreements/<uuid:version_id>/sector/",
        views.sector,
        name="agreement-sector",
        shows=CONTENT,
        of=VERSION,
        methods=FORM,
    ),
    address(
        "agreements/<uuid:version_id>/send/",
        views.send,
        name="agreement-send",
        shows=ACT,
        of=VERSION,
    ),
    address(
        "agreements/<uuid:version_id>/withdraw/",
        views.withdraw,
        name="agreement-withdraw",
        shows=ACT,
        of=VERSION,
    ),
]
