"""What every field of a programme's text carries: its name on pages, and what to write there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from throughcare.programmes.texts.lists import Expected

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MANY = 60
"""Items that a list of a programme may have."""


@dataclass(frozen=True)
class Told:
    """A field's name on pages, what to write there, and whether it lacks when it is not there."""

    label: "StrOrPromise"
    write: str
    expected: Expected


class Part(BaseModel):
    """A group of fields; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def field(
    label: "StrOrPromise", write: str, default: Any = ..., *, extra: bool = False, **limits: Any
) -> Any:
    """A field; with a default it may be left out, and `extra` ones lack nobody."""
    expected = Expected.EXTRA if extra else Expected.WANTED
    told = Told(label, write, Expected.ALWAYS if default is ... else expected)
    if isinstance(default, list):
        made = Field(default_factory=list, max_length=MANY, description=write, **limits)
    else:
        made = Field(default, description=write, **limits)
    made.metadata.append(told)
    return made


def told(info: FieldInfo) -> Told:
    """What a field carries."""
    return next(one for one in info.metadata if isinstance(one, Told))


def one_of(allowed: Sequence[str]) -> AfterValidator:
    """One of the values of a list that lives elsewhere in the program."""

    def check(value: str) -> str:
        if value not in allowed:
            raise PydanticCustomError("enum", "not in the list", {"expected": ", ".join(allowed)})
        return value

    return AfterValidator(check)


def schema_of(allowed: Sequence[str]) -> WithJsonSchema:
    """The same for the published schema."""
    return WithJsonSchema({"type": "string", "enum": list(allowed)})


Line = Annotated[str, Field(min_length=1, max_length=300)]
Words = Annotated[str, Field(min_length=1, max_length=3000)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,47}$")]
