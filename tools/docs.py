"""Writes docs/reference/*.md from the program itself; with `--check` says which pages are stale."""

import argparse
import ast
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

from docs_markdown import page, table
from docs_programmes import programmes, schema
from docs_settings import SETTINGS
from docs_sharing import agreements, own_tables, words

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "throughcare"
TARGET = ROOT / "docs" / "reference"

READERS = {"environ.get", "environment.flag", "environment.number", "environment.path"}
COMMANDS = "throughcare/cli.py"
SCHEMA = "programme.schema.json"


def main(arguments: Sequence[str]) -> None:
    """Write the pages, or with --check end with 1 when one is stale."""
    set_up()
    if "--check" in arguments:
        if stale := stale_pages():
            sys.exit(f"Stale: {', '.join(stale)}. Run bin/docs and look at what changed.")
        return
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (TARGET / name).write_text(text, encoding="utf-8")
    for left in set(TARGET.iterdir()) - {TARGET / name for name in pages()}:
        left.unlink()


def set_up() -> None:
    """Make the program's apps and English words available."""
    import django
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughcare.config.settings")
    django.setup()
    translation.activate("en")


def stale_pages() -> list[str]:
    """Pages that are not as the program would write them now."""
    made = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in TARGET.iterdir()}
    return sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))


def pages() -> dict[str, str]:
    """Every page of the reference by file name, and the list of them."""
    makers: tuple[Callable[[], str], ...] = (
        addresses, agreements, commands, own_tables, programmes, settings, states, verbs, words,
    )  # fmt: skip
    made = {f"{maker.__name__.replace('_', '-')}.md": maker() for maker in makers}
    titles = {name: text.partition("\n")[0].removeprefix("# ") for name, text in made.items()}
    lines = [f"- [{title}]({name})" for name, title in sorted(titles.items())]
    lines.append(f"- [JSON Schema of programme models]({SCHEMA})")
    made["README.md"] = page("Reference", "What the program says of itself.", "", *lines)
    return made | {SCHEMA: schema()}


def settings() -> str:
    """Variables of the environment."""
    read = dict(sorted(_read_settings()))
    if wrong := read.keys() ^ SETTINGS.keys():
        raise SystemExit(f"tools/docs.py and the program differ about: {', '.join(sorted(wrong))}")
    rows = [(f"`{name}`", SETTINGS[name][0] or read[name], SETTINGS[name][1]) for name in read]
    intro = "Read from the environment. A value that the program does not understand is refused."
    return page("Settings", intro, "", *table(("variable", "default", "meaning"), rows))


def _read_settings() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in (n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)):
            names = [a.value for a in call.args[:1] if isinstance(a, ast.Constant)]
            is_read = ast.unparse(call.func).removeprefix("os.") in READERS
            if is_read and names and isinstance(names[0], str):
                yield names[0], _default(call)


def _default(call: ast.Call) -> str:
    given = [*call.args[1:], *(word.value for word in call.keywords)]
    value = ast.literal_eval(given[0]) if given and isinstance(given[0], ast.Constant) else ""
    return f"`{int(value) if isinstance(value, bool) else value}`" if value != "" else "none"


def commands() -> str:
    """What the command `throughcare` does."""
    from throughcare import cli

    rows = list(_commands(cli._grammar(), "throughcare"))
    head = ("command", "does", "takes")
    return page("Commands", f"From `{COMMANDS}`.", "", *table(head, rows))


def _commands(parser: argparse.ArgumentParser, path: str) -> Iterator[tuple[str, str, str]]:
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            continue
        helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, inner in action.choices.items():
            deeper = list(_commands(inner, f"{path} {name}"))
            asked = [a for a in inner._actions if a.dest not in {"help", "rest"}]
            takes = "; ".join(f"`{_asked_as(a)}` {a.help or ''}".strip() for a in asked)
            yield from deeper or [(f"`{path} {name}`", helps.get(name, ""), takes)]


def _asked_as(action: argparse.Action) -> str:
    return action.option_strings[-1] if action.option_strings else action.dest.upper()


