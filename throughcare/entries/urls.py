"""Addresses of entries."""

from throughcare.entries.views import labels, show
from throughcare.web.addresses import FORM, Shows, address

urlpatterns = [
    address("entries/<uuid:entry_id>/", show.show, name="entry", shows=Shows.CONTENT, of="entry"),
    address(
        "entries/<uuid:entry_id>/why/",
        show.why,
        name="entry-why",
        shows=Shows.CONTENT,
        of="entry",
    ),
    address(
        "entries/<uuid:entry_id>/relabel/",
        labels.relabel,
        name="entry-relabel",
        shows=Shows.CONTENT,
        methods=FORM,
        of="entry",
    ),
    address(
        "entries/<uuid:entry_id>/split/",
        labels.split,
        name="entry-split",
        shows=Shows.CONTENT,
        methods=FORM,
        of="entry",
    ),
    address(
        "entries/<uuid:entry_id>/ask/",
        labels.ask,
        name="entry-ask",
        shows=Shows.CONTENT,
        methods=FORM,
        of="entry",
    ),
    address(
        "label-requests/<uuid:request_id>/answer/",
        labels.answer,
        name="label-answer",
        shows=Shows.CONTENT,
        methods=FORM,
        of="label_request",
    ),
]
