"""What a form is sent in the matrix: enough to be taken where its sender may do the act."""

from collections.abc import Callable
from typing import Any

from tests.factories import START
from tests.matrix.world import Who
from tests.programmes.making import FERRY_HOUSE
from throughcare.kernel import clock

Payload = Callable[[Any, Who], dict[str, Any]]


def payload(name: str, obj: Any, who: Who) -> dict[str, Any]:
    """What the form of an address is sent; nothing for one that is not here."""
    made = PAYLOADS.get(name, lambda obj, who: {})
    return made(obj, who)


def _closing(case: Any, who: Who) -> dict[str, Any]:
    return {"act": "reopen" if case.is_closed else "close", "reason": "So agreed"}


def _another_kind(case: Any) -> str:
    return "intake" if case.kind != "intake" else "programme"


def _correction(entry: Any, who: Who) -> dict[str, Any]:
    local = clock.local(entry.occurred_at)
    return {
        "day": local.date().isoformat(),
        "clock": f"{local:%H:%M}",
        "headline": "Corrected",
        "text": "As it was.",
        "statement": "fact",
        "whose": "person",
        "correction": "A slip",
        "version": entry.version,
    }


def _part(entry: Any, who: Who) -> dict[str, Any]:
    return {
        "kept": "What stays.",
        "headline": "A part",
        "text": "What goes.",
        "categories": "contact",
        "handling": "1",
        "reason": "Another circle",
        "version": entry.version,
    }


def _note(case: Any, who: Who) -> dict[str, Any]:
    return {
        "day": clock.local(START).date().isoformat(),
        "text": "We met.",
        "statement": "fact",
        "whose": "person",
        "categories": "contact",
        "handling": "1",
    }


PAYLOADS: dict[str, Payload] = {
    "search": lambda obj, who: {"words": "Canary"},
    "case-open": lambda obj, who: {
        "display_name": "Nova Reyes",
        "kind": "intake",
        "purpose": "exit",
    },
    "post-choose": lambda obj, who: {"post": str(who.post.pk) if who.post else ""},
    "case-close": _closing,
    "case-kind": lambda case, who: {"kind": _another_kind(case), "reason": "It has grown"},
    "case-rename": lambda case, who: {"display_name": "Another Name", "reason": "Chosen"},
    "seat-end": lambda seat, who: {"reason": "The work is done"},
    "seat-settle": lambda offer, who: {"act": "decline", "reason": "Not now"},
    "responsibility-settle": lambda offer, who: {"act": "decline", "reason": "Not now"},
    "entry-write": _note,
    "entry-readers": _note,
    "entry-correct": _correction,
    "entry-split": _part,
    "entry-ask": lambda entry, who: {"wish": "Could the team read this?"},
    "label-answer": lambda wish, who: {"answer": "No."},
    "account": lambda obj, who: {"which": "others"},
    "power-propose": lambda obj, who: {"event": "1", "reason": "A slip"},
    "proposal-confirm": lambda proposal, who: {"fingerprint": proposal.fingerprint},
    "proposal-end": lambda proposal, who: {"reason": "Not needed any more"},
    "proposal-settle": lambda proposal, who: {"act": "refuse", "answer": "Keep it"},
    "referral-write": lambda obj, who: {
        "to": str(who.post.agency_id) if who.post else "",
        "subject": "Nova Reyes",
        "source": "family",
        "text": "She asks for help.",
    },
    "referral-settle": lambda obj, who: {
        "outcome": "accepted",
        "reason": "It fits",
        "answer": "Yes.",
    },
    "referral-again": lambda obj, who: {"reason": "She asked again"},
    "line-write": lambda obj, who: {"about": "other", "text": "I am worried."},
    "line-talk": lambda obj, who: {"receipt": "ZZZZ-ZZZZ-ZZZZ-ZZZZ"},
    "conversation": lambda obj, who: {"text": "Come and talk."},
    "conversation-who": lambda obj, who: {"about": "other", "called": "Nova"},
    "agreement-draft": lambda version, who: {
        "why": "Mentors need it",
        "parties": [str(one.agency_id) for one in version.parties.all()],
        "purposes": version.purposes,
        "from_on": "2030-01-07",
        "until_on": "2031-01-07",
        "wind_down_days": "60",
    },
    "agreement-role": lambda version, who: {
        "role": "data_protection_officer",
        "team": ["safety"],
    },
    "agreement-sector": lambda version, who: {
        "sector": "faith",
        "row": "wall",
        "categories": ["health"],
    },
    "agreement-answer": lambda version, who: {"agrees": "no", "words": "Not so wide"},
    "staff-appoint": lambda obj, who: {
        "email": "lea@example.org",
        "role": "mentor",
        "from_on": "2030-01-07",
    },
    "staff-end": lambda post, who: {"when": "now"},
    "cover": lambda obj, who: {"from_on": "2030-01-07", "until_on": "2030-01-08"},
    "emergency-look-up": lambda obj, who: {
        "purpose": "safety",
        "reason": "A threat",
        "reference": "2B2B2B-22",
    },
    "emergency-open": lambda found, who: {"hours": "4"},
    "emergency-review": lambda access, who: {"finding": "justified", "follows": "Nothing"},
    "pair": lambda pair, who: {"outcome": "keep_apart", "reason": "Another man"},
    "pair-separate": lambda pair, who: {"reason": "A slip"},
    "pair-question": lambda question, who: {"may_know": "yes", "reason": "It helps"},
    "import-preview": lambda obj, who: {
        "name": "list.csv",
        "table": '[["Name", "What"], ["Nova Reyes", "She asks."]]',
        "subject": "0",
        "text": "1",
        "act": "preview",
    },
    "import-undo": lambda made, who: {"reason": "The wrong sheet"},
    "programme-write": lambda obj, who: {"text": FERRY_HOUSE},
    "programme-adapt": lambda version, who: {"text": FERRY_HOUSE},
    "programme-revise": lambda version, who: {"text": f"{version.text}\n# Revised"},
    "appointment-settle": lambda entry, who: {"state": "kept"},
}
