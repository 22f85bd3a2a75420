"""Every case says on its first day under which legal process the person is, and why they come."""

from throughcare.demo.scripts import RegionScript, Step, Story

_ORDERED = {"last_part": "last_part", "community": "community"}
_LASTS = 600  # days that a sentence or measure still lasts
_FREE = {"not_sentenced": "not_sentenced", "voluntary": "no_process"}


def with_pathway(story: Story, script: RegionScript) -> Story:
    """The story with its legal pathway and participation, right after its first step."""
    return story.model_copy(
        update={"steps": [story.steps[0], *_steps(story, script), *story.steps[1:]]}
    )


def _steps(story: Story, script: RegionScript) -> list[Step]:
    opening = story.steps[0]
    which = _ORDERED.get(story.pathway) or _FREE.get(story.pathway)
    if which is None:  # a consultation: the person may not even know of it
        return []
    ordered = story.pathway in _ORDERED
    worker = script.workers[opening.by]
    is_justice = script.agencies[worker.at].sector in {"prison", "probation"}
    about = {} if is_justice else {"about": "daily_life"}
    ground = "Court order" if ordered else "Consent, given in writing at the first talk"
    terms = "mandatory" if ordered else "voluntary"
    ends = {"ends_on": str(int(opening.when.split()[0]) + _LASTS)} if ordered else {}
    return [
        Step.model_validate(
            {"do": "pathway", "by": opening.by, "when": opening.when, "which": which} | ends | about
        ),
        Step.model_validate(
            {"do": "taking_part", "by": opening.by, "when": opening.when, "terms": terms}
            | {"ground": ground}
            | about
        ),
    ]
