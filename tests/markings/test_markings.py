"""True and false cases of security classification markings, in many languages."""

import gc
import logging
import time
import unicodedata

import pytest
from django.core.exceptions import ImproperlyConfigured

from throughcare.markings import Level, blocking, find
from throughcare.markings.levels import Strength, table

TRUE = {
    Level.TOP_SECRET: [
        "COSMIC TOP SECRET", "Cosmic Top Secret - Atomal", "T O P   S E C R E T",
        "TOP SECRET//SI//NOFORN", "(TS//SI//NF) They met in May.", "(CTS) They met in May.",
        "TRÈS SECRET UE/EU TOP SECRET", "très secret défense", "TRES SECRET DEFENSE",
        "STRENG GEHEIM", "Stg. Zeer Geheim", "YDERST HEMMELIGT", "STRENGT HEMMELIG",
        "KVALIFICERAT HEMLIG", "ERITTÄIN SALAINEN", "ŚCIŚLE TAJNE", "PŘÍSNĚ TAJNÉ",
        "SZIGORÚAN TITKOS!", "СТРОГО СЕКРЕТНО", "ΑΚΡΩΣ ΑΠΟΡΡΗΤΟ", "ÇOK GİZLİ", "VRLO TAJNO",
        "SEGRETISSIMO", "SECRETO", "MUITO SECRETO", "The sheet was stamped TOP SECRET in red.",
        "TÄIESTI SALAJANE", "SEVIŠĶI SLEPENI", "VISIŠKAI SLAPTAI", "ALGJÖRT LEYNDARMÁL",
        "STRICT SECRET DE IMPORTANȚĂ DEOSEBITĂ", "TOP\nSECRET", "TOP-SECRET", "TOP_SECRET",
    ],
    Level.SECRET: [
        "SECRET", "[SECRET]", "*** SECRET ***", "- SECRET -", "SECRET\nPage 1 of 4\n",
        "Notes\n\nSECRET\n\nHe came at noon.", "Page 2          SECRET          3 May",
        "S E C R E T", "S.E.C.R.E.T.", "S\nE\nC\nR\nE\nT", "SECRET//NOFORN", "S-E-C-R-E-T",
        "SECRET//REL TO USA, GBR", "(S//NF) He came at noon.", "He came at noon. (S//NF)",
        "(SECRET) He came at noon.", "Classification: Secret", "Security classification: SECRET",
        "The paper, stamped SECRET, lay there.", "NATO SECRET", "Nato secret",
        "the NATO SECRET file",
        "OTAN SECRET", "SECRET UE/EU SECRET", "EU SECRET", "(EU-S)", "(NS) He came.",
        "GEHEIM", "G E H E I M", "Einstufung: geheim", "GEHEIM – amtlich geheim gehalten",
        "Geheimhaltungsgrad:\nGEHEIM", "SECRET DÉFENSE", "HEMMELIGT", "HEMMELIG", "HEMLIG",
        "HEMLIG/SECRET", "SALAINEN", "SALAINEN / HEMLIG", "Stg. Geheim", "RESERVADO", "SEGRETO",
        "TAJNE", "TAJNÉ", "СЕКРЕТНО", "ΑΠΟΡΡΗΤΟ", "GİZLİ", "TAJNO", "SLAPTAI", "SALAJANE",
        "UK SECRET", "SECRET | Page 3 | 12.05.2024", "Copy no. 3 of 5   SECRET",
    ],
    Level.CONFIDENTIAL: [
        "CONFIDENTIAL", "CONFI-\nDENTIAL", "NATO CONFIDENTIAL", "nato confidential",
        "He came at noon. (NC)", "(NC) He came at noon.", "(C//REL TO NLD) He came.",
        "CONFIDENTIEL UE/EU CONFIDENTIAL", "confidentiel ue", "(EU-C)", "Europol confidential",
        "VS-VERTRAULICH", "VS-Vertraulich", "VERTRAULICH", "CONFIDENTIEL DÉFENSE",
        "FORTROLIGT", "KONFIDENSIELT", "KONFIDENTIELL", "LUOTTAMUKSELLINEN", "VERTROUWELIJK",
        "Stg. Confidentieel", "POUFNE", "DŮVĚRNÉ", "DÔVERNÉ", "BIZALMAS!", "ПОВЕРИТЕЛНО",
        "ΕΜΠΙΣΤΕΥΤΙΚΟ", "ZAUPNO", "POVJERLJIVO", "RISERVATISSIMO", "CONFIDENCIAL",
        "TRÚNAÐARMÁL", "KONFIDENTSIAALNE",
    ],
    Level.RESTRICTED: [
        "RESTRICTED", "NATO RESTRICTED", "Nato Restricted", "an EU restricted document",
        "RESTREINT UE/EU RESTRICTED", "Restreint UE", "EU RESTRICTED", "(EU-R)", "(R-UE/EU-R)",
        "(NR) He came.", "VS-NfD", "vs-nfd", "VS NfD", "VS–NfD", "VS - NUR FÜR DEN DIENSTGEBRAUCH",
        "VS-Nur für den Dienstgebrauch", "VS-NUR FUER DEN\nDIENSTGEBRAUCH",
        "Nach Absprache als VS-NfD eingestuft, bitte so lassen.", "DIFFUSION RESTREINTE",
        "NATO / DIFFUSION RESTREINTE OTAN", "TIL TJENESTEBRUG", "BEGRENSET", "BEGRÄNSAT HEMLIG",
        "KÄYTTÖ RAJOITETTU", "TL IV", "Departementaal vertrouwelijk", "Dep. Vertrouwelijk",
        "ZASTRZEŻONE", "VYHRAZENÉ", "KORLÁTOZOTT TERJESZTÉSŰ!", "SECRET DE SERVICIU",
        "ЗА СЛУЖЕБНО ПОЛЗВАНЕ", "ΠΕΡΙΟΡΙΣΜΕΝΗΣ ΧΡΗΣΗΣ", "HİZMETE ÖZEL", "DIFUSIÓN LIMITADA",
        "RISERVATO", "DIENESTA VAJADZĪBĀM", "RIBOTO NAUDOJIMO", "Klassifizierung: INTERN",
    ],
}  # fmt: skip
TRUE_CASES = [(level, text) for level, texts in TRUE.items() for text in texts]

