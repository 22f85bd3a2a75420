"""The look: words, pieces, forms and style sheets do what look.md asks of them."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation
from jinja2 import UndefinedError

import throughcare
from throughcare.agencies.sectors import Sector
from throughcare.kernel import clock
from throughcare.sharing.categories import Handling
from throughcare.web import charts, words
from throughcare.web.icons import ICONS

PACKAGE = Path(throughcare.__file__).parent
SHEETS = sorted((PACKAGE / "web/static/web").glob("*.css"))
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
NOW = datetime(2026, 11, 23, 9, 52, tzinfo=UTC)
PARTS = '{% import "web/parts.html" as p %}'
FORMS = '{% import "web/forms.html" as f %}'


def drawn(source: str, **context: Any) -> str:
    """The page that a piece of template makes."""
    return engines["jinja2"].from_string(source).render(context)


class Page(HTMLParser):
    """A page's elements, each with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        return [str(found["id"]) for _, found in self.elements if "id" in found]


class Wrong(forms.Form):
    """One field of each sort."""

    day = forms.DateField(label="When", widget=forms.DateInput(attrs={"type": "date"}))
    text = forms.CharField(label="What happened", help_text="Facts first.", widget=forms.Textarea)
    agency = forms.ChoiceField(label="Agency", choices=[("", "Any"), ("1", "Second Shore")])
    how = forms.ChoiceField(
        label="How", widget=forms.RadioSelect, choices=[("in", "In person"), ("tel", "Phone")]
    )
    about = forms.MultipleChoiceField(
        label="About", widget=forms.CheckboxSelectMultiple, choices=[("a", "Family"), ("b", "Work")]
    )
    sure = forms.BooleanField(label="Agreed")
    file = forms.FileField(label="File")
    where = forms.CharField(label="Where", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=4)


# Dates as people write them


@pytest.mark.parametrize(
    ("write", "value", "written"),
    [
        (words.day, date(2026, 11, 17), "Tue 17 Nov"),
        (words.day, date(2025, 11, 17), "Mon 17 Nov 2025"),
        (words.short_day, date(2026, 12, 11), "11 Dec"),
        (words.full_day, date(2026, 11, 23), "Monday 23 November"),
        (words.long_day, date(2026, 11, 17), "17 November 2026"),
        (words.month, date(2026, 11, 17), "November 2026"),
        (words.moment, datetime(2026, 11, 17, 6, 40, tzinfo=UTC), "Tue 17 Nov, 07:40"),
        (words.moment, date(2026, 11, 12), "Thu 12 Nov"),
        (words.ago_days, date(2026, 11, 23), "today"),
        (words.ago_days, date(2026, 11, 22), "yesterday"),
        (words.ago_days, date(2026, 10, 23), "31 days ago"),
        (words.ago_days, date(2026, 11, 24), "tomorrow"),
        (words.ago_days, date(2026, 11, 26), "in 3 days"),
    ],
)
def test_a_date_reads_as_people_write_it(write: Any, value: date, written: str) -> None:
    with clock.at(NOW):
        assert write(value) == written


def test_a_day_begins_at_midnight_of_the_deployment() -> None:
    late = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
    with clock.at(NOW):
        assert words.day(late) == "Tue 17 Nov"
        assert words.clock_time(late) == "00:30"


def test_dates_follow_the_readers_language() -> None:
    with clock.at(NOW), translation.override("ar"):
        assert words.month(date(2026, 11, 17)) == "نوفمبر 2026"
    with clock.at(NOW), translation.override("da"):
        assert words.long_day(date(2026, 11, 17)) == "17. november 2026"


def test_lists_and_initials_read_as_people_write_them() -> None:
    assert words.listed(["health", "religion", "victim"]) == "health, religion and victim"
    assert words.initials("Daniel Ove Kessrow") == "DK"
    assert words.initials("Noor") == "N"
    assert words.initials("") == ""
    assert words.file_size(340_000) == "340 kB"
    assert words.file_size(1_200_000) == "1.2 MB"


def test_marks_round_a_quotation_are_not_doubled() -> None:
    assert words.unquoted('"I came."') == "I came."
    assert words.unquoted("„Ich kam.“") == "Ich kam."
    assert words.unquoted('"I came" and "I left"') == '"I came" and "I left"'
    assert words.unquoted('"') == '"'


# The environment


def test_a_misspelt_name_fails_loudly() -> None:
    with pytest.raises(UndefinedError):
        drawn("{{ frmae }}")
    with pytest.raises(UndefinedError):
        drawn("{{ frame.nmae }}", frame=SimpleNamespace(name="Daniel"))


