"""`python -m proofs.crash.writer POST CASE WRITES SYNCHRONOUS ACKNOWLEDGED`: writes, one by one.

It runs by itself in one thread, so that a recorder of system calls sees everything in its order.
Each acknowledged text goes to the file ACKNOWLEDGED in one call.
"""

import os
import sys
import uuid

from proofs import databases


def main(post_id: str, case_id: str, writes: str, synchronous: str, acknowledged: str) -> None:
    """Write notes through the page, as a browser does."""
    databases.set_up()
    from django.db import connection
    from django.urls import reverse

    from tests.pages import opened, signed_in
    from throughcare.agencies.models import Post

    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={synchronous}")
    told = os.open(acknowledged, os.O_WRONLY | os.O_CREAT, 0o600)
    post = Post.objects.select_related("human").get(pk=post_id)
    client = signed_in(post, HTTP_HOST="localhost")
    url = reverse("entry-write", args=[case_id, "note"])
    fields = opened(client, url).typed
    for _ in range(int(writes)):
        word = f"note-{uuid.uuid4().hex}"
        answer = client.post(url, fields | {"text": word, "key": uuid.uuid4().hex})
        if answer.status_code == 302:
            os.write(told, f"{word}\n".encode())
    os._exit(0)  # the power goes: nothing is closed, nothing is tidied up


if __name__ == "__main__":
    main(*sys.argv[1:])
