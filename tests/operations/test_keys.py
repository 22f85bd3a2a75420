"""Key files and passphrases that may be used, and those that may not."""

import stat
from pathlib import Path

import pytest

from throughcare.operations.backups import keys
from throughcare.operations.backups.refusals import BackupRefused


def test_a_new_key_is_closed_to_others_and_never_overwritten(tmp_path: Path) -> None:
    keys.make(tmp_path / "key")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    made = keys.from_file(tmp_path / "key")
    assert len(made.material) == keys.KEY_BYTES
    with pytest.raises(BackupRefused, match="exists"):
        keys.make(tmp_path / "key")
    assert keys.from_file(tmp_path / "key") == made


def test_a_key_never_shows_itself(tmp_path: Path) -> None:
    keys.make(tmp_path / "key")
    secret = keys.from_file(tmp_path / "key")
    assert repr(secret.material) not in repr(secret)


def test_a_key_that_everybody_can_read_is_refused(tmp_path: Path) -> None:
    keys.make(tmp_path / "key")
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(BackupRefused, match="chmod o="):
        keys.from_file(tmp_path / "key")


@pytest.mark.parametrize(
    "text", ["", "secret", "throughcare-backup-key-1:", "throughcare-backup-key-1:AAAA", "Größe",
             "throughcare-backup-key-1:!!!!", "other:" + "A" * 43 + "="],
)  # fmt: skip
def test_what_is_no_key_is_refused_with_how_to_make_one(text: str, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(text)
    file.chmod(0o600)
    with pytest.raises(BackupRefused, match=r"backup-key FILE|cannot be read"):
        keys.from_file(file)


def test_a_key_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="cannot be read"):
        keys.from_file(tmp_path / "key")


def test_a_short_passphrase_is_refused() -> None:
    keys.require_strong("six words that nobody knows here")
    with pytest.raises(BackupRefused, match="six random words"):
        keys.require_strong("short")
