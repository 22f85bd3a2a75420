"""Pages of the reference about who sees what: agreements, own tables, and the closed lists."""

from collections.abc import Iterator
from typing import Any

from docs_markdown import page, table


def agreements() -> str:
    """The agreements that ship: who is cleared for what."""
    from throughcare.sharing.shipped import AGREEMENTS, agreement_text

    parts: list[str] = []
    for code in AGREEMENTS:
        text = agreement_text(code)
        purposes = ", ".join(str(purpose.label).lower() for purpose in text.purposes)
        rows = [(str(r.label), *_signs(g.team_bits, g.need_bits)) for r, g in text.roles.items()]
        walls = [(str(wall.sector.label), _categories(wall.bits)) for wall in text.walls]
        urgent = [(str(s.label), _categories(bits)) for s, bits in text.emergency_bits.items()]
        parts += ["", f"## {text.name} (`{code}`)", "", f"For: {purposes}."]
        parts += [f"Wind-down: {text.wind_down_days} days.", "", *_matrix(rows), ""]
        parts += [*table(("wall", "never sees"), walls), ""]
        parts += table(("emergency access of (comes later)", "would see"), urgent)
    intro = (
        "**N**: at TEAM and at NEED TO KNOW. **T**: at TEAM only. **–**: not shared. A role that"
        " has no row sees nothing of other agencies. A wall beats every cell, for every sector"
        " in which the human holds a post."
    )
    return page("Agreements that ship", intro, *parts)


def own_tables() -> str:
    """What each role sees of its own agency's entries, as shipped."""
    from throughcare.agencies.roles import Role
    from throughcare.sharing.shipped import own_tables as shipped

    rows = [(str(role.label), *_signs(shipped().row(role), shipped().row(role))) for role in Role]
    intro = (
        "What each role sees of its **own** agency's entries when an agency is admitted. **N**:"
        " at TEAM, NEED TO KNOW and AGENCY. **–**: not shown."
    )
    return page("Own tables that ship", intro, "", *_matrix(rows))


def _matrix(rows: list[tuple[str, ...]]) -> list[str]:
    from throughcare.sharing.categories import Category

    return table(("role", *(str(category.label) for category in Category)), rows)


def _signs(team: int, need: int) -> Iterator[str]:
    from throughcare.sharing.categories import Category

    for each in Category:
        yield "N" if need & each.bit else "T" if team & each.bit else "–"


def _categories(bits: int) -> str:
    from throughcare.sharing.categories import ALL, categories_in

    if bits == ALL:
        return "anything"
    return ", ".join(str(category.label).lower() for category in categories_in(bits))


def words() -> str:
    """The closed lists of the program, with their values in the database."""
    from throughcare.agencies import models as agencies
    from throughcare.agencies.roles import Role
    from throughcare.agencies.sectors import CONFIRMED_SECTORS, Sector
    from throughcare.cases.models import CaseKind
    from throughcare.entries import models as entries
    from throughcare.notes import models as notes
    from throughcare.sharing import categories as sharing
    from throughcare.sharing.purposes import Purpose

    sectors = [
        (f"`{s.value}`", str(s.label), s.letters, s.family, "yes" if s in CONFIRMED_SECTORS else "")
        for s in Sector
    ]
    about = [(f"`{c.code}`", str(c.label), *_notes(sharing, c)) for c in sharing.Category]
    handlings = [(f"`{h.value}`", str(h.label), f"TLP:{h.tlp}") for h in sharing.Handling]
    head = ("value", "in words", "badge", "shape", "needs a ground and a second confirmation")
    about_head = ("value", "in words", "named professions only", "NEED TO KNOW proposed")
    lists = (
        ("Roles", Role), ("Purposes of a seat", Purpose), ("Kinds of case", CaseKind),
        ("Kinds of entry", entries.Kind), ("Statements", sharing.Statement),
        ("Grading of reports", entries.Grading), ("Whose data", entries.Whose),
        ("Law of an agency", agencies.Regime), ("How a contact was made", notes.How),
        ("What became of a contact", notes.Outcome), ("Life events", notes.LifeEvent.What),
        ("Names", notes.Name.Use), ("Ways to make contact", notes.Way.Channel),
        ("Legal pathways", notes.Pathway.Which), ("Participation", notes.TakingPart.Terms),
        ("Motivation", notes.Motivation.Motive), ("Ideology", notes.Ideology.Strand),
        ("What needs attention", notes.Attention.Point),
        ("What came of an outreach attempt", notes.Outreach.Result),
        ("Actions of the pathways", notes.Step.Action), ("How an action stands", notes.Step.State),
        ("What the person is told", notes.Information.Topic), ("Sources of concerns", notes.Source),
        ("How the person is told", notes.Information.Told),
    )  # fmt: skip
    parts = ["", "## Sectors", "", *table(head, sectors), "", "## Categories", ""]
    parts += [*table(about_head, about), "", "## Handlings, from the widest to the narrowest", ""]
    parts += table(("value", "in words", "TLP 2.0"), handlings)
    for title, choices in lists:
        rows = [(f"`{value or ' '}`", str(label)) for value, label in choices.choices]
        parts += ["", f"## {title}", "", *table(("value", "in words"), rows)]
    return page("Lists", "Each closed list, as stored and as shown.", *parts)


def _notes(sharing: Any, category: Any) -> tuple[str, str]:
    protected = "yes" if category in sharing.PROTECTED else ""
    return protected, "yes" if category in sharing.NEED_TO_KNOW_BY_DEFAULT else ""
