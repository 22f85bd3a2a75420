"""Addresses of the first kinds of entry."""

from throughcare.notes import typed
from throughcare.notes.views import correct, dates, drafts, files, write
from throughcare.web.addresses import FORM, SEND, Shows, address

urlpatterns = [
    address(
        "cases/<uuid:case_id>/write/<slug:kind>/",
        write.write,
        name="entry-write",
        shows=Shows.CONTENT,
        of="case",
        methods=FORM,
        keep=typed.rescue,
    ),
    address(
        "cases/<uuid:case_id>/write/<slug:kind>/readers/",
        write.readers,
        name="entry-readers",
        shows=Shows.FRAGMENT,
        of="case",
        methods=SEND,
    ),
    address(
        "cases/<uuid:case_id>/write/<slug:kind>/draft/",
        write.draft,
        name="entry-draft",
        shows=Shows.FRAGMENT,
        of="case",
        methods=SEND,
        keep=typed.rescue,
    ),
    address(
        "entries/<uuid:entry_id>/correct/",
        correct.correct,
        name="entry-correct",
        shows=Shows.CONTENT,
        of="entry",
        methods=FORM,
        keep=typed.rescue,
    ),
    address(
        "entries/<uuid:entry_id>/file/",
        files.send_file,
        name="entry-file",
        shows=Shows.CONTENT,
        of="document",
    ),
    address(
        "entries/<uuid:entry_id>/tick/", dates.tick, name="todo-tick", shows=Shows.ACT, of="todo"
    ),
    address(
        "entries/<uuid:entry_id>/settle/",
        dates.settle,
        name="appointment-settle",
        shows=Shows.ACT,
        of="appointment",
    ),
    address("drafts/", drafts.drafts, name="drafts", shows=Shows.CONTENT),
    address("drafts/<uuid:draft_id>/", drafts.show, name="draft", shows=Shows.CONTENT, of="draft"),
    address(
        "drafts/<uuid:draft_id>/drop/", drafts.drop, name="draft-drop", shows=Shows.ACT, of="draft"
    ),
]
