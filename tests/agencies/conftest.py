"""A real identity provider (npm oidc-provider) on a port of this machine."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client
from django.urls import reverse

from tests.pages import Page
from throughcare.config.provider import ID, OpenID

HERE = Path(__file__).parents[1] / "oidc"
SECRET = "a secret of the tests and of nothing else"
CALLBACK = "http://testserver/account/provider/callback/"


@dataclass
class Provider:
    """The provider, and a browser that keeps its cookies."""

    issuer: str
    browser: requests.Session = field(default_factory=requests.Session)

    def knows(self, sub: str, **claims: Any) -> None:
        """From now on this is who signs in there."""
        requests.put(f"{self.issuer}/person", json={"sub": sub, **claims}, timeout=10)
        self.browser = requests.Session()

    def answer(self, address: str) -> str:
        """Where the provider leads back to, after its own pages."""
        while address.startswith((self.issuer, "/")):
            url = address if "://" in address else self.issuer + address
            address = self.browser.get(url, allow_redirects=False, timeout=10).headers["Location"]
        return address


@pytest.fixture(scope="session")
def _running() -> Iterator[str]:
    node = shutil.which("node") or str(Path(__file__).parents[2] / ".venv" / "bin" / "node")
    assert (HERE / "node_modules" / "oidc-provider").is_dir(), "Run bin/setup --dev first."
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [node, "provider.mjs", str(port), CALLBACK, SECRET]
    with subprocess.Popen(
        command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        yield f"http://127.0.0.1:{port}"
        running.terminate()


@pytest.fixture
def provider(_running: str, settings: Any) -> Provider:
    """The provider, which the settings name."""
    openid = OpenID(_running, "throughcare", SECRET, "The Ministry")
    settings.OIDC = openid
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": openid.apps}}
    assert openid.apps[0]["provider_id"] == ID
    return Provider(_running)


def begin(client: Client, **query: str) -> str:
    """The provider's address that the sign-in button leads to."""
    answer = client.post(reverse("openid_connect_login"), query_params=query)
    return str(answer.headers["Location"])


def finish(client: Client, back: str) -> Page:
    """The answer of our own page that the provider leads back to."""
    parts = urlsplit(back)
    return Page(client.get(f"{parts.path}?{parts.query}"))


def come(client: Client, provider: Provider, **query: str) -> Page:
    """All the way there and back."""
    return finish(client, provider.answer(begin(client, **query)))
