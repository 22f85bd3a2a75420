"""A person at a browser; every page they come to is looked over: axe, console, width, hosts."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

from tests.halves import every_other
from throughcare.agencies.models import Human, Post

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Set to a folder, this keeps a picture of every page that a journey comes to.
PICTURES = os.environ.get("THROUGHCARE_PICTURES", "")


@dataclass(frozen=True)
class Way:
    """How somebody browses."""

    scripts: bool
    width: int

    def __str__(self) -> str:
        return f"{'scripts' if self.scripts else 'plain'}-{self.width}"


DESK = Way(scripts=True, width=1280)
PLAIN = Way(scripts=False, width=1280)
PHONE = Way(scripts=True, width=390)


def _shared_out(*ways: Way) -> pytest.MarkDecorator:
    """A journey runs on each database, and in each way on one of them (decision 55)."""
    return pytest.mark.parametrize("way", every_other(ways), ids=str)


both_ways = _shared_out(DESK, PLAIN)
every_way = _shared_out(DESK, PLAIN, PHONE)
desk_and_phone = _shared_out(DESK, PHONE)

# What a page is made of, without the marks that our scripts leave on it: each kind of element where
# it stands; the order of headings and landmarks; ids that stand twice.
_MADE_OF = """() => {
  const ours = /^(js-enabled|govuk-frontend-supported)$/;
  const kind = (one) => {
    const text = [...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const names = [...one.attributes].map((a) => a.name).filter((n) => !/^data-.*-init$/.test(n));
    const classes = [...one.classList].filter((name) => !ours.test(name));
    return [one.localName, classes, one.getAttribute("role"), names.sort(), text].join();
  };
  const [all, where] = [[...document.querySelectorAll("*")], document.dir + innerWidth];
  const kinds = all.map((one) => one.parentElement && kind(one.parentElement) + " > " + kind(one));
  const outline = all.map((one) => one.localName).filter(
    (name) => /^(h[1-6]|main|nav|header|footer|aside|form|section)$/.test(name));
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  const steps = outline.map((name, at) => (outline[at - 1] || "") + " then " + name);
  return [...new Set([...kinds, ...steps, ...twice])].map((one) => where + " " + one);
}"""
_WIDTH = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
_AXE = """async (tags) => (await axe.run(document, {
  runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false,
})).violations.map((v) => v.id + ": " + v.help + "\\n    " +
  v.nodes.slice(0, 4).map((n) => n.html + " " + n.any.map((c) => c.message)).join("\\n    "))"""


# What htmx says when one leaves a page while it asks for a part of it.
_CUT_OFF = ("htmx:sendAbort", "htmx:afterRequest")
_FOCUS = """() => {
  const shown = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
      || style.boxShadow !== "none";
  };
  const it = document.activeElement;
  const near = [it, it.closest(".tc-tile, .tc-choose__card"), it.nextElementSibling];
  const before = it.nextElementSibling && getComputedStyle(it.nextElementSibling, "::before");
  return it === document.body || near.some((one) => one && shown(one))
    || Boolean(before) && before.boxShadow !== "none";
}"""


class Troubles(AssertionError):
    """What is wrong with a page."""


class Inspection:
    """What all visitors share: the browser, and what pages that are in order are made of."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.passed: set[str] = set()
        self._twins: dict[int, Page] = {}

    def twin(self, page: Page) -> Page:
        """The same page where scripts can run, but its own do not."""
        width = page.viewport_size["width"] if page.viewport_size else 0
        if width not in self._twins:
            self._twins[width] = self.browser.new_page(viewport={"width": width, "height": 900})
        twin = self._twins[width]
        body = re.sub(r"<script[^>]*></script>", "", page.content())
        twin.route(page.url, lambda route: route.fulfill(body=body, content_type="text/html"))
        twin.goto(page.url)
        twin.unroute_all()
        return twin


