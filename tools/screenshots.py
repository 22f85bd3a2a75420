"""Takes the README's pictures: makes a demo region in a temporary folder and looks at it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ROOT / ".venv" / "bin" / "throughcare"
PICTURES = ROOT / "docs" / "pictures"
LARGEST = 250_000
WORKER, PERSON = "Ann Merrow", "Daniel Kessrow"
WIDE, TALL, NARROW = (1280, 860), (1280, 1120), (390, 844)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--lang=en-GB"]
WORDS = (
    "Daniel came ten minutes early and had the exam dates with him. The instructor confirms nine "
    "early shifts out of ten.\n\nHe says about the Thursday check: “I have to choose between the "
    "shift and the check every week.” I think moving it to the evening would take off pressure."
)
_TURN = """(sheet) => {
  document.documentElement.dir = "rtl";
  return new Promise((done) => {
    const link = document.querySelector("link[href*='vendor']");
    link.addEventListener("load", done);
    link.href = sheet;
  });
}"""


def main() -> None:
    """Make the region, serve it, take the pictures."""
    with tempfile.TemporaryDirectory(prefix="throughcare-pictures.") as home:
        surroundings = {**os.environ, "THROUGHCARE_DATA": home}
        surroundings.pop("DATABASE_URL", None)
        for asked in ("migrate", "demo", "manage collectstatic --noinput --verbosity 0"):
            print(f"==> throughcare {asked}")
            subprocess.run([COMMAND, *asked.split()], env=surroundings, check=True)
        manifest = json.loads((Path(home) / "static" / "staticfiles.json").read_text())
        with served(surroundings) as base, sync_playwright() as playwright:
            chromium = shutil.which("chromium-headless-shell")
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            take(browser, base, mirrored=f"/static/{manifest['paths']['web/vendor.rtl.css']}")
            browser.close()
    if large := [name for name in PICTURES.glob("*.png") if name.stat().st_size > LARGEST]:
        sys.exit(f"Too large: {', '.join(one.name for one in large)}")


@contextmanager
def served(surroundings: dict[str, str]) -> Iterator[str]:
    """The region at an address of its own, while the pictures are taken."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([COMMAND, "run", "--port", str(port)], env=surroundings)
    base = f"http://localhost:{port}"
    try:
        wait_for(base)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_for(base: str) -> None:
    """Until the server answers."""
    for _ in range(100):
        try:
            urlopen(f"{base}/help/", timeout=2).close()  # noqa: S310 -- this machine
            return
        except (URLError, OSError):
            time.sleep(0.2)
    sys.exit("The server does not answer.")


def take(browser: Browser, base: str, *, mirrored: str) -> None:
    """All pictures, in the order in which one comes to the pages."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page = opened(browser, base, WIDE)
    shoot(page, "sign-in")
    enter(page)
    shoot(page, "desk")
    page.get_by_role("link", name=PERSON, exact=True).click()
    case = page.url
    shoot(page, "case")
    shoot(page, "rtl", lambda: page.evaluate(_TURN, mirrored))
    page.goto(f"{case}chronology/")
    shoot(page, "chronology")
    page.goto(f"{case}team/")
    shoot(page, "team")
    page.set_viewport_size({"width": TALL[0], "height": TALL[1]})
    page.goto(f"{case}write/contact/")
    shoot(page, "note", lambda: write(page))
    phone = opened(browser, base, NARROW)
    enter(phone)
    phone.goto(case)
    shoot(phone, "phone")


def opened(browser: Browser, base: str, size: tuple[int, int]) -> Page:
    """The sign-in page, in a window of a size."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="en-GB")
    page.goto(base)
    return page


def enter(page: Page) -> None:
    """Become the worker whose desk is shown."""
    page.get_by_role("button", name=WORKER).click()
    page.wait_for_load_state()


def write(page: Page) -> None:
    """A note in the middle of being written."""
    page.fill("[name=place]", "Workshop, Quay Road")
    page.fill("[name=minutes]", "45")
    page.fill("[name=text]", WORDS)
    page.locator("[name=categories]:checked").uncheck()
    box = page.locator("[name=categories][value=counselling]")
    if not box.is_visible():
        box.locator("xpath=ancestor::details/summary").click()
    box.check()
    page.locator(".tc-readers__head", has_text="(wall)").wait_for()
    page.locator(".tc-draft", has_text="Draft kept").wait_for()
    page.locator("details.tc-more[open] > summary", has_text="Headline").click()
    page.evaluate("scrollTo(0, 0)")


def shoot(page: Page, name: str, before: Callable[[], object] = lambda: None) -> None:
    """One picture of what is in the window."""
    page.wait_for_load_state()
    before()
    page.evaluate("document.activeElement?.blur()")
    page.screenshot(path=PICTURES / f"{name}.png")
    print(f"    {name}.png")


if __name__ == "__main__":
    main()
