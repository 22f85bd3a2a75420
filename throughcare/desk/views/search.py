"""Search over what one may see. The words stay out of addresses: the form posts."""

from django.http import HttpRequest, HttpResponse

from throughcare.desk import forms
from throughcare.desk.queries.search import search as found_by
from throughcare.entries import looks
from throughcare.entries.verbs import Verb
from throughcare.web.pages import page


def search(request: HttpRequest) -> HttpResponse:
    """Names in any script and spelling, case numbers, headlines."""
    form = forms.Search(request.POST or None)
    found, words = None, ""
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        found = found_by(request.actor, words)
    cases, entries = (found.case_ids, found.entry_ids) if found else ([], [])
    return page(
        request,
        "desk/search.html",
        look=looks.at_cases(Verb.SEARCHED, cases, ids=entries, words=words),
        form=form,
        found=found,
    )
