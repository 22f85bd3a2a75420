"""Leaks in templates: something more is written than was asked of the rule."""

from proofs.canaries.leaks.planting import Leak, template


def _each(of: str, shows: str) -> str:
    return f"{{% for one in {of} %}}{{{{ one.{shows} }}}}{{% endfor %}}"


TEMPLATES = (
    Leak(
        "an offer names the person",
        ("seat-offer",),
        template("desk/offer.html", "{{ offer.case.person.display_name }}"),
    ),
    Leak(
        "the overview lists all headlines",
        ("case",),
        template("desk/case.html", _each("case.entries.all()", "headline")),
    ),
    Leak(
        "the overview lists all ids",
        ("case",),
        template("desk/case.html", _each("case.entries.all()", "pk")),
    ),
    Leak(
        "an entry lists all its versions",
        ("entry",),
        template("entries/show.html", _each("entry.versions.all()", "text")),
    ),
    Leak(
        "an entry lists what follows it",
        ("entry",),
        template("entries/show.html", _each("entry.followed_by.all()", "headline")),
    ),
    Leak(
        "an entry lists all wishes",
        ("entry-why",),
        template("entries/why.html", _each("entry.label_requests.all()", "wish")),
    ),
    Leak(
        "the person's page lists other cases",
        ("profile",),
        template("desk/profile.html", _each("case.person.cases.all()", "reference")),
    ),
    Leak(
        "an entry lists all texts of its case",
        ("entry",),
        template("notes/_detail.html", _each("entry.case.entries.all()", "text")),
    ),
)
