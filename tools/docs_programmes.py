"""Pages of the reference about programme models: those that ship, and what a text may say."""

import json
from collections.abc import Iterator
from typing import Any, get_args

from docs_markdown import page, table


def programmes() -> str:
    """The models that ship, and every name a text may use."""
    from throughcare.programmes import shipped, telling, texts
    from throughcare.programmes.texts.shape import ProgrammeText

    rows = []
    for key, source in shipped.texts().items():
        read = texts.read(source.encode())
        text, lacks = read.text, len(telling.lacking(telling.sections(read)))
        taking = text.participation.kind.value if text.participation else "–"
        told = (text.title, ", ".join(text.about.countries), taking)
        rows.append((f"`{key}`", *told, str(telling.doubts(read)), str(lacks)))
    head = ("key", "title", "country", "participation", "not certain", "lacking")
    parts = ["", "## Models that ship", "", *table(head, rows), "", "## What a text may say", ""]
    parts += [
        "Any value may be written alone, or as `says: …` with `sources: [keys]` and"
        " `unsure: one sentence`. A group may carry `sources` and `unsure` for all that is in it."
        " `unknown` stands for what the sources do not say, `none` for what there is none of.",
    ]
    for name, part in _parts(ProgrammeText):
        parts += ["", f"### {name}", "", *table(("name", "on the page", "write"), _fields(part))]
    intro = "From the typed models. The same as [JSON Schema](programme.schema.json), for editors."
    return page("Programme models", intro, *parts)


def schema() -> str:
    """The JSON Schema of a programme model's text."""
    from throughcare.programmes.texts.schema import schema as made

    return json.dumps(made(), indent=1, ensure_ascii=False) + "\n"


def _parts(shape: Any, name: str = "The file") -> Iterator[tuple[str, Any]]:
    """A group and the groups in it."""
    yield name, shape
    for field, info in shape.model_fields.items():
        for inner in _models(info.annotation):
            yield from _parts(inner, f"`{field}`" if name == "The file" else f"{name}, `{field}`")


def _models(annotation: Any) -> Iterator[Any]:
    if hasattr(annotation, "model_fields"):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _fields(part: Any) -> list[tuple[str, str, str]]:
    from throughcare.programmes.texts.fields import told
    from throughcare.programmes.texts.lists import Expected

    rows = []
    for name, info in part.model_fields.items():
        about = told(info)
        must = " Required." if about.expected is Expected.ALWAYS else ""
        rows.append((f"`{name}`", str(about.label), f"{about.write}{must}{_values(info)}"))
    return rows


def _values(info: Any) -> str:
    """The values of a closed list."""
    waiting = [info.annotation]
    while waiting:
        kind = waiting.pop()
        if hasattr(kind, "choices"):
            return " One of: " + ", ".join(f"`{value}`" for value in kind.values) + "."
        waiting += get_args(kind)
    return ""
