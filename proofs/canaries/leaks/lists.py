"""Leaks in one place: a list, a page or a search that does not ask the rule."""

from dataclasses import replace
from typing import Any

from proofs.canaries.leaks.planting import Leak, door, swap, together, wrapping
from proofs.canaries.leaks.rule import NO_SECOND_LOOK
from throughcare.agencies.models import Post
from throughcare.cases.models import Case, SeatOffer
from throughcare.entries.models import Entry
from throughcare.notes.models import Appointment, Document, Draft, Todo


def entries(actor: Any) -> Any:
    """All entries."""
    return Entry.objects.all()


def entries_of_the_team(actor: Any) -> Any:
    """All entries of the cases on which one sits, whatever their label."""
    return Entry.objects.filter(
        case__seats__post=actor.post_id, case__seats__until_at__gt=actor.at
    ).distinct()


def cases(actor: Any) -> Any:
    """All cases."""
    return Case.objects.all()


def _listed(actor: Any, case: Any, filters: Any) -> Any:
    found = Entry.objects.filter(case=case).select_related("agency", "author__human")
    return found.order_by("-occurred_at", "-id")


def _begun(real: Any) -> Any:
    def case_rows(actor: Any, case_ids: Any) -> Any:
        for row in real(actor, case_ids):
            entry = Entry.objects.filter(case=row.case_id).first()
            yield replace(row, reference=entry.headline if entry else "")

    return lambda actor, case_ids: list(case_rows(actor, case_ids))


def _left(model: Any) -> Any:
    def left(cls: Any, *, post: Any, form: str, about: Any) -> Any:
        return model.objects.filter(form=form, about=about).first()

    return classmethod(left)


def _everybody(model: Any) -> Any:
    return lambda actor: model.objects.all()


def _any_wish(real: Any) -> Any:
    return lambda actor, entry, *, is_owner: real(actor, entry, is_owner=True)


def _all_todos(actor: Any, **until: Any) -> list[Todo]:
    mine = Todo.objects.filter(for_post=actor.post_id, done_at=None)
    return list(mine.select_related("case__person"))


def _all_appointments(actor: Any, **until: Any) -> list[Appointment]:
    mine = Appointment.objects.filter(for_post=actor.post_id, state="planned")
    return list(mine.select_related("case__person"))


def _linked(actor: Any, entry: Entry) -> list[Entry]:
    return list(Entry.objects.filter(follows=entry).select_related("agency", "author__human"))


def _colleagues(actor: Any) -> Any:
    """One's own drafts and those of the whole agency, ended post or not."""
    return Draft.objects.filter(post__agency=actor.agency_id)


def _all_of_them(actor: Any, found: Any) -> Any:
    return {draft.pk for draft in found}


def _all_posts(human: Any, moment: Any) -> list[Post]:
    return list(Post.objects.filter(human=human).select_related("agency", "human"))


LISTS = (
    Leak(
        "the chronology is not filtered",
        ("chronology",),
        swap("entries.queries:chronology", _listed),
    ),
    Leak(
        "the overview is not filtered", ("case",), swap("desk.queries.overview:chronology", _listed)
    ),
    Leak(
        "an entry opens by its id",
        ("entry",),
        door("entries.queries:policy", visible_to=entries),
    ),
    Leak(
        "the date of birth in the frame is not asked for",
        ("case", "team", "profile"),
        door("entries.frame:policy", visible_to=entries),
    ),
    Leak(
        "search in headlines goes by the team",
        ("search",),
        door("desk.queries.search:entries", visible_to=entries_of_the_team),
    ),
    Leak(
        "search in headlines goes everywhere",
        ("search",),
        together(door("desk.queries.search:entries", visible_to=entries), NO_SECOND_LOOK),
    ),
    Leak(
        "search for people goes everywhere",
        ("search",),
        together(
            door("desk.queries.search:cases", visible_to=cases),
            door("desk.queries.caseload:cases", visible_to=cases),
            NO_SECOND_LOOK,
        ),
    ),
    Leak(
        "the caseload is everybody's",
        ("caseload",),
        together(door("desk.queries.caseload:cases", visible_to=cases), NO_SECOND_LOOK),
    ),
    Leak(
        "a list of cases begins their chronology",
        ("caseload",),
        swap("desk.queries.caseload:case_rows", wrapping(_begun)),
    ),
    Leak(
        "a case opens by its id",
        ("case", "chronology"),
        together(swap("cases.queries:visible_to", cases), NO_SECOND_LOOK),
    ),
    Leak(
        "the person's page is not filtered",
        ("profile",),
        door("notes.queries:entries", visible_to=entries),
    ),
    Leak(
        "to-dos of the case are not filtered",
        ("case",),
        door("notes.queries:policy", todos_visible_to=_everybody(Todo)),
    ),
    Leak(
        "dates of the case are not filtered",
        ("case",),
        door("notes.queries:policy", appointments_visible_to=_everybody(Appointment)),
    ),
    Leak(
        "a to-do shows to whom it is for",
        ("desk",),
        door("desk.queries.agenda:notes", todos=_all_todos),
    ),
    Leak(
        "an appointment shows to whom it is for",
        ("desk",),
        door("desk.queries.agenda:notes", appointments=_all_appointments),
    ),
    Leak(
        "drafts are everybody's",
        ("drafts", "desk"),
        door("notes.queries:policy", visible_to=_everybody(Draft)),
    ),
    Leak(
        "a draft opens by its id",
        ("draft",),
        door("notes.views.drafts:policy", visible_to=_everybody(Draft)),
    ),
    Leak(
        "colleagues read drafts", ("draft", "drafts"), swap("notes.policy:visible_to", _colleagues)
    ),
    Leak(
        "a duty post reads whatever was left",
        ("draft",),
        door("notes.queries:policy", readable=_all_of_them),
    ),
    Leak(
        "a form begins with anybody's draft",
        ("entry-write",),
        swap("notes.models:Draft.left", wrapping(lambda real: _left(Draft))),
    ),
    Leak(
        "a file opens by its id",
        ("entry-file",),
        door("notes.views.files:policy", documents_visible_to=_everybody(Document)),
    ),
    Leak(
        "earlier versions go by the present label",
        ("entry",),
        swap("entries.queries:sees", lambda place, label: True),
    ),
    Leak("wishes are everybody's", ("entry",), swap("entries.queries:wishes", wrapping(_any_wish))),
    Leak("a link shows one end alone", ("entry",), swap("entries.queries:linked", _linked)),
    Leak(
        "offers of seats are everybody's",
        ("seat-offer",),
        swap("cases.policy:offers_visible_to", _everybody(SeatOffer)),
    ),
    Leak(
        "the whole team reads grounds",
        ("team",),
        swap("cases.queries:knows_ground", lambda actor, case, agency_id: True),
    ),
    Leak(
        "everybody answers offers",
        ("desk",),
        door("desk.queries.waiting:cases", offers_to=_everybody(SeatOffer)),
    ),
    Leak(
        "an ended post still acts",
        ("drafts", "desk"),
        swap(
            "agencies.acting:posts_of",
            lambda human, moment: list(
                Post.objects.filter(human=human).select_related("agency", "human")
            ),
        ),
    ),
)
