"""What was typed into a form that is not taken, given back to its writer to copy.

A form whose session, seat or post has ended keeps its text as a draft where it can
(`addresses.address(keep=...)`); where it cannot, the answer shows the text again.
"""

from django.http import HttpRequest

_WORTH_KEEPING = 12  # letters: fewer are typed again sooner than copied
_NOT_TYPED = {"csrfmiddlewaretoken", "key", "token", "seen", "next"}
_SECRET = ("password", "code")


def typed(request: HttpRequest) -> list[str]:
    """The texts of a form that its writer would miss, in the form's order; never a password."""
    if request.method != "POST":
        return []
    return [
        text
        for name, texts in request.POST.lists()
        for text in texts
        if _is_typed(name) and len(text.strip()) > _WORTH_KEEPING and _is_prose(text)
    ]


def _is_typed(name: str) -> bool:
    return name not in _NOT_TYPED and not any(part in name for part in _SECRET)


def _is_prose(text: str) -> bool:
    return any(letter.isspace() for letter in text.strip())
