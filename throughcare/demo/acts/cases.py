"""Opening and closing a case, its team, its responsible worker."""

from throughcare.cases.actions import cases, responsibility, seats
from throughcare.demo.scenes import Scene
from throughcare.demo.scripts import Step
from throughcare.kernel.clock import BEGINNING, FOREVER


def open_case(scene: Scene, step: Step) -> None:
    """Open the story's case; who opens it answers for it."""
    story, region = scene.story, scene.region
    scene.made["case"] = cases.open(
        scene.actor(step),
        display_name=step.title or story.name,
        kind=story.kind,
        agreement=region.agreements[story.agreement] if story.agreement else None,
        reference=story.reference,
        **step.more,
    )
    scene.seats[step.by] = scene.case.seats.get(post=scene.post(step.by))


def close(scene: Scene, step: Step) -> None:
    """Close the case."""
    cases.close(scene.actor(step), scene.case, reason=step.text)


def reopen(scene: Scene, step: Step) -> None:
    """Take the case up again."""
    cases.reopen(scene.actor(step), scene.case, reason=step.text)


def rename(scene: Scene, step: Step) -> None:
    """Change the display name."""
    cases.rename(scene.actor(step), scene.case, display_name=step.title, reason=step.text)


def invite(scene: Scene, step: Step) -> None:
    """Propose somebody for the team."""
    more, calendar = dict(step.more), scene.region.calendar
    post = scene.post(more.pop("who"))
    sees_from, until = more.pop("sees_from", ""), more.pop("until", "")
    scene.made[step.key] = seats.offer(
        scene.actor(step),
        scene.case,
        post=post,
        role=more.pop("role", post.role),
        sees_from=calendar.moment(str(sees_from)) if sees_from else BEGINNING,
        until_at=calendar.moment(str(until)) if until else FOREVER,
        ground=step.text,
        **more,
    )


def confirm_seat(scene: Scene, step: Step) -> None:
    """Confirm a police, prosecution or security seat as a second human."""
    seats.confirm(scene.actor(step), scene.made[step.of])


def accept_seat(scene: Scene, step: Step) -> None:
    """Take a proposed seat."""
    scene.seats[step.by] = seats.accept(scene.actor(step), scene.made[step.of])


def decline_seat(scene: Scene, step: Step) -> None:
    """Say no to a proposed seat."""
    seats.decline(scene.actor(step), scene.made[step.of], reason=step.text)


def withdraw_seat(scene: Scene, step: Step) -> None:
    """Take a proposal back."""
    seats.withdraw(scene.actor(step), scene.made[step.of])


def end_seat(scene: Scene, step: Step) -> None:
    """End somebody's seat."""
    seat = scene.seats[step.of]
    seat.refresh_from_db()
    at = scene.region.calendar.moment(step.more["at"]) if "at" in step.more else None
    seats.end(scene.actor(step), seat, reason=step.text, at=at)


def offer_case(scene: Scene, step: Step) -> None:
    """Offer the responsibility to a colleague on the team."""
    scene.made[step.key] = responsibility.offer(
        scene.actor(step), scene.case, post=scene.post(step.more["to"]), note=step.text
    )


def accept_case(scene: Scene, step: Step) -> None:
    """Take the responsibility."""
    responsibility.accept(scene.actor(step), scene.made[step.of])


def decline_case(scene: Scene, step: Step) -> None:
    """Say no to the responsibility."""
    responsibility.decline(scene.actor(step), scene.made[step.of], reason=step.text)


ACTS = {
    "open": open_case,
    "close": close,
    "reopen": reopen,
    "rename": rename,
    "invite": invite,
    "confirm_seat": confirm_seat,
    "accept_seat": accept_seat,
    "decline_seat": decline_seat,
    "withdraw_seat": withdraw_seat,
    "end_seat": end_seat,
    "pass_on": offer_case,
    "accept_case": accept_case,
    "decline_case": decline_case,
}
