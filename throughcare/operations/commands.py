"""The words of the command `throughcare` that keep an installation: backup, restore, tick."""

import argparse
import getpass
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management import CommandError, call_command

if TYPE_CHECKING:
    from throughcare.operations.backups.keys import Secret


def add_to(acts: Any) -> None:
    """Add the words to the grammar."""
    backup = acts.add_parser("backup", help="write everything into one encrypted file")
    backup.add_argument("destination", type=Path, help="a folder, or the new file's name")
    backup.add_argument("--verify", action="store_true", help="restore it into a scratch place")
    backup.add_argument("--incomplete", action="store_true", help="leave damaged uploads out")
    _add_secret(backup)
    backup.set_defaults(act=_backup)

    key = acts.add_parser("backup-key", help="make a key file for backups")
    key.add_argument("file", type=Path)
    key.set_defaults(act=_backup_key)

    restore = acts.add_parser("restore", help="let a backup be the installation")
    restore.add_argument("file", type=Path)
    restore.add_argument("--check", action="store_true", help="only prove that it restores")
    restore.add_argument("--overwrite", action="store_true", help="put what is there aside")
    _add_secret(restore)
    restore.set_defaults(act=_restore)

    acts.add_parser("tick", help="do what is due; run it every few minutes").set_defaults(act=_tick)


def _add_secret(parser: argparse.ArgumentParser) -> None:
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--key-file", type=Path, help="instead of THROUGHCARE_BACKUP_KEY")
    one.add_argument("--passphrase", action="store_true", help="ask for a passphrase")


def _backup(asked: argparse.Namespace) -> None:
    with _Stoppable():
        call_command("backup", asked.destination, secret=_secret(asked, is_new=True),
                     verify=asked.verify, incomplete=asked.incomplete)  # fmt: skip


def _backup_key(asked: argparse.Namespace) -> None:
    from throughcare.operations.backups import keys

    with _Stoppable():
        keys.make(asked.file)
    sys.stdout.write(
        f"{asked.file} opens every backup made with it. Keep a copy on paper or in another place:\n"
        "without it no backup can be read, and whoever has it and a backup reads everything.\n"
    )


def _restore(asked: argparse.Namespace) -> None:
    with _Stoppable():
        call_command("restore", asked.file, secret=_secret(asked, is_new=False),
                     check=asked.check, overwrite=asked.overwrite)  # fmt: skip


def _tick(asked: argparse.Namespace) -> None:
    call_command("tick")


def _secret(asked: argparse.Namespace, *, is_new: bool) -> "Secret":
    from django.conf import settings

    from throughcare.operations.backups import keys

    named = asked.key_file or settings.BACKUP_KEY
    if named and not asked.passphrase:
        return keys.from_file(Path(named))
    if not sys.stdin.isatty():
        raise CommandError("name a key: --key-file FILE, or THROUGHCARE_BACKUP_KEY.")
    words = getpass.getpass("Passphrase: ")
    if is_new:
        keys.require_strong(words)
        if getpass.getpass("Once more: ") != words:
            raise CommandError("the two are not the same.")
    return keys.from_passphrase(words)


class _Stoppable:
    """A termination ends like Ctrl+C, so that nothing half done stays; refusals are told."""

    def __enter__(self) -> None:
        self._former = signal.signal(signal.SIGTERM, signal.default_int_handler)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from throughcare.operations.backups.refusals import BackupRefused

        signal.signal(signal.SIGTERM, self._former)
        if isinstance(error, BackupRefused):
            raise CommandError(str(error)) from None
