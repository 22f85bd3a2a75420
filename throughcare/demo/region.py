"""Agencies, posts and agreements of the region, by the apps' own actions."""

from dataclasses import dataclass, field
from datetime import datetime

from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Agency, Human, Post
from throughcare.cases.actions import posts
from throughcare.concernline import actions as concernline
from throughcare.demo.moments import Calendar
from throughcare.demo.queries.workers import email_of
from throughcare.demo.scripts import RegionScript, WorkerRow
from throughcare.duplicates import actions as duplicates
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor, system
from throughcare.programmes import actions as programmes
from throughcare.programmes import queries, shipped
from throughcare.sharing import actions as sharing
from throughcare.sharing.models import Agreement


@dataclass
class Region:
    """What has been made, by the keys of the region's file."""

    script: RegionScript
    calendar: Calendar
    agencies: dict[str, Agency] = field(default_factory=dict)
    humans: dict[str, Human] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    agreements: dict[str, Agreement] = field(default_factory=dict)

    def actor(self, worker: str) -> Actor:
        """The worker as an actor, at the clock's moment."""
        return act_as(self.posts[worker])


def founded(script: RegionScript, calendar: Calendar) -> Region:
    """The region with its agencies and the agreements between them."""
    region = Region(script, calendar)
    with clock.at(calendar.moment(f"{script.begins} 08:00")):
        root = system(clock.now())
        for key, row in script.agencies.items():
            region.agencies[key] = sharing.admit(
                root,
                name=row.name,
                sector=row.sector,
                regime=row.regime,
                article_10_basis=row.basis,
            )
        for source in shipped.texts().values():
            programmes.add(root, source)
    return region


def openings(region: Region) -> list[tuple[datetime, str, str]]:
    """What happens to posts, agreements, programmes and lines, and when: (moment, act, key)."""
    found = []
    for key, row in region.script.workers.items():
        found.append((region.calendar.moment(f"{row.from_day} 08:30"), "appoint", key))
        if row.ends is not None:
            found.append((region.calendar.moment(f"{row.ends} 16:30"), "leave", key))
    for key, agreement in region.script.agreements.items():
        found.append((region.calendar.moment(f"{agreement.from_day} 12:00"), "agree", key))
    for number, programme in enumerate(region.script.programmes):
        found.append((region.calendar.moment(f"{programme.from_day} 11:00"), "adopt", str(number)))
    for number, line in enumerate(region.script.lines):
        found.append((region.calendar.moment(f"{line.from_day} 10:00"), "open_line", str(number)))
    return found


def appoint(region: Region, key: str) -> None:
    """Give a worker a post; a new agency's duty post is named with it."""
    row = region.script.workers[key]
    agency = region.agencies[row.at]
    root = system(clock.now())
    post = sharing.appoint(
        root, human=_human(region, key, row), agency=agency, role=row.role, title=row.title
    )
    region.posts[key] = post
    if region.script.agencies[row.at].duty == key:
        sharing.name_duty_post(root, agency, post)


def leave(region: Region, key: str) -> None:
    """Let a worker go; the agency's duty post takes over."""
    region.posts[key].refresh_from_db()
    posts.end(system(clock.now()), region.posts[key])


def agree(region: Region, key: str) -> None:
    """Bring a shipped agreement into force."""
    row = region.script.agreements[key]
    region.agreements[key] = sharing.bring_into_force(
        system(clock.now()),
        key,
        parties=[region.agencies[party] for party in row.parties],
        from_at=clock.now(),
        until_at=region.calendar.moment(f"{row.until} 00:00", weekdays=False),
    )
    duplicates.appoint(system(clock.now()), region.agreements[key], region.posts[row.steward])


def adopt(region: Region, number: str) -> None:
    """Let an agency's duty post adopt a shipped programme model."""
    row = region.script.programmes[int(number)]
    actor = region.actor(region.script.agencies[row.at].duty)
    version = queries.versions(actor).get(programme__key=row.key)
    programmes.adopt(actor, version)


def open_line(region: Region, number: str) -> None:
    """Let an agency offer its concern line."""
    row = region.script.lines[int(number)]
    told = {"code": row.code, "name": row.name, "limits": row.limits}
    concernline.open_line(system(clock.now()), region.agencies[row.at], **told)


def _human(region: Region, key: str, row: WorkerRow) -> Human:
    known = region.humans.get(row.human or key)
    if known is not None:
        return known
    email = email_of(region.script, row)
    made = sharing.enrol(system(clock.now()), name=row.name, email=email)
    region.humans[key] = made
    return made
