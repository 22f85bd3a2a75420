"""What is known about the person: names, birth date, languages, gender, needs, safe ways."""

from throughcare.demo.acts.entries import add, basics
from throughcare.demo.scenes import Scene
from throughcare.demo.scripts import Step
from throughcare.entries.models import Entry, Kind
from throughcare.notes import headlines
from throughcare.notes.models import Birth, Language, Name, Way


def name(scene: Scene, step: Step) -> None:
    """A further name, spelling or script."""
    fields = basics(scene, step, Kind.NAME)
    fields["headline"] = step.title or step.more["name"]
    add(scene, step, Name(kind=Kind.NAME, **fields, **step.more))


def birth(scene: Scene, step: Step) -> None:
    """A date of birth, perhaps partial: "1998-05-14", "1998-05" or "1998"."""
    numbers = [int(part) for part in str(step.more["date"]).split("-")]
    fields = basics(scene, step, Kind.BIRTH)
    parts = dict(zip(("year", "month", "day"), numbers, strict=False))
    fields["headline"] = step.title or headlines.born(*numbers)
    add(scene, step, Birth(kind=Kind.BIRTH, **fields, **parts))


def language(scene: Scene, step: Step) -> None:
    """A language, and whether an interpreter is needed."""
    fields = basics(scene, step, Kind.LANGUAGE)
    fields["headline"] = step.title or headlines.speaks(**step.more)
    add(scene, step, Language(kind=Kind.LANGUAGE, **fields, **step.more))


def gender(scene: Scene, step: Step) -> None:
    """Gender, in the person's own words."""
    fields = basics(scene, step, Kind.GENDER) | {"statement": "own"}
    add(scene, step, Entry(kind=Kind.GENDER, **fields))


def need(scene: Scene, step: Step) -> None:
    """What has to be arranged so that the person can take part."""
    add(scene, step, Entry(kind=Kind.NEED, **basics(scene, step, Kind.NEED)))


def way(scene: Scene, step: Step) -> None:
    """A way to make contact, and when it is safe."""
    fields = basics(scene, step, Kind.WAY)
    more = step.more
    way = headlines.reached(more["channel"], more["value"], more.get("is_safe", True))
    fields["headline"] = step.title or way
    add(scene, step, Way(kind=Kind.WAY, **fields, **step.more))


ACTS = {
    "further_name": name,
    "birth": birth,
    "language": language,
    "gender": gender,
    "need": need,
    "way": way,
}
