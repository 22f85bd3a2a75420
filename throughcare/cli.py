"""The command `throughcare`: run, migrate, demo, audit, programmes, backup, restore, doctor."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command, execute_from_command_line

from throughcare.concernline import commands as concernline
from throughcare.config import logins
from throughcare.duplicates import commands as duplicates
from throughcare.kernel.sqlite.turns import Busy
from throughcare.operations import commands as operations
from throughcare.programmes import commands as programmes

LONGEST_PORT = 65535


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what the command line asks; errors end in one clear line and a status of 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughcare.config.settings")
    asked = _grammar().parse_args(arguments)
    act: Callable[[argparse.Namespace], None] = asked.act
    try:
        if act is not _audit_check:  # which needs no login, no settings and no database
            if act not in AS_PAGES:
                logins.take_owner()
            django.setup()
        act(asked)
    except (CommandError, ImproperlyConfigured) as error:
        sys.exit(f"throughcare: {error}")
    except Busy:
        sys.exit("throughcare: others write without a pause. Nothing was changed; try again later.")
    except KeyboardInterrupt:
        sys.exit("\nthroughcare: stopped.")


def _grammar() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="throughcare", description=__doc__)
    acts = parser.add_subparsers(required=True, metavar="what")

    run = acts.add_parser("run", help="serve the pages (PORT or --port; 8000)")
    run.add_argument("--host", default=os.environ.get("THROUGHCARE_ADDRESS", "127.0.0.1"))
    run.add_argument("--port", type=_port, default=os.environ.get("PORT", "8000"))
    run.set_defaults(act=_run)

    acts.add_parser("migrate", help="bring the database up to date").set_defaults(act=_migrate)

    demo = acts.add_parser("demo", help="make the fictional region in an empty database")
    demo.add_argument("--cases", type=int, help="load a large region of this many cases instead")
    demo.add_argument("--people", type=int, help="how many people the region is about")
    demo.add_argument("--seed", type=int, help="another chance, the same every time")
    demo.add_argument("--if-empty", action="store_true", help="do nothing where somebody works")
    demo.set_defaults(act=_demo)

    _audit_grammar(acts.add_parser("audit", help="the audit trail"))

    acts.add_parser("doctor", help="say what is wrong here").set_defaults(act=_doctor)
    operations.add_to(acts)
    programmes.add_to(acts)
    concernline.add_to(acts)
    duplicates.add_to(acts)

    manage = acts.add_parser("manage", help="any other Django command", add_help=False)
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    manage.set_defaults(act=_manage)
    return parser


def _audit_grammar(audit: argparse.ArgumentParser) -> None:
    acts = audit.add_subparsers(required=True, metavar="what")
    acts.add_parser("verify", help="prove the trail").set_defaults(act=_audit_verify)

    seal = acts.add_parser("seal", help="sign what is new, hand it to the witnesses")
    seal.add_argument("--watch", action="store_true", help="go on: every 5 minutes or 500 events")
    seal.set_defaults(act=_audit_seal)

    prove = acts.add_parser("prove", help="print the proof that one event was sealed")
    prove.add_argument("event", type=int, help="its number")
    prove.set_defaults(act=_audit_prove)

    check = acts.add_parser("check", help="check such a proof; needs no database")
    check.add_argument("file", type=Path, help="the proof")
    check.add_argument("--key", type=Path, required=True, help="a public key that you trust")
    check.set_defaults(act=_audit_check)

    accept = acts.add_parser("accept-loss", help="let two humans accept what a restore has lost")
    accept.add_argument(
        "--proposal", type=UUID, help="the id of one that two confirmed on the pages"
    )
    accept.set_defaults(act=_audit_accept_loss)

    keys = acts.add_parser("key", help="the sealing key").add_subparsers(required=True)
    keys.add_parser("new", help="make the sealing key").set_defaults(act=_audit_key, word="new")
    rotate = keys.add_parser("rotate", help="make the next key, named by the old one")
    rotate.set_defaults(act=_audit_key, word="rotate")


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= LONGEST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port (1 to {LONGEST_PORT}).")


def _run(asked: argparse.Namespace) -> None:
    from throughcare.config.server import serve

    serve(asked.host, asked.port)


def _migrate(asked: argparse.Namespace) -> None:
    call_command("migrate", interactive=False, verbosity=1 if sys.stdout.isatty() else 0)


def _demo(asked: argparse.Namespace) -> None:
    from django.contrib.auth import get_user_model

    _require_tables()
    if asked.if_empty and get_user_model().objects.exists():
        return
    chosen = {name: getattr(asked, name) for name in ("cases", "people", "seed")}
    call_command("demo", **{name: value for name, value in chosen.items() if value is not None})


def _audit_verify(asked: argparse.Namespace) -> None:
    _require_tables()
    call_command("audit_verify")


def _audit_seal(asked: argparse.Namespace) -> None:
    _require_tables()
    call_command("audit_seal", watch=asked.watch)


def _audit_prove(asked: argparse.Namespace) -> None:
    _require_tables()
    call_command("audit_prove", asked.event)


def _audit_accept_loss(asked: argparse.Namespace) -> None:
    _require_tables()
    call_command("audit_accept_loss", proposal=asked.proposal)


def _audit_key(asked: argparse.Namespace) -> None:
    if asked.word == "rotate":
        _require_tables()
    call_command("audit_key", asked.word)


def _audit_check(asked: argparse.Namespace) -> None:
    from throughcare.audit.sealing import keys, proof

    try:
        proven = proof.check(asked.file.read_bytes(), keys.published(asked.key))
    except (OSError, keys.NoKey, proof.NotProven) as error:
        raise CommandError(f"not proven: {error}") from None
    body = proven.checkpoint.body
    print(
        f"Proven: event {proven.index + 1} of the {body.size} that checkpoint {body.number} seals"
    )
    print(f"({body.at}, signed by {body.key}).")
    for name, value in proven.event.items():
        print(f"  {name}: {value}")


def _doctor(asked: argparse.Namespace) -> None:
    call_command("doctor")


def _manage(asked: argparse.Namespace) -> None:
    execute_from_command_line(["throughcare manage", *asked.rest])


# This takes the login that pages are served with; other commands are the owner of the tables.
AS_PAGES = (_run,)


def _require_tables() -> None:
    from throughcare.web import health

    for finding in (health.database(), health.migrations()):
        finding.require()
