"""A loss of the audit trail in words, for those who are to accept it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from throughcare.audit.sealing.answers import Answer
from throughcare.audit.sealing.checkpoints import LostLane
from throughcare.audit.sealing.losses import Found


def in_words(found: Found, asked: Sequence[Answer], key: str) -> Iterator[str]:
    """What is here, what each witness knows, which events are lost, and which key."""
    here = {"number": found.after}
    yield (
        _("The trail here ends with checkpoint %(number)s.") % here
        if found.after
        else _("No checkpoint is here.")
    )
    yield from map(_known, asked)
    if found.witnessed_at:
        yield from _lost(found)
    if found.key:
        words = _("The key %(old)s, which has to sign, is lost. From now on %(new)s signs.")
        yield words % {"old": found.key, "new": key}
    yield _("Hash: %(hash)s") % {"hash": found.until_hash}


def _known(answer: Answer) -> str:
    told = {"witness": answer.witness.name, "number": answer.number, "why": answer.trouble}
    if answer.trouble:
        return _("Witness %(witness)s is out of reach (%(why)s): it may know more.") % told
    if answer.known is None:
        return _("Witness %(witness)s knows no checkpoint.") % told
    told |= {"at": answer.known.body.at, "hash": answer.known.hash}
    if answer.standing.is_conflict:
        return (
            _(
                "Witness %(witness)s knows checkpoint %(number)s of %(at)s, which is not here:"
                " %(hash)s"
            )
            % told
        )
    return _("Witness %(witness)s knows checkpoint %(number)s, which is here.") % told


def _lost(found: Found) -> Iterator[str]:
    told = {"first": found.after + 1, "last": found.until, "events": found.events}
    told |= {"event": found.restored}
    if found.after < found.until:
        yield _("Lost are the checkpoints from %(first)s to %(last)s.") % told
    if found.restored:
        yield _("The trail goes on from a backup with event %(event)s.") % told
        yield _("Lost are %(events)s events that were sealed:") % told
    else:
        yield _("Nothing here says since when. Lost are at least %(events)s sealed events:") % told
    yield from map(_lane, found.lanes)
    yield _("What no checkpoint held is lost as well; nobody can count it.")


def _lane(lane: LostLane) -> str:
    told = {"lane": lane.lane, "first": lane.kept + 1, "last": lane.sealed, "kept": lane.kept}
    if lane.kept < lane.sealed:
        return _("  lane %(lane)s: events %(first)s to %(last)s (%(kept)s are kept)") % told
    return _("  lane %(lane)s: others than the %(last)s that were sealed") % told
