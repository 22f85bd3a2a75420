"""The entry: whatever is known or done on a case, with its label."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from throughcare.agencies.models import Agency, Post, Regime
from throughcare.cases.models import Case, Seat
from throughcare.entries.models.words import Grading, Kind, Whose
from throughcare.kernel import ids
from throughcare.kernel.prepared import Prepared, prepared
from throughcare.sharing.categories import (
    AGENCY_BIT,
    NEED_SHIFT,
    NEVER_BITS,
    Category,
    Handling,
    Statement,
    categories_in,
    entry_bits,
)
from throughcare.sharing.joins import Join

# What a statement is, how it can be weighed, whose data it is, on which basis.
WEIGHED = ("statement", "grading", "whose", "basis")


class Entry(models.Model):
    """One thing known or done on a case, owned by the agency whose post wrote it.

    `bits` follow from categories and handling (a constraint ties them) and are what the rule
    compares with a mask. `shared_at` is when the label last became wider, or was first given.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="entries", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    author = models.ForeignKey(Post, models.PROTECT, related_name="+")
    categories = models.BigIntegerField()
    handling = models.SmallIntegerField(choices=Handling)
    bits = models.BigIntegerField(editable=False)
    why_needed = models.CharField(max_length=300, blank=True)
    statement = models.CharField(max_length=10, choices=Statement, default=Statement.FACT)
    grading = models.CharField(max_length=2, choices=Grading, blank=True, default="")
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    shared_at = models.DateTimeField()
    regime = models.CharField(max_length=4, choices=Regime)
    basis = models.CharField(max_length=200, blank=True)
    whose = models.CharField(max_length=6, choices=Whose, default=Whose.PERSON)
    keep_until = models.DateField(null=True, blank=True)
    headline = models.CharField(max_length=160)
    folded = models.CharField(max_length=400, blank=True, editable=False)
    text = models.TextField(blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    version = models.PositiveIntegerField(default=1)

    seated = Join("cases.Seat", here="case", there="case")

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(
                name="bits_follow_the_label",
                condition=Q(handling=Handling.TEAM, bits=F("categories"))
                | Q(handling=Handling.NEED_TO_KNOW, bits=F("categories") * NEED_SHIFT)
                | Q(handling=Handling.AGENCY, bits=F("categories") * NEED_SHIFT + AGENCY_BIT)
                | Q(handling=Handling.NAMED, bits=NEVER_BITS),
            ),
            models.CheckConstraint(
                name="an_entry_has_a_category",
                condition=Q(categories__gt=0, categories__lt=NEED_SHIFT),
            ),
        ]
        indexes = [
            models.Index(fields=["case", "occurred_at", "id"]),
            models.Index(fields=["case", "kind", "occurred_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the bits in step with the label."""
        self.bits = entry_bits(self.categories, self.handling)
        super().save(*args, **kwargs)

    @property
    def detail(self) -> "Entry":
        """The entry as its own kind, with the kind's fields; itself when it has none.

        What was read beside the entry stands beside it still.
        """
        model = _child_models().get(self.kind)
        if model is None or isinstance(self, model):
            return self
        found = _kept_as(model).one(self.pk)
        for field in Entry._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.is_cached(self):
                setattr(found, field.name, getattr(self, field.name))
        return found

    @classmethod
    def own_columns(cls) -> list["models.Field[Any, Any]"]:
        """The columns that a kind adds to those of every entry."""
        if cls is Entry:
            return []
        return [field for field in cls._meta.local_concrete_fields if not field.primary_key]

    @property
    def own_fields(self) -> dict[str, str | None]:
        """The fields of the entry's kind, as text, for keeping a version."""
        return {
            field.name: None
            if field.value_from_object(self) is None
            else field.value_to_string(self)
            for field in type(self).own_columns()
        }

    def label(self, categories: int, handling: int, *, version: int, shared_at: datetime) -> None:
        """Set the label; `shared_at` is when it last became wider."""
        self.categories, self.handling, self.version = categories, handling, version
        self.shared_at = shared_at
        label = ["categories", "handling", "bits", "shared_at", "why_needed"]
        self.save(update_fields=[*label, "version"])

    def reaches_more(self, occurred_at: datetime) -> bool:
        """Whether a later date brings the entry within the reach of a seat on its case."""
        reached = Q(sees_from__gt=self.occurred_at, sees_from__lte=occurred_at)
        return Seat.objects.filter(reached, case=self.case_id).exists()

    def rewrite(self, text: str, *, version: int) -> None:
        """Replace the text."""
        self.text, self.version = text, version
        self.save(update_fields=["text", "version"])

    def part(
        self,
        headline: str,
        text: str,
        categories: int,
        handling: int,
        *,
        author: UUID,
        moment: datetime,
    ) -> "Entry":
        """A part of this entry as an entry of its own, unsaved: same moment, source and law."""
        return Entry(
            case_id=self.case_id,
            kind=Kind.NOTE,
            agency_id=self.agency_id,
            author_id=author,
            categories=categories,
            handling=handling,
            **{name: getattr(self, name) for name in WEIGHED},
            occurred_at=self.occurred_at,
            recorded_at=moment,
            shared_at=moment,
            regime=self.regime,
            keep_until=self.keep_until,
            headline=headline,
            text=text,
            follows=self,
        )

    @property
    def handling_code(self) -> str:
        """The handling's name for the tag: `need_to_know`."""
        return Handling(self.handling).code

    @property
    def category_list(self) -> list[Category]:
        """The categories in their order."""
        return categories_in(self.categories)


@cache
def _kept_as(model: type[Entry]) -> Prepared[[UUID], Entry]:
    def own(pk: UUID) -> "models.QuerySet[Entry]":
        return model.objects.filter(pk=pk)

    return prepared(own)


@cache
def _child_models() -> dict[str, type[Entry]]:
    """Each kind's own model, where it has one: the model is named as the kind is."""
    by_name = {model._meta.model_name: model for model in Entry.__subclasses__()}
    return {kind: by_name[name] for kind in Kind if (name := kind.replace("_", "")) in by_name}