def addresses() -> str:
    """Every address with what it declares."""
    from django.urls import get_resolver

    from throughcare.web.addresses import Shows

    rows = sorted(_addresses(get_resolver().url_patterns))
    head = ("address", "name", "methods", "shows", "of", "what it is")
    meanings = ["", "## What an address may show", "", *(_shows(Shows))]
    intro = (
        "From each app's `urls.py`. The gate refuses an address that declares nothing, and a"
        " page of content that leaves without a look in the trail. `of` is the record whose id"
        " stands in the address. The pages under `account/` are django-allauth's."
    )
    return page("Addresses", intro, "", *table(head, rows), *meanings)


def _shows(kinds: Any) -> list[str]:
    source = (PACKAGE / "web/addresses.py").read_text().splitlines()
    told = {kind: next(x for x in source if f'= "{kind.value}"  #' in x) for kind in kinds}
    rows = [(kind.value, line.partition("  # ")[2]) for kind, line in told.items()]
    return table(("shows", "meaning"), rows)


def _addresses(patterns: Iterable[Any], before: str = "/") -> Iterator[tuple[str, ...]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _addresses(pattern.url_patterns, route)
            continue
        declared = getattr(pattern.callback, "address", None)
        if declared is None:
            yield f"`{route}`", pattern.name, "", "account", "", ""
            continue
        view = getattr(import_module(pattern.callback.__module__), pattern.callback.__name__)
        methods = ", ".join(method for method in declared.methods if method != "HEAD")
        told = (view.__doc__ or "").strip().partition("\n")[0]
        yield f"`{route}`", declared.name, methods, declared.shows.value, declared.of, told


def verbs() -> str:
    """Every act that the trail can tell of."""
    from throughcare.audit.verbs import sentences

    rows = [(f"`{verb}`", str(sentence)) for verb, sentence in sorted(sentences().items())]
    intro = "What the audit trail can say that somebody did. A verb that was shipped stays."
    return page("Verbs of the trail", intro, "", *table(("verb", "sentence"), rows))


def states() -> str:
    """Where offers and appointments can stand, and what leads there."""
    from throughcare.cases.models import OfferState, ResponsibilityOffer, SeatOffer
    from throughcare.notes.models import Appointment

    moves = table(("record", "move", "from", "to"), list(_moves("cases")))
    offers = _members(OfferState, "OfferState", "cases/actions")
    planned = _members(Appointment.State, "Appointment.State", "notes/actions")
    begins: list[Any] = [SeatOffer, ResponsibilityOffer, Appointment]
    rows = [(f"`{m.__name__}`", f"`{m._meta.get_field('state').default}`") for m in begins]
    return page(
        "States",
        "Where a record can stand, and which actions lead there.",
        "", "## Offers of seats and of responsibility", "", *offers,
        "", "An offer moves in one statement: of two who answer at once, one is told so.",
        "", *moves, "", "## Appointments", "", *planned,
        "", "## Where they begin", "", *table(("record", "state, unless an action says so"), rows),
    )  # fmt: skip


def _members(choices: Any, name: str, folder: str) -> list[str]:
    named: dict[str, list[str]] = {}
    for path in sorted((PACKAGE / folder).glob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                for member in choices:
                    if f"{name}.{member.name}" in ast.unparse(node):
                        named.setdefault(member.value, []).append(f"`{path.stem}.{node.name}`")
    rows = [
        (f"`{member.value}`", str(member.label), ", ".join(named.get(member.value, ())))
        for member in choices
    ]
    return table(("state", "in words", "named by the action"), rows)


def _moves(app: str) -> Iterator[tuple[str, ...]]:
    paths = sorted((PACKAGE / app).glob("models*")), sorted((PACKAGE / app).glob("models/*.py"))
    trees = [ast.parse(path.read_text()) for path in chain(*paths) if path.is_file()]
    records = (node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))
    for record in records:
        for method in (node for node in record.body if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(method) if isinstance(node, ast.Call)):
                if isinstance(call.func, ast.Name) and call.func.id == "_move":
                    origins = sorted(a.attr.lower() for a in ast.walk(call.args[1])
                                     if isinstance(a, ast.Attribute))  # fmt: skip
                    to = ast.unparse(call.args[2]).removeprefix("OfferState.").lower()
                    told = "what the action names" if to == "state" else to
                    yield f"`{record.name}`", f"`{method.name}`", ", ".join(origins), told


if __name__ == "__main__":
    main(sys.argv[1:])
