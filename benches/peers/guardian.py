"""django-guardian: a row for each user and each entry that the user may see.

There are rows for those who ask alone. In life everybody has theirs, and the table is some hundred
times as long: this is kind to guardian.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from guardian.models import UserObjectPermission
from guardian.shortcuts import get_objects_for_user

from benches.peers.asking import CAP, PAGE, Answer
from throughcare.agencies.models import Human
from throughcare.entries.models import Entry
from throughcare.entries.policy import visible_to
from throughcare.kernel.actor import Actor


class Guardian:
    """Asks with the permissions that guardian's own documents show."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        with transaction.atomic():
            _permit(actors)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE guardian_userobjectpermission")

    def ask(self, actor: Actor) -> Answer:
        """The actor's answer."""
        human = Human.objects.get(posts=actor.post)
        shown = get_objects_for_user(
            human,
            "entries.view_entry",
            Entry,
            use_groups=False,
            with_superuser=False,
            accept_global_perms=False,
        )
        first = shown.order_by("-occurred_at", "-id").values_list("pk", "occurred_at")[:PAGE]
        return Answer(tuple(pk for pk, _ in first), shown.order_by()[:CAP].count())


def _permit(actors: Iterable[Actor]) -> None:
    """A permission for each of these on all that they see, worked out by the rule."""
    permissions: Any = UserObjectPermission
    content = ContentType.objects.get_for_model(Entry)
    permission = Permission.objects.get(content_type=content, codename="view_entry")
    for actor in actors:
        human = Human.objects.get(posts=actor.post).pk
        permissions.objects.filter(user=human).delete()
        shown, given = visible_to(actor).values("pk").query.sql_with_params()
        fixed = (permission.pk, content.pk, _stored(human))
        with connection.cursor() as cursor:
            cursor.execute(f"{_INSERT} {_PK} FROM ({shown}) seen", (*fixed, *given))


_INSERT = """INSERT INTO guardian_userobjectpermission
    (permission_id, content_type_id, user_id, object_pk) SELECT %s, %s, %s,"""
# Guardian keeps ids as text with dashes.
_PARTS = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
_PK = (
    "seen.pk::text"
    if connection.vendor == "postgresql"
    else " || '-' || ".join(f"substr(seen.pk, {first}, {count})" for first, count in _PARTS)
)


def _stored(human: UUID) -> UUID | str:
    return human if connection.features.has_native_uuid_field else human.hex
