"""Leaks without a word: counts, order, length and effort that depend on what is hidden."""

from typing import Any
from uuid import UUID

from proofs.canaries.leaks.planting import Planted, swap, template, wrapping
from throughcare.entries.models import Entry, LabelRequest
from throughcare.web.pages import Shown


class _Counting(Shown):
    """An answer that counts in a header."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self["X-Total"] = str(Entry.objects.count())


def _asking_each(real: Any) -> Any:
    """Finds the same, but asks about every entry of the case, one by one."""

    def linked(actor: Any, entry: Any) -> Any:
        for other in Entry.objects.filter(case=entry.case_id):
            LabelRequest.objects.filter(entry=other).exists()
        return real(actor, entry)

    return linked


def _missing(real: Any) -> Any:
    """Not there is said more quickly than not yours."""

    def missing(request: Any, exception: Any = None) -> Any:
        ids = [one for one in request.resolver_match.kwargs.values() if isinstance(one, UUID)]
        for entry in Entry.objects.filter(pk__in=ids):
            LabelRequest.objects.filter(entry=entry).exists()
        return real(request, exception)

    return missing


def _latest(real: Any) -> Any:
    """The last contact of a case, whoever may know of it."""

    def framed(actor: Any, case: Any, here: str) -> Any:
        frame = real(actor, case, here)
        last = case.entries.order_by("occurred_at").last()
        frame["frame"].facts.append(("Latest", str(last.occurred_at) if last else ""))
        return frame

    return framed


QUIET: tuple[tuple[str, Planted], ...] = (
    ("the overview counts all entries", template("desk/case.html", "{{ case.entries.count() }}")),
    ("the caseload's header counts", swap("web.pages:Shown", _Counting)),
    ("the frame tells when something last was", swap("desk.views.case:framed", wrapping(_latest))),
    (
        "an entry tells that it had versions",
        template("entries/show.html", "{% if entry.versions.exists() %} {% endif %}"),
    ),
    ("an entry asks about all others", swap("entries.queries:linked", wrapping(_asking_each))),
    ("not yours takes longer than not there", swap("web.middleware:missing", wrapping(_missing))),
)
