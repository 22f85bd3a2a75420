"""Addresses of programme models. Each is read by version, so that a link stays what it was."""

from throughcare.programmes import views
from throughcare.web.addresses import FORM, Shows, address

CONTENT, ACT, VERSION = Shows.CONTENT, Shows.ACT, "programme_version"

urlpatterns = [
    address("programmes/", views.shelf, name="programmes", shows=CONTENT),
    address("programmes/compare/", views.compare, name="programme-compare", shows=CONTENT),
    address("programmes/write/", views.write, name="programme-write", shows=CONTENT, methods=FORM),
    address(
        "programmes/<uuid:version_id>/", views.show, name="programme", shows=CONTENT, of=VERSION
    ),
    address(
        "programmes/<uuid:version_id>/yaml/",
        views.download,
        name="programme-download",
        shows=CONTENT,
        of=VERSION,
    ),
    address(
        "programmes/<uuid:version_id>/adapt/",
        views.adapt,
        name="programme-adapt",
        shows=CONTENT,
        of=VERSION,
        methods=FORM,
    ),
    address(
        "programmes/<uuid:version_id>/revise/",
        views.revise,
        name="programme-revise",
        shows=CONTENT,
        of=VERSION,
        methods=FORM,
    ),
    address(
        "programmes/<uuid:version_id>/adopt/",
        views.adopt,
        name="programme-adopt",
        shows=ACT,
        of=VERSION,
    ),
    address(
        "programmes/<uuid:version_id>/give-up/",
        views.give_up,
        name="programme-give-up",
        shows=ACT,
        of=VERSION,
    ),
]