def test_the_design_systems_macros_work_with_what_is_left_out() -> None:
    page = drawn(
        '{% from "govuk_frontend_jinja/components/input/macro.html" import govukInput %}'
        '{{ govukInput({"label": {"text": "Name"}, "id": "name", "name": "name"}) }}'
    )
    assert 'class="govuk-input"' in page


def test_text_is_escaped_and_translated_text_too() -> None:
    page = drawn('{{ name }} {{ _("Hello %(name)s", name=name) }}', name="<b>")
    assert "<b>" not in page


@pytest.mark.parametrize("name", ["refused", "missing", "failed", "too_large"])
def test_a_page_of_last_resort_needs_nothing(name: str) -> None:
    page = Page(render_to_string(f"web/{name}.html"))
    assert len(page.all("h1")) == 1


@pytest.mark.parametrize("name", ["help", "accessibility", "data_use"])
def test_a_page_of_words_has_its_title(name: str) -> None:
    page = Page(render_to_string(f"web/{name}.html"))
    assert len(page.all("h1")) == 1
    assert len(page.ids) == len(set(page.ids))


def test_an_arabic_page_runs_from_right_to_left() -> None:
    with translation.override("ar"):
        page = Page(render_to_string("web/help.html"))
    assert page.all("html")[0]["dir"] == "rtl"
    assert any("vendor.rtl" in str(sheet["href"]) for sheet in page.all("link"))


