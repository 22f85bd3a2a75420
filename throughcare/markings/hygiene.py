"""Text from outside, made fit to store: what cannot be shown or turns reading round is refused."""

import re
import unicodedata

from django.utils.translation import gettext as _

# Word puts \x0b for a line break inside a paragraph and \x0c for a page break.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
_TURNS_ROUND = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Unfit(Exception):
    """A text that cannot be taken; `sentence` says to the writer what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def clean(text: str) -> str:
    """The text with one kind of line end and composed letters (NFC), or `Unfit`."""
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    if unfit := _UNFIT.search(text):
        raise Unfit(_sentence(unfit[0], line=text.count("\n", 0, unfit.start()) + 1))
    return unicodedata.normalize("NFC", text)


def _sentence(char: str, *, line: int) -> str:
    """What is wrong, without repeating the text."""
    if _TURNS_ROUND.match(char):
        return _(
            "Line %(line)d holds a hidden character that changes the direction of reading, so "
            "that others would see something else than you wrote. Type that part again."
        ) % {"line": line}
    return _(
        "Line %(line)d holds a hidden character that cannot be stored (code %(code)s). It often "
        "comes with copied text. Type that part again."
    ) % {"line": line, "code": f"{ord(char):04X}"}
