"""Search keys written anew, for migrations: when rules of sound change, stored keys must follow."""

from itertools import islice
from typing import Any

from throughcare.names import keys

AT_ONCE = 5000


def rekey(owners: Any, key_model: Any, *, owner: str, name: str) -> None:
    """Write anew the keys of every owner that has some; who has none is not to be found.

    `owner` and `name` are the names of fields.
    """
    kept = set(key_model.objects.values_list(f"{owner}_id", flat=True))
    key_model.objects.all().delete()
    named = owners.objects.values_list("pk", name).iterator(AT_ONCE)
    made = (
        key_model(**{f"{owner}_id": pk, "key": key})
        for pk, words in named
        if pk in kept
        for key in sorted(keys(words))
    )
    while some := list(islice(made, AT_ONCE)):
        key_model.objects.bulk_create(some, ignore_conflicts=True)