@dataclass
class Visitor:
    """Somebody who browses in one way, in a profile of their own."""

    inspection: "Inspection"
    base: str
    way: Way
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._context = self.inspection.browser.new_context(
            viewport={"width": self.way.width, "height": 900},
            java_script_enabled=self.way.scripts,
            locale="en-GB",
            timezone_id="Europe/Copenhagen",
            accept_downloads=True,
        )
        self._context.set_default_timeout(10_000)
        self._context.on("request", self._asked)
        self._context.on("response", self._answered)
        self.page: Page = self._context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self._expected, self._listens = 200, True
        self._late = ""
        self._answers: list[Response] = []

    # Coming in

    def become(self, who: Human | Post) -> "Visitor":
        """Be signed in as somebody, without the sign-in page."""
        self._late = ""
        human = who.human if isinstance(who, Post) else who
        store = import_module(settings.SESSION_ENGINE).SessionStore()
        store[SESSION_KEY] = str(human.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = human.get_session_auth_hash()
        if isinstance(who, Post):
            store["post"] = str(who.pk)
        store.create()
        cookie = {
            "name": settings.SESSION_COOKIE_NAME,
            "value": store.session_key,
            "url": self.base,
        }
        self._context.add_cookies([cookie])  # type: ignore[list-item]
        return self

    def loses_access(self, answer: int) -> None:
        """From now on what a page asks for by itself, a moment after the typing, is refused."""
        self._late = str(answer)

    def forget_session(self) -> None:
        """The session ends, as after the idle time."""
        self.loses_access(401)
        self._context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    # Going about

    def visit(self, path: str, *, expect: int = 200) -> "Visitor":
        """Open an address; the page is looked over."""
        with self._comes(expect):
            self.page.goto(self.base + path)
        return self

    def follow(self, name: str | re.Pattern[str], *, expect: int = 200, within: str = "") -> None:
        """Click a link."""
        self._click(self._within(within).get_by_role("link", name=name), expect)

    def press(self, name: str, *, expect: int = 200, within: str = "") -> None:
        """Press a button that leads to a page."""
        self._click(self._within(within).get_by_role("button", name=name, exact=True), expect)

    def go(self, act: Callable[[], object], *, expect: int = 200) -> None:
        """Do what leads to another page."""
        with self._comes(expect):
            act()

    def fill(self, **fields: Any) -> "Visitor":
        """Fill in fields by their names: text, True or False, a choice, or several."""
        for name, value in fields.items():
            self._fill(name, value)
        return self

    def type_into(self, name: str, words: str) -> None:
        """Type with the keyboard, as drafts notice it."""
        self.page.locator(f"main [name={name}]").press_sequentially(words)

    def open_filter(self) -> "Visitor":
        """Open the filter, which is closed on a phone."""
        if self.page.locator(".tc-filter:not([open])").count():
            self.page.locator(".tc-filter > summary").click()
        return self

    def open(self, summary: str) -> None:
        """Open what is folded away, if it is closed."""
        found = self.page.locator("summary", has_text=summary).locator("visible=true").first
        if not found.evaluate("it => it.parentElement.open"):
            found.click()

    def reads(self, words: str) -> bool:
        """Whether the words stand on the page, in sight."""
        return any(one.is_visible() for one in self.page.get_by_text(words).all())

    def menu(self, act: str) -> None:
        """Choose something in the menu of who one is."""
        self.page.locator("summary:visible").first.click()
        wanted = self.page.locator(f".tc-acts :is(a, button):visible:has-text('{act}')")
        self.go(wanted.first.click)

    def tab_to(self, wanted: Locator) -> None:
        """Press Tab until it has the focus; on the way the focus is always in sight."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if not self.page.evaluate(_FOCUS):
                where = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
                raise Troubles(f"The focus cannot be seen on {self.path}: {where}")
            if wanted.evaluate("it => it === document.activeElement"):
                return
        raise Troubles(f"Tab does not reach {wanted} on {self.path}")

    def value(self, name: str) -> str:
        """What stands in a field."""
        return self.page.locator(f"main [name={name}]").input_value()

    @property
    def title(self) -> str:
        """The page's heading."""
        return self._said_by("h1")

    @property
    def text(self) -> str:
        """What the page says."""
        return self._said_by("main")

    @property
    def errors(self) -> str:
        """What the page says is wrong."""
        return self._said_by(".govuk-error-summary")

    @property
    def news(self) -> str:
        """What the last act has led to."""
        return self._said_by(".tc-note--message")

    @property
    def readers(self) -> str:
        """The first line of who will read it."""
        return self._said_by(".tc-readers__head p")

    @property
    def readers_box(self) -> str:
        """Everybody who will read it, and who will not."""
        return self._said_by(".tc-readers")

    @property
    def headlines(self) -> list[str]:
        """The entries of a chronology."""
        return self.page.locator(".tc-entry h3").all_inner_texts()

    @property
    def me(self) -> str:
        """Who one is, in the header."""
        lines = self.page.locator(".tc-me__who").first.locator("strong, span").all_text_contents()
        return " ".join(lines)

    @property
    def path(self) -> str:
        """Where one is."""
        return urlsplit(self.page.url).path

    def close(self) -> None:
        """Leave, and say what was wrong on the way."""
        self._context.close()
        self._raise()

    # Looking over

    def look_over(self) -> None:
        """What must hold on every page."""
        self._picture()
        wide, room = self.page.evaluate(_WIDTH)
        if wide > room:
            self.troubles.append(f"{self.path}: {wide} px wide, room for {room}")
        made_of = set(self.page.evaluate(_MADE_OF))
        if not made_of <= self.inspection.passed:
            self.troubles += [f"{self.path}: {one}" for one in self._axe()]
            self.inspection.passed |= made_of
        self._raise()

    @contextmanager
    def _comes(self, expect: int) -> Iterator[None]:
        self._expected, self._answers = expect, []
        with self.page.expect_navigation(wait_until="load"):
            yield
        statuses = [a.status for a in self._answers if not 300 <= a.status < 400]
        if statuses[-1:] != [expect]:
            self.troubles.append(f"{self.path} answered {statuses}, not {expect}")
        self.look_over()

    def _axe(self) -> list[str]:
        """What axe finds; where scripts are off, in a twin of the page in which it can run."""
        self._listens = False  # axe tries inline styles, which the policy forbids
        page = self.page if self.way.scripts else self.inspection.twin(self.page)
        page.evaluate(AXE.read_text())
        found: list[str] = page.evaluate(_AXE, WCAG)
        self._listens = True
        return found

    def _click(self, found: Locator, expect: int) -> None:
        with self._comes(expect):
            found.locator("visible=true").first.click()

    def _within(self, selector: str) -> Any:
        return self.page.locator(selector) if selector else self.page

    def _fill(self, name: str, value: Any) -> None:
        found = self.page.locator(f"main [name={name}]")
        kind = found.first.get_attribute("type") or found.first.evaluate("it => it.localName")
        if kind == "checkbox" and isinstance(value, bool):
            found.set_checked(value)
        elif kind == "checkbox":
            for box in found.all():
                wanted = box.get_attribute("value") in value
                if box.is_checked() != wanted:
                    self._unfold(box)
                    box.set_checked(wanted)
        elif kind == "radio":
            self.page.locator(f"main [name={name}][value='{value}']").check()
        elif kind == "select":
            found.select_option(str(value))
        elif kind == "file":
            found.set_input_files(value)
        else:
            self._unfold(found)
            found.fill(str(value))

    def _unfold(self, box: Locator) -> None:
        """Open the group that a field is folded away in."""
        folded = box.locator("xpath=ancestor::details[not(@open)]/summary")
        if folded.count():
            folded.first.click()

    # Listening

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).hostname != urlsplit(self.base).hostname:
            self.troubles.append(f"asked another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self._answers.append(response)
        elif response.status >= 400 and not self._is_late(response.status):
            self.troubles.append(f"{response.status} for {response.url}")

    def _is_late(self, said: int | str) -> bool:
        """A part of the page was asked for when there was no access any more."""
        return bool(self._late) and self._late in str(said)

    def _said(self, message: ConsoleMessage) -> None:
        expected = f"status of {self._expected}" in message.text and self._expected >= 400
        cut_off = message.text.startswith(_CUT_OFF) or self._is_late(message.text)
        if self._listens and message.type in {"error", "warning"} and not (expected or cut_off):
            self.troubles.append(f"console on {self.path}: {message.text}")

    def _said_by(self, selector: str) -> str:
        found = self.page.locator(selector)
        return " ".join(found.first.inner_text().split()) if found.count() else ""

    def _raise(self) -> None:
        if self.troubles:
            said, self.troubles = list(dict.fromkeys(self.troubles)), []
            raise Troubles("\n".join(said))

    def _picture(self) -> None:
        if PICTURES:
            folder = Path(PICTURES)
            folder.mkdir(parents=True, exist_ok=True)
            number = len(list(folder.iterdir()))
            test = os.environ.get("PYTEST_CURRENT_TEST", "").split("::")[-1].split(" ")[0]
            name = re.sub(r"[^a-z0-9]+", "-", f"{number:03}-{test}-{self.way}")
            self.page.screenshot(path=folder / f"{name}.png", full_page=True)
