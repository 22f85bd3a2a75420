"""The same form sent by two processes at once: one record, and both are led to it."""

from typing import Any

from django.urls import reverse

from proofs import region
from proofs.processes import running
from proofs.region import Region, cookies_of
from proofs.report import Report
from tests.pages import opened, signed_in
from throughcare.audit.models import Event
from throughcare.cases.models import Case
from throughcare.entries.models import Entry, LabelRequest

TWO = 2


def run(report: Report, *, clicks: int) -> None:
    """Notes, contacts, new cases and wishes in turn, each sent twice at the same moment."""
    made = _region()
    bob = made.exit_worker("Bo Fenn")
    made.join(bob)
    entry = made.write("Read by many")
    forms: list[Any] = [
        ("entry-write", [made.case.pk, "note"], Entry.objects, _note),
        ("entry-write", [made.case.pk, "contact"], Entry.objects, _contact),
        ("case-open", [], Case.objects, _case),
        ("entry-ask", [entry.pk], LabelRequest.objects, _wish),
    ]
    client = signed_in(bob, HTTP_HOST="localhost")
    with running("proofs.races.writing:send", TWO, cookies_of(bob)) as pipes:
        for pipe in pipes:
            pipe.recv()
        for number in report.through(range(clicks), clicks, "double clicks"):
            name, arguments, records, more = forms[number % len(forms)]
            url = reverse(name, args=arguments)
            fields = opened(client, url).typed | more(number)
            _click(report, pipes, number, url, fields, records)
        for pipe in pipes:
            pipe.send(None)
    report.say(f"{clicks} double clicks on {len(forms)} forms by {TWO} processes.")


def _region() -> Region:
    """Another region beside the one of the corrections."""
    return region.build(number=2)


def _click(
    report: Report, pipes: list[Any], number: int, url: str, fields: dict[str, Any], records: Any
) -> None:
    before, events = records.count(), Event.objects.filter(kind="change").count()
    for pipe in pipes:
        pipe.send((url, fields))
    answers = [pipe.recv() for pipe in pipes]
    made = records.count() - before
    expected = TWO if "contact" in url else 1
    if made != expected:
        report.found(f"double click {number} on {url} made {made} records")
    if len(set(answers)) != 1 or answers[0][0] != 302:
        report.found(f"double click {number} on {url} led to {answers}")
    if (told := Event.objects.filter(kind="change").count() - events) != expected:
        report.found(f"double click {number} on {url} is {told} events in the trail")


def _note(number: int) -> dict[str, str]:
    return {"text": f"We spoke, for the {number}th time."}


def _contact(number: int) -> dict[str, str]:
    return {"text": f"A call, the {number}th.", "how": "phone"}


def _case(number: int) -> dict[str, str]:
    return {"display_name": f"Person {number}", "kind": "intake", "purpose": "exit"}


def _wish(number: int) -> dict[str, str]:
    return {"wish": f"Could more people read this? {number}"}
