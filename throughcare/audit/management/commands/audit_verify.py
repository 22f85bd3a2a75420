"""`audit_verify`: is the audit trail whole? Ends with 1 when it is not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Sum
from django.utils.translation import gettext as _
from tqdm import tqdm

from throughcare.audit.models import Lane
from throughcare.audit.verification import Finding, Report, verify


class Command(BaseCommand):
    """Reads every event, says what it read, and names the first bad one."""

    help = "Verify the audit trail and name the first event that was tampered with."

    def handle(self, *args: Any, **options: Any) -> None:
        expected = Lane.objects.aggregate(all=Sum("sequence"))["all"] or 0
        quiet = options["verbosity"] == 0
        with tqdm(total=expected, unit=" events", disable=quiet, leave=False) as bar:
            report = verify(progress=bar.update)
        self._tell(report)
        if report.first:
            raise CommandError(_told(report.first), returncode=1)
        self.stdout.write(self.style.SUCCESS(_("The trail is whole.")))

    def _tell(self, report: Report) -> None:
        self.stdout.write(
            _("Read %(events)s events in %(lanes)s lanes, %(rate)s a second.")
            % {"events": report.events, "lanes": report.lanes, "rate": round(report.rate)}
        )
        self.stdout.write(
            _("Of these %(generated)s were generated for measuring; %(details)s have details.")
            % {"generated": report.generated, "details": report.details}
        )
        for decision, count in sorted(report.erased.items()):
            words = _("%(count)s details were erased by decision %(decision)s.")
            self.stdout.write(words % {"count": count, "decision": decision})


def _told(finding: Finding) -> str:
    """The finding in a sentence."""
    places = {"event": finding.event_id, "lane": finding.lane, "sequence": finding.sequence}
    words = _("First bad event: %(event)s (lane %(lane)s, number %(sequence)s): %(what)s.")
    return words % {**places, "what": finding.what.label}
