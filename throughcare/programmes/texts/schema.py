"""The published JSON Schema of a programme's text, made from the typed models.

Editors use it while somebody writes. What hangs together across a file is checked here alone.
"""

from typing import Any

from throughcare.programmes.texts.shape import ProgrammeText
from throughcare.programmes.texts.unwrapping import NOTHING, SAYS, SOURCES, UNKNOWN, UNSURE

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
_BACKING: Schema = {SOURCES: {"$ref": "#/$defs/Sources"}, UNSURE: {"$ref": "#/$defs/Unsure"}}
_BACKED: Schema = {
    "Sources": {
        "description": "Keys of sources.",
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    },
    "Unsure": {"description": "One sentence: what is not certain.", "type": "string"},
    "Absent": {"enum": [UNKNOWN, NOTHING]},
}


def schema() -> Schema:
    """The schema of a whole file."""
    made = ProgrammeText.model_json_schema()
    parts = {name: _part(part) for name, part in made["$defs"].items()}
    return {
        "$schema": DRAFT,
        "title": "Programme model of Throughcare",
        **_object(made),
        "$defs": {**parts, **_BACKED},
    }


def _part(part: Schema) -> Schema:
    """A group of fields may say what stands behind it; a closed list stays as it is."""
    if "properties" not in part:
        return {"type": "string", "enum": part["enum"], "description": part["description"]}
    made = _object(part)
    return {**made, "properties": {**made["properties"], **_BACKING}}


def _object(part: Schema) -> Schema:
    required = part.get("required", [])
    fields = {name: _value(field, name in required) for name, field in part["properties"].items()}
    return {
        "description": part["description"],
        "type": "object",
        "properties": fields,
        "required": required,
        "additionalProperties": False,
    }


def _value(field: Schema, is_required: bool) -> Schema:
    """A value alone, with what stands behind it, or a word that stands for none."""
    plain = _plain(field)
    absent = [] if is_required else [{"$ref": "#/$defs/Absent"}]
    ways = [plain, _said({"anyOf": [plain, *absent]} if absent else plain), *absent]
    return {"description": field.get("description", ""), "anyOf": ways}


def _plain(field: Schema) -> Schema:
    """The value itself, without what the models say of its absence."""
    if "anyOf" in field:
        [field] = [each for each in field["anyOf"] if each.get("type") != "null"]
    kept = {
        name: value
        for name, value in field.items()
        if name not in {"title", "default", "description", "items"}
    }
    if "items" in field:
        item = _plain(field["items"])
        kept["items"] = {"anyOf": [item, _said(item)]}
    return kept


def _said(plain: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {SAYS: plain, **_BACKING},
        "required": [SAYS],
        "additionalProperties": False,
    }
