"""Browsers that write one note after the other, and remember which were acknowledged."""

import http.client
import threading
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpResponse

from tests.pages import Page

TAKEN = 302


@dataclass
class Writer:
    """One browser; `taken` holds the texts that the server has acknowledged."""

    port: int
    cookies: dict[str, str]
    url: str
    taken: list[str] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def start(self) -> threading.Thread:
        """Write until the server is gone."""
        thread = threading.Thread(target=self._write, daemon=True)
        thread.start()
        return thread

    def _write(self) -> None:
        try:
            asked = http.client.HTTPConnection("localhost", self.port, timeout=60)
            fields = self._form(asked)
            while True:
                word = f"note-{uuid.uuid4().hex}"
                more = {"text": word, "key": uuid.uuid4().hex}
                status = self._send(asked, urlencode(fields | more, doseq=True))
                self.answers.append(status)
                if status == TAKEN:
                    self.taken.append(word)
        except (OSError, http.client.HTTPException):
            return  # the server is gone, and with it this request

    def _form(self, asked: http.client.HTTPConnection) -> dict[str, str]:
        asked.request("GET", self.url, headers=self._headers)
        answer = asked.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Page(HttpResponse(answer.read())).typed

    def _send(self, asked: http.client.HTTPConnection, body: str) -> int:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        asked.request("POST", self.url, body=body, headers=self._headers | kind)
        answer = asked.getresponse()
        answer.read()
        return answer.status

    @property
    def _headers(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
