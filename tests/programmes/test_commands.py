"""`throughcare programmes check` and `add`: on the command line, with all faults at once."""

from pathlib import Path

import pytest

from tests.factories import Region, actor
from tests.programmes.making import FERRY_HOUSE
from throughcare import cli
from throughcare.programmes import actions
from throughcare.programmes.models import Programme, Version

BAD = FERRY_HOUSE.replace("kind: case", "kind: cas").replace("age_from: 20", "age_from: many")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A programme in a file."""
    path = tmp_path / "ferry-house.yaml"
    path.write_text(FERRY_HOUSE)
    return path


def test_a_good_file_is_said_to_be_good(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["programmes", "check", str(file)])
    assert capsys.readouterr().out == f"{file}: The Ferry House, nothing to mend.\n"


def test_all_faults_of_all_files_are_said_with_their_places(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = file.with_name("other.yaml")
    file.write_text(BAD)
    other.write_text("key: [\n")
    with pytest.raises(SystemExit, match="3 to mend"):
        cli.main(["programmes", "check", str(file), str(other)])
    said = capsys.readouterr().out.splitlines()
    assert [line.removeprefix(str(file.parent)).partition(" ")[0] for line in said] == [
        "/ferry-house.yaml:6:1:",
        "/ferry-house.yaml:18:3:",
        "/other.yaml:2:1:",
    ]


def test_a_file_that_is_not_there_is_said(file: Path) -> None:
    with pytest.raises(SystemExit, match=r"gone.yaml: No such file"):
        cli.main(["programmes", "check", str(file.with_name("gone.yaml"))])


@pytest.mark.django_db
def test_files_are_added_and_those_that_ship(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        cli.main(["programmes", "add", str(file)])
    cli.main(["programmes", "add"])
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == [
        "ferry-house, version 1",
        "ferry-house, version 1 (as it was)",
        "aarhus, version 1",
    ]
    assert Version.objects.count() == 16


@pytest.mark.django_db
def test_with_faults_nothing_is_added(file: Path) -> None:
    bad = file.with_name("bad.yaml")
    bad.write_text(BAD)
    with pytest.raises(SystemExit, match="2 to mend"):
        cli.main(["programmes", "add", str(file), str(bad)])
    assert not Programme.objects.exists()


def test_an_agencys_own_key_is_not_taken_over(file: Path, region: Region) -> None:
    actions.write(actor(region.dee), FERRY_HOUSE)
    with pytest.raises(SystemExit, match="key of an agency's own programme"):
        cli.main(["programmes", "add", str(file)])
