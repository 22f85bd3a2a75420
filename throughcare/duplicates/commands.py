"""The words of the command `throughcare steward`: appoint."""

import argparse
import sys
from typing import Any

from django.core.management import CommandError


def add_to(acts: Any) -> None:
    """Add the words to the grammar."""
    steward = acts.add_parser("steward", help="who decides about like names under an agreement")
    words = steward.add_subparsers(required=True, metavar="what")
    appoint = words.add_parser("appoint", help="appoint a post, in place of whoever was")
    appoint.add_argument("--agreement", required=True, help="the agreement's name")
    appoint.add_argument("--email", required=True, help="of whoever holds the post")
    appoint.add_argument("--agency", required=True, help="the name of the post's agency")
    appoint.set_defaults(act=_appoint)


def _appoint(asked: argparse.Namespace) -> None:
    from throughcare.agencies.queries import colleagues
    from throughcare.duplicates import actions
    from throughcare.kernel import clock
    from throughcare.kernel.actor import system
    from throughcare.kernel.decision import Refused
    from throughcare.sharing.queries import agreement_named

    now = clock.now()
    if (agreement := agreement_named(asked.agreement)) is None:
        raise CommandError(f"There is no agreement “{asked.agreement}”.")
    email = asked.email.strip().casefold()
    held = colleagues(now, within=None).filter(human__email=email, agency__name=asked.agency)
    if (post := held.first()) is None:
        raise CommandError(f"{asked.email} holds no post at “{asked.agency}” today.")
    try:
        actions.appoint(system(now), agreement, post)
    except Refused as refused:
        raise CommandError(str(refused.reason)) from None
    sys.stdout.write(f"{post.human.name} is steward of {agreement}.\n")
