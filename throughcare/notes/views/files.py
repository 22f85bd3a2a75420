"""Opening a document: the look is committed before the first byte leaves."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from throughcare.entries import looks
from throughcare.entries.verbs import Verb
from throughcare.files.naming import attachment
from throughcare.files.storage import open_bytes
from throughcare.notes import policy
from throughcare.web.pages import send


def send_file(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """The file of a document entry, as an attachment whose name tells nothing."""
    document = get_object_or_404(policy.documents_visible_to(request.actor), pk=entry_id)
    look = looks.at_entry(document, verb=Verb.SENT)
    sent = attachment(document.file, f"document-{document.pk.hex[:8]}")
    headers = {
        "Content-Type": sent.content_type,
        "Content-Disposition": sent.disposition,
        "X-Content-Type-Options": "nosniff",
    }
    return send(request, open_bytes(document.file), look=look, headers=headers)