# The policy of the pages: nothing inline, nothing from elsewhere


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_inline_style_or_script(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"<[^>]*\sstyle=", text)
    assert not re.search(r"<[^>]*\son[a-z]+=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "<style" not in text
    assert not re.search(r"(src|href)=[\"']https?://", text)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_our_sheets_name_no_physical_side(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    sides = r"(?:left|right|top|bottom)"
    sizes = r"(?:min-|max-)?(?:width|height)"
    physical = rf"(?:(?:margin|padding|border|inset)-{sides}|{sides}|{sizes})"
    for declarations in re.findall(r"\{([^{}]*)\}", text):
        assert not re.search(rf"(?:^|[;\s]){physical}\s*:", declarations), declarations


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_rules_for_the_phone_leave_paper_alone(path: Path) -> None:
    for rule in re.findall(r"@media ([^{]*)\{", path.read_text()):
        assert "width" not in rule or rule.startswith("screen and")


def test_every_sheet_of_ours_stays_short() -> None:
    assert SHEETS
    assert all(len(sheet.read_text().splitlines()) <= 300 for sheet in SHEETS)


# Colours


@pytest.mark.parametrize("name", sorted(ICONS))
def test_an_icon_is_well_formed_and_silent(name: str) -> None:
    made = ElementTree.fromstring(charts.icon(name))
    assert made.get("aria-hidden") == "true"


@pytest.mark.parametrize("sector", list(Sector))
def test_a_badge_says_its_sector(sector: Sector) -> None:
    made = ElementTree.fromstring(charts.badge(sector, 38))
    assert made.get("aria-label") == sector.label
    assert "".join(made.itertext()) == sector.letters


def test_a_badge_escapes_what_it_is_given() -> None:
    made = charts.badge(SimpleNamespace(letters="<b>", family="care", label='"x"'))
    assert "<b>" not in made
    assert '""x""' not in made


@pytest.mark.parametrize("given", [Handling.NEED_TO_KNOW, 2, "need_to_know"])
def test_a_handling_is_tagged_with_its_full_word(given: Any) -> None:
    page = drawn(PARTS + "{{ p.handling_tag(given) }}", given=given)
    assert "NEED TO KNOW" in page
    assert "tc-handling--need_to_know" in page


def test_a_bar_is_late_only_after_the_agreed_interval() -> None:
    assert "tc-bar--late" in charts.days_bar(15, 14)
    assert "tc-bar--late" not in charts.days_bar(14, 14)
    assert "tc-bar--late" not in charts.days_bar(90)


def test_small_pictures_are_well_formed() -> None:
    for made in (charts.days_bar(400, 30), charts.boxes(2, 4), charts.knots(0, 5)):
        ElementTree.fromstring(made)
    assert charts.boxes(2, 4).count("tc-boxes__done") == 2
    assert charts.knots(2, 5).count("tc-knots__past") == 2


def _entry(**more: Any) -> SimpleNamespace:
    fields = {
        "id": "1",
        "headline": "Workshop visit",
        "text": "He came early.",
        "url": "/entries/1/",
        "when": NOW,
        "icon": "talk",
        "sector": Sector.PROBATION,
        "author": "Ann Merrow",
        "agency": "Vesper Probation Service",
        "kind_label": "Contact",
        "statement_label": "Fact",
        "is_own_words": False,
        "tone": "",
        "handling": "team",
        "month_heading": "",
    }
    return SimpleNamespace(**fields | more)


def test_a_persons_own_words_are_set_apart() -> None:
    page = drawn(PARTS + "{{ p.entry_row(entry) }}", entry=_entry(is_own_words=True))
    assert "<blockquote>" in page
    assert "“He came early.”" in page


def test_a_chronology_names_its_month_only_where_it_is_told_to() -> None:
    source = PARTS + "{{ p.entry_row(entry) }}"
    assert "<h2>" not in drawn(source, entry=_entry())
    assert "<h2>November 2026</h2>" in drawn(source, entry=_entry(month_heading="November 2026"))


def test_every_sign_opens_its_own_reason_and_stands_in_words_below() -> None:
    cells = [
        SimpleNamespace(sign="full", title="Eve sees identity", steps=["Has a seat"]),
        SimpleNamespace(sign="wall", title="Eve does not see health", steps=["Wall of the police"]),
    ]
    row = SimpleNamespace(sector=Sector.POLICE, name="Eve", second="Contact officer", cells=cells)
    groups = [SimpleNamespace(name="Institutional", rows=[row])]
    source = (
        PARTS + '{{ p.matrix(groups, about, "Who sees what") }}{{ p.matrix_words(groups, about) }}'
    )
    text = drawn(source, groups=groups, about=["Identity", "Health"])
    page = Page(text)
    targets = [button["popovertarget"] for button in page.all("button")]
    assert len(targets) == len(set(targets)) == 2
    assert set(targets) <= set(page.ids)
    assert text.count("Wall of the police") == 2


# Forms


@pytest.fixture
def wrong() -> Wrong:
    return Wrong({"day": "31 February"})


def test_every_field_has_a_label_or_a_legend(wrong: Wrong) -> None:
    page = Page(drawn(FORMS + "{% for b in form %}{{ f.field(b) }}{% endfor %}", form=wrong))
    labelled = {label["for"] for label in page.all("label")}
    for tag in ("input", "select", "textarea"):
        for element in page.all(tag):
            assert element.get("type") == "hidden" or element["id"] in labelled
    assert len(page.all("legend")) == 2


def test_hint_and_error_describe_their_field(wrong: Wrong) -> None:
    page = Page(drawn(FORMS + "{{ f.field(form.text) }}", form=wrong))
    area = page.all("textarea")[0]
    assert area["aria-describedby"] == "id_text-hint id_text-error"
    assert {"id_text-hint", "id_text-error"} <= set(page.ids)
    assert area["aria-invalid"] == "true"
    assert "govuk-textarea--error" in str(area["class"])


def test_the_error_summary_leads_to_each_field(wrong: Wrong) -> None:
    source = FORMS + "{{ f.error_summary(form) }}{% for b in form %}{{ f.field(b) }}{% endfor %}"
    page = Page(drawn(source, form=wrong))
    links = [str(link["href"]).removeprefix("#") for link in page.all("a")]
    assert len(links) == 7
    assert set(links) <= set(page.ids)


def test_a_form_without_errors_has_no_summary() -> None:
    assert drawn(FORMS + "{{ f.error_summary(form) }}", form=Wrong()).strip() == ""


def test_tiles_carry_their_icon_and_note() -> None:
    source = FORMS + '{{ f.field(form.how, icons={"tel": "phone"}, notes={"tel": "By call"}) }}'
    page = drawn(source, form=Wrong(initial={"how": "tel"}))
    assert page.count("<svg") == 1
    assert 'aria-describedby="id_how_1-note"' in page
    assert page.count(" checked") == 1


def test_only_what_may_be_left_empty_is_called_optional() -> None:
    source = FORMS + "{{ f.field(form.where) }}"
    assert "(optional)" in drawn(source, form=Wrong())
    assert "(optional)" not in drawn(FORMS + "{{ f.field(form.text) }}", form=Wrong())


def test_a_form_keeps_the_key_it_was_sent_with(rf: Any) -> None:
    source = FORMS + "{{ f.key(request) }}"
    sent = rf.post("/", {"key": "abc"})
    assert 'value="abc"' in drawn(source, request=sent)
    assert drawn(source, request=None) != drawn(source, request=None)
