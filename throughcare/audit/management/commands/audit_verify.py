"""`audit_verify`: is the audit trail whole, and what was sealed? Ends with 1 when it is not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Sum
from django.utils.translation import gettext as _
from tqdm import tqdm

from throughcare.audit import verification
from throughcare.audit.chain import moment
from throughcare.audit.models import Checkpoint, Lane
from throughcare.audit.sealing import verification as sealing
from throughcare.audit.sealing.checkpoints import Signed
from throughcare.audit.sealing.verification import SealFinding, SealReport
from throughcare.audit.verification import Finding, Report


class Command(BaseCommand):
    """Reads every event and checkpoint, says what it read, and names the first bad one."""

    help = "Verify the audit trail and name the first event that was tampered with."

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        expected = Lane.objects.aggregate(all=Sum("sequence"))["all"] or 0
        with tqdm(total=expected, unit=" events", disable=quiet, leave=False) as bar:
            report = verification.verify(progress=bar.update)
        self._tell(report)
        sealed = Checkpoint.objects.count()
        with tqdm(total=sealed, unit=" checkpoints", disable=quiet, leave=False) as bar:
            seals = sealing.verify(progress=bar.update)
        self._tell_seals(seals)
        told = [_told(report.first)] if report.first else []
        if told := told + [_told_seal(one) for one in seals.findings]:
            raise CommandError("\n".join(told), returncode=1)
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

    def _tell_seals(self, report: SealReport) -> None:
        words = _("%(checkpoints)s checkpoints seal %(events)s events, the last at %(at)s.")
        told = {"checkpoints": report.checkpoints, "events": report.sealed, "at": report.last_at}
        self.stdout.write(words % told if report.checkpoints else _("Nothing is sealed."))
        if report.window and report.window.since:
            words = _("Not sealed yet: %(events)s events, the first of %(since)s.")
            window = {"events": report.window.events, "since": moment(report.window.since)}
            self.stdout.write(words % window)
        if report.trouble:
            self.stdout.write(_("No key was compared: %(why)s") % {"why": report.trouble})
        for loss in report.losses:
            self.stdout.write(_told_loss(loss))
        for answer in report.answers:
            words = _("Witness %(witness)s knows checkpoint %(number)s.")
            if answer.trouble:
                words = _("Witness %(witness)s is out of reach: %(why)s")
            told = {"witness": answer.witness.name, "number": answer.number, "why": answer.trouble}
            self.stdout.write(words % told)


def _told(finding: Finding) -> str:
    """The finding in a sentence."""
    places = {"event": finding.event_id, "lane": finding.lane, "sequence": finding.sequence}
    words = _("First bad event: %(event)s (lane %(lane)s, number %(sequence)s): %(what)s.")
    return words % {**places, "what": finding.what.label}


def _told_seal(finding: SealFinding) -> str:
    """The same for a checkpoint, with the witness or the events if they are known."""
    words = _("Checkpoint %(number)s: %(what)s.")
    if finding.witness:
        words = _("Checkpoint %(number)s: %(what)s (%(witness)s).")
    elif finding.lane is not None:
        words = _("Checkpoint %(number)s: %(what)s (lane %(lane)s, numbers %(first)s to %(last)s).")
    return words % {
        "number": finding.checkpoint,
        "what": finding.fault.label,
        "witness": finding.witness,
        "lane": finding.lane,
        "first": finding.first,
        "last": finding.last,
    }


def _told_loss(signed: Signed) -> str:
    lost = signed.body.lost
    assert lost is not None
    words = _(
        "Checkpoint %(number)s: %(one)s and %(other)s accepted the loss of what came after"
        " checkpoint %(after)s up to %(until)s (reason: event %(event)s). %(lanes)s"
    )
    lanes = [
        _("Lane %(lane)s: %(kept)s kept, %(sealed)s sealed.") % lane._asdict()
        for lane in lost.lanes
    ]
    if lost.key:
        lanes.append(_("The key is lost as well."))
    one, other = lost.humans
    told = {"number": signed.body.number, "one": one, "other": other, "event": lost.event}
    return words % {**told, "after": lost.after, "until": lost.until, "lanes": " ".join(lanes)}
