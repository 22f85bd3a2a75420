"""The command line says clearly what it cannot do."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder

from tests.logins import as_installed
from throughcare import cli
from throughcare.config import server


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.django_db
def test_a_taken_port_is_said_with_another_to_choose(
    taken: int, settings: Any, tmp_path: Any
) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text('{"paths": {"vendor/govuk-frontend.css": ""}}')
    with as_installed(), pytest.raises(SystemExit, match=f"PORT={taken + 1} bin/run"):
        cli.main(["run", "--port", str(taken)])


@pytest.mark.django_db
def test_words_that_cannot_be_read_stop_the_start(settings: Any, tmp_path: Any, taken: int) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text('{"paths": {"vendor/govuk-frontend.css": ""}}')
    settings.WORDS = str(tmp_path / "words.yaml")
    with as_installed(), pytest.raises(SystemExit, match=r"THROUGHCARE_WORDS, .*words\.yaml"):
        cli.main(["run", "--port", str(taken)])


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1", ""])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["run", f"--port={port}"])
    assert "is not a port" in capsys.readouterr().err


def test_a_number_of_workers_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THROUGHCARE_WORKERS", "many")
    with pytest.raises(server.ImproperlyConfigured, match="THROUGHCARE_WORKERS"):
        server._workers()


def test_without_a_word_the_command_says_what_it_can_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    said = capsys.readouterr().out
    assert all(word in said for word in ("run", "migrate", "demo", "audit", "doctor", "manage"))


@pytest.mark.django_db
def test_the_demo_region_is_not_made_where_somebody_works() -> None:
    from django.contrib.auth import get_user_model

    human = get_user_model()(email="ann@example.org")
    human.save()
    cli.main(["demo", "--if-empty"])
    assert get_user_model().objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("words", [["audit", "verify"], ["demo"], ["run"]])
def test_old_tables_are_said_before_anything_fails_on_them(words: list[str]) -> None:
    MigrationRecorder.Migration.objects.filter(app="audit").delete()
    with pytest.raises(SystemExit, match="throughcare migrate"):
        cli.main(words)
