"""What the YAML parser says, in words for somebody who has never heard of YAML."""

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.programmes.texts.faults import Fault, Mark

# What the parser's sentence begins with -> ours.
_WORDS = {
    "mapping values are not allowed": gettext_lazy(
        "A colon too many in this line. Put the text after the first colon in quotes."
    ),
    "found character '\\t'": gettext_lazy("A tab stands here. Indent with spaces."),
    "found character '%'": gettext_lazy("A text cannot begin with %. Put it in quotes."),
    "found character '@'": gettext_lazy("A text cannot begin with @. Put it in quotes."),
    "found character '`'": gettext_lazy("A text cannot begin with `. Put it in quotes."),
    "could not find expected ':'": gettext_lazy(
        "A colon is missing after a name, or the line is not indented like the text it belongs to."
    ),
    "expected <block end>": gettext_lazy(
        "This line is not indented like the lines it belongs to. Give it as many spaces as they"
        " have."
    ),
    "found unexpected end of stream": gettext_lazy("A text in quotes is not closed."),
    "found undefined tag handle": gettext_lazy(
        "Types with ! are not taken. Leave the !… out, or put the text in quotes."
    ),
    "expected alphabetic or numeric": gettext_lazy(
        "A text cannot begin with & or *. Put it in quotes."
    ),
    "sequence entries are not allowed": gettext_lazy(
        "A dash cannot stand here. Begin the list in the next line."
    ),
    "expected ',' or": gettext_lazy("A bracket is not closed, or a comma is missing."),
    "expected the node content": gettext_lazy("Something is missing here."),
}


def fault(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """Where the parser stopped, and why."""
    problem = error.problem or ""
    words = next((said for start, said in _WORDS.items() if problem.startswith(start)), None)
    place = error.problem_mark or error.context_mark
    mark = Mark(place.line + 1, place.column + 1) if place else Mark(text.count("\n") + 1, 1)
    plain = _("This cannot be read as YAML (%(problem)s).") % {"problem": problem}
    return Fault(mark, str(words) if words else plain)
