"""Conversations on a concern line, as somebody begins them."""

import secrets
from typing import Any

from tests import factories as make
from throughcare.agencies.models import Agency
from throughcare.concernline import actions, receipts
from throughcare.concernline.models import Conversation, Line
from throughcare.kernel import clock
from throughcare.kernel.actor import somebody


def offered(by: Agency, **more: Any) -> Line:
    """The line of an agency; its duty post answers."""
    told = {"code": "shore", "name": "Shore line", **more}
    return actions.open_line(make.root(), by, **told)


def begun(by: Agency, receipt: str = "", **more: Any) -> Conversation:
    """Somebody writes to the line of an agency."""
    held = receipts.hashed(receipt or secrets.token_hex(8))
    told = actions.Told(**{"text": "He is silent.", "language": "en", **more})
    actions.begin(somebody(clock.now()), offered(by), held, told)
    return Conversation.objects.select_related("case__person", "line__agency").get(receipt=held)