FALSE = [
    "He told me in confidence; it is a secret.", "She keeps it secret from her mother.",
    "It is SECRET, he said, and laughed.", "THE SECRET OF SUCCESS", "NOT A SECRET ANY MORE",
    "Secret", "Confidential", "PRIVATE AND CONFIDENTIAL", "STRICTLY CONFIDENTIAL",
    "CONFIDENTIAL COUNSELLING IN TOWN", "a confidential talk", "top secret recipe", "Top secret!",
    "The EU restricted imports of timber.", "The NATO restricted its flights.",
    "He travelled in the EU. Restricted access to work followed.",
    "access is restricted to members", "restricted diet", "secretary", "SECRETARY", "TOP SECRETARY",
    "NATO, secret police and other topics", "SECRETS", "He visited VICTORIA'S SECRET on Monday.",
    "person(s) and parent(s)", "(C) third option", "(S) Saturday", "(R)", "(U)", "(TS)",
    "Raleigh (NC) is where his aunt lives.", "das ist geheim", "Das bleibt unter uns, geheim!",
    "DAS IST GEHEIM UND BLEIBT SO", "vertraulich gesprochen", "Er war sehr vertraulich.",
    "im Geheimen", "Geheimnis", "GEHEIMNIS", "nur für den Dienst", "le secret professionnel",
    "LE SECRET PROFESSIONNEL", "une diffusion restreinte du dessin", "un secret de famille",
    "Très secret, il ne parle pas.", "c'est confidentiel", "il est resté discret et secret",
    "en bil til tjenestebrug", "et hemmeligt møde", "det er fortroligt",
    "hun holdt det hemmelig", "de hemliga mötena", "salainen ystävä", "vertrouwelijk gesprek",
    "geheim agent", "un documento reservado", "un amico segreto", "tajne spotkanie", "poufne słowa",
    "to je tajné", "секретно встретились", "совершенно секретно он сказал",
    "μυστικό και απόρρητο", "çok gizli bir şey", "gizli", "titkos barát", "slaptai susitiko",
    "INTERN", "INTERNO", "He did an INTERN year.", "RESERVADO PARA LA FAMILIA",
    "SALA RISERVATO AI SOCI", "TLP:RED", "TLP:AMBER+STRICT", "RED", "AGENCY", "NEED TO KNOW",
    "HANDLING CONFIDENTIAL TALKS WITH CARE", "MEETING AT NOON\nBRING THE PAPERS\nNO PHONES",
    "THIS IS NOT TOP SECRET AT ALL", "marked secret places on a map", "classified ads",
    "NATO summit", "EU restrictions", "A classified paper exists at the ministry.", "",
    "STRENG VERTRAULICH", "PERSÖNLICH / VERTRAULICH", "ŚCIŚLE POUFNE", "STRENGT FORTROLIGT",
    "Tel. (NS) 1234", "(NR) 12", "Handling: confidential", "She was TL II in the club.",
    "The word confidential is used in EU law.", "US SECRETARY OF STATE", "UK secret service",
]  # fmt: skip


def levels(text: str) -> list[Level]:
    return [marking.level for marking in find(text)]


@pytest.mark.parametrize(("level", "text"), TRUE_CASES)
def test_a_marking_is_found_at_its_level(level: Level, text: str) -> None:
    assert max(levels(text), key=lambda found: found.rank, default=None) == level


