"""Pages of programme models: what they show, and that nothing typed is lost."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import Region, actor, root
from tests.pages import Page, opened, sent, signed_in
from tests.programmes.making import FERRY_HOUSE, stored
from throughcare.agencies.models import Post
from throughcare.audit.models import Event, Kind
from throughcare.programmes import actions
from throughcare.programmes.models import Adoption, Version


@pytest.fixture
def dee(region: Region) -> Client:
    """The duty post of the probation agency."""
    return signed_in(region.dee)


def url(name: str, version: Version | None = None) -> str:
    return reverse(name, args=[version.pk] if version else [])


def looks(who: Post) -> list[str]:
    return list(Event.objects.filter(post_id=who.pk, kind=Kind.LOOK).values_list("verb", flat=True))


def test_a_programme_is_read_with_its_way_its_sources_and_what_lacks(region: Region) -> None:
    page = opened(signed_in(region.ann), url("programme", stored()))
    assert page.soup.select_one("svg.tc-way desc")
    assert "The same in words First contact and clearing leads to" in page.text
    assert "First contact and clearing leads to: Advice and coaching" in str(page.soup)
    assert "7 statements are marked as not certain" in page.text
    assert page.soup.select_one("#lacking a[href='#meetings']")
    assert "Not certain: " in page.text
    assert "The sources do not say: Paid by" in page.text
    assert page.soup.select_one("#source-1")
    assert "Only your agency's duty post" in page.text
    assert looks(region.ann) == ["programme.looked"]


def test_every_reference_on_a_page_leads_somewhere(region: Region) -> None:
    client = signed_in(region.ann)
    for key in ("rive", "basic-training-correctional-officers"):
        soup = opened(client, url("programme", stored(key))).soup
        ids = {one["id"] for one in soup.select("[id]")}
        assert len(ids) == len(soup.select("[id]"))
        links = {str(one["href"])[1:] for one in soup.select("main a[href^='#']")}
        assert links <= ids


def test_the_text_is_downloaded_as_it_was_stored(region: Region) -> None:
    version = stored()
    answer = signed_in(region.ann).get(url("programme-download", version))
    assert answer.content.decode() == version.text
    assert answer["Content-Disposition"] == 'attachment; filename="hayat-1.yaml"'
    assert looks(region.ann) == ["programme.downloaded"]


def test_two_programmes_stand_side_by_side(region: Region) -> None:
    left, right = stored("rive"), stored("hayat")
    page = opened(
        signed_in(region.ann), f"{url('programme-compare')}?left={left.pk}&right={right.pk}"
    )
    assert [one.get_text() for one in page.soup.select("thead th")] == [
        left.read.text.title,
        "Hayat",
    ]
    assert "Mandatory Voluntary" in page.text
    assert "Intensive mentoring (at least 6 hours a week" in page.text


def test_what_changed_between_versions_is_told_earlier_first(region: Region) -> None:
    first = actions.add(root(), FERRY_HOUSE).version
    text = FERRY_HOUSE.replace("months: 12", "months: {says: 6, unsure: Not agreed.}")
    second = actions.add(root(), text.replace("caseload: 3, ", "")).version
    page = opened(
        signed_in(region.ann), f"{url('programme-compare')}?left={second.pk}&right={first.pk}"
    )
    assert [one.get_text() for one in page.soup.select("thead th")] == ["Version 1", "Version 2"]
    rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("tbody tr")]
    assert rows == [
        "Roles: Skipper",
        "Cases at most Only here: 3 Only here: Not written yet.",
        "How long records are kept",
        "Months Only here: 12 Only here: 6 Only here: (not certain: Not agreed.)",
    ]


def test_a_comparison_of_the_same_says_so_and_nonsense_is_answered_in_words(
    region: Region,
) -> None:
    client, version = signed_in(region.ann), stored()
    same = opened(client, f"{url('programme-compare')}?left={version.pk}&right={version.pk}")
    assert "The two say the same" in same.text
    odd = opened(client, f"{url('programme-compare')}?left=nonsense&right={version.pk}")
    assert "This cannot be chosen" in odd.summary


def test_a_copy_is_written_on_a_page_and_becomes_the_agencys_own(
    dee: Client, region: Region
) -> None:
    version = stored()
    begun = opened(dee, url("programme-adapt", version)).typed["text"]
    assert "key: hayat-own" in begun
    changed = begun.replace("months: 24", "months: 12").replace("hayat-own", "hayat-north")
    answer = sent(dee, url("programme-adapt", version), text=changed)
    made = Version.objects.get(programme__key="hayat-north")
    assert answer.response["Location"] == url("programme", made)
    assert (made.programme.agency, made.drawn_from) == (region.probation, version)
    assert made.read.text.retention.months == 12
    page = opened(dee, url("programme", made))
    assert "Probation North, version 1" in page.text
    assert "Drawn from Hayat" in page.text


def test_faults_are_shown_with_their_lines_and_nothing_typed_is_lost(dee: Client) -> None:
    version = stored()
    text = version.text.replace("kind: family", "kind: famly").replace(
        "  person: yes", "  persn: yes"
    )
    page = sent(dee, url("programme-adapt", version), text=text)
    assert page.status == 200
    assert "There are 2 things to mend" in page.errors["text"]
    assert "Did you mean “family”?" in page.text
    assert "Did you mean “person”?" in page.text
    marked = [one.get_text().split(None, 1)[1] for one in page.soup.select(".tc-excerpt__here")]
    assert marked == ["kind: famly", "persn: yes"]
    assert page.typed["text"].replace("\r\n", "\n").strip() == text.strip()
    assert Version.objects.count() == 1


def test_a_files_text_stands_in_the_field_when_it_has_faults(dee: Client) -> None:
    file = BytesIO(FERRY_HOUSE.replace("kind: case", "kind: cas").encode())
    file.name = "ferry.yaml"
    page = sent(dee, url("programme-write"), text="", file=file)
    assert "Did you mean “case”?" in page.text
    assert "key: ferry-house" in page.typed["text"]
    file = BytesIO(FERRY_HOUSE.encode())
    file.name = "ferry.yaml"
    assert sent(dee, url("programme-write"), file=file).status == 302
    assert Version.objects.get().text == FERRY_HOUSE.rstrip("\n") + "\n"


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"x" * 200_001], ids=["no", "odd", "big"]
)
def test_a_file_that_is_no_text_is_answered_in_words(dee: Client, content: bytes) -> None:
    file = BytesIO(content)
    file.name = "x.yaml"
    page = sent(dee, url("programme-write"), file=file)
    assert (page.status, "thing to mend" in page.errors["text"]) == (200, True)


def test_of_very_many_faults_the_first_are_shown(dee: Client) -> None:
    page = sent(dee, url("programme-write"), text=FERRY_HOUSE + "kind: case\n" * 300)
    assert "There are 300 things to mend" in page.errors["text"]
    assert len(page.soup.select(".tc-faults li")) == 50


def test_without_text_and_file_the_form_asks_for_one(dee: Client) -> None:
    assert "Write the text, or choose a file" in sent(dee, url("programme-write"), text="").summary


def test_a_key_that_is_taken_is_told_and_the_text_stays(dee: Client) -> None:
    version = stored()
    page = sent(dee, url("programme-adapt", version), text=version.text)
    assert "There is a programme with the key “hayat” already" in page.errors["text"]
    assert "key: hayat" in page.typed["text"]


def test_a_marked_text_is_stopped(dee: Client) -> None:
    marked = FERRY_HOUSE.replace("  people: [", "  people: [RESTREINT UE/EU RESTRICTED, ")
    assert "classification marking" in sent(dee, url("programme-write"), text=marked).summary


def test_the_own_model_is_revised_and_keeps_its_key(region: Region) -> None:
    fay = signed_in(region.fay)
    version = actions.write(actor(region.fay), FERRY_HOUSE)
    other = sent(fay, url("programme-revise", version), text=FERRY_HOUSE.replace("ferry-", "boat-"))
    assert "keeps the key: write “key: ferry-house”" in other.errors["text"]
    changed = sent(fay, url("programme-revise", version), text=FERRY_HOUSE + "notes: [A note.]\n")
    latest = Version.objects.get(programme=version.programme, number=2)
    assert changed.response["Location"] == url("programme", latest)
    again = sent(fay, url("programme-revise", latest))
    assert "Nothing has changed" in opened(fay, again.response["Location"]).soup.get_text()
    assert "This is an earlier version" in opened(fay, url("programme", version)).text


def test_a_double_click_stores_one_model(dee: Client) -> None:
    fields = opened(dee, url("programme-write")).typed | {"text": FERRY_HOUSE}
    fields.pop("file", None)
    for _ in range(2):
        assert dee.post(url("programme-write"), fields).status_code == 302
    assert Version.objects.count() == 1


def test_adopting_and_giving_up_on_the_page(dee: Client, region: Region) -> None:
    version = stored()
    assert Page(dee.post(url("programme-adopt", version))).status == 302
    page = opened(dee, url("programme", version))
    assert "Works by this version" in page.text
    assert "Who works by it Probation North" in page.text
    assert "Hayat" in opened(signed_in(region.ann), url("programmes")).text
    dee.post(url("programme-give-up", version))
    assert "Does not work by this programme" in opened(dee, url("programme", version)).text
    assert Adoption.objects.count() == 1


def test_a_text_in_another_language_stands_in_its_own_direction(region: Region) -> None:
    text = FERRY_HOUSE.replace("language: en", "language: ar").replace(
        "title: The Ferry House", "title: بيت العبّارة"
    )
    version = actions.add(root(), text).version
    soup = opened(signed_in(region.ann), url("programme", version)).soup
    assert soup.select_one("div[lang=ar][dir=rtl] .tc-told")
    assert "Participation" not in soup.select_one("div[lang=ar] .tc-glance__summary").get_text()