@pytest.mark.parametrize("text", FALSE)
def test_ordinary_words_are_no_marking(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("text", FALSE)
def test_ordinary_words_are_no_marking_between_other_lines(text: str) -> None:
    assert find(f"He came at noon and left soon.\n{text}\nNext time we talk about work.") == []


def test_every_listed_marking_is_found_in_capitals_on_its_own_line() -> None:
    missed = [
        " ".join(words.parts)
        for words in table().words.values()
        if words.strength not in {Strength.LABELLED, Strength.ORDINARY}
        and words.level not in levels("Words.\n" + " ".join(words.parts) + "\nWords.")
    ]

    assert missed == []


@pytest.mark.parametrize(
    "disguise",
    [
        "S\u200bE\u200cC\u200dR\u2060E\ufeffT",  # unseen characters between the letters
        "SЕСRЕТ",  # Cyrillic
        "ΤΟΡ SEϹRΕΤ",  # Greek
        "ＳＥＣＲＥＴ",
        "𝐒𝐄𝐂𝐑𝐄𝐓",
        "🆂🅴🅲🆁🅴🆃",
        "S\u0336E\u0336C\u0336R\u0336E\u0336T\u0336",
        "SE\u00adCRET",
        "\u202eSECRET\u202c",
        "S\u00a0E\u2003C\u2009R\u00a0E\u00a0T",
        "TOP\u2014SECRET",
        "TOP\u2011SECRET",
        "TOP\u2028SECRET",
        "5ECRET",
        "C0NFIDENTIAL",
        "CONFlDENTIAL",
        "N\u200bATO s\u0435cret",
        "Conﬁdentiel Défense",
        unicodedata.normalize("NFD", "TRÈS SECRET DÉFENSE"),
    ],
)
def test_a_disguised_marking_is_found(disguise: str) -> None:
    assert levels(disguise)


def test_a_marking_is_told_as_written_and_where() -> None:
    text = "\u200bÆble ﬁrst.\r\n\r\nN\u200bATO  Sécret\r\nend"

    (marking,) = find(text)

    assert marking.words == "N\u200bATO  Sécret"
    assert text[marking.start : marking.end] == marking.words


def test_positions_hold_after_letters_that_iron_out_longer_or_shorter() -> None:
    text = "ß½ﬃ\u0301\u200b㎏ — " * 50 + "\nSECRET\n" + "ﬃ" * 9 + "\nVS-NfD"

    assert [marking.words for marking in find(text)] == ["SECRET", "VS-NfD"]


def test_each_marking_of_a_text_is_told() -> None:
    text = "SECRET\nHe came.\nVS-NfD\nHe left. (NC)\n"

    assert levels(text) == [Level.SECRET, Level.RESTRICTED, Level.CONFIDENTIAL]


def test_a_row_of_markings_is_as_good_as_one() -> None:
    assert levels("SECRET " * 500)


def test_official_sensitive_is_found_and_does_not_stop_by_default() -> None:
    assert levels("OFFICIAL-SENSITIVE") == [Level.OFFICIAL]
    assert blocking("OFFICIAL-SENSITIVE") == []


def test_the_setting_says_from_which_level_on_a_text_stops(settings) -> None:
    text = "OFFICIAL-SENSITIVE\nVS-NfD\nSECRET"
    expected = {"official": 3, "restricted": 2, "confidential": 1, "top_secret": 0}

    for level, stopped in expected.items():
        settings.MARKING_BLOCKS = level
        assert len(blocking(text)) == stopped


def test_an_unknown_level_in_the_setting_fails_loudly(settings) -> None:
    settings.MARKING_BLOCKS = "everything"

    with pytest.raises(ImproperlyConfigured):
        blocking("any")


def test_released_words_let_the_text_pass_and_no_others() -> None:
    text = "He said the file was marked NATO SECRET.\nVS-NfD"

    assert [m.words for m in blocking(text, released={"nato  secret"})] == ["VS-NfD"]
    assert blocking(text, released=["NATO SECRET", "VS-NfD"]) == []
    assert len(blocking(text, released=["SECRET", ""])) == 2


@pytest.mark.parametrize(
    "piece",
    ["He came at noon and we spoke of work.\n", "SECRET ", "NATO secret x ", "(S//NF) ", "((((",
     "T O P ", "\u200bS\u200bE\u200b", "secret ", "Classification: ", "-\n"],
)  # fmt: skip
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    find(piece)
    small, large = (
        _seconds(piece * (20_000 // len(piece))),
        _seconds(piece * (320_000 // len(piece))),
    )

    assert large / max(small, 0.001) < 16 * 3


def test_the_text_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        blocking("SECRET\nHe came.")

    assert caplog.records == []


def _seconds(text: str) -> float:
    gc.collect()
    times = []
    for _ in range(2):
        begin = time.process_time()
        find(text)
        times.append(time.process_time() - begin)
    return min(times)
