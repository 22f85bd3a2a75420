"""Sets everything up, step by step; a step whose inputs did not change is skipped.

Runs before anything is installed: standard library only. `--dev` adds what tests and checks need,
`--bench` what measurements compare with.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OWN_UV = ROOT / "var" / "uv"
STATIC = ROOT / "var" / "static"
OLDEST_NODE = 18
REQUIREMENTS = ROOT / "requirements"
APT = ("apt-get", "install", "--yes", "--no-install-recommends")
DEBIAN_FOR_TESTS = {
    "chromium-headless-shell": lambda: bool(shutil.which("chromium-headless-shell")),
    "postgresql": lambda: any(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
}

INSTEAD = {"chromium-headless-shell": "chromium"}  # slower, and good enough where it is there


class Missing(Exception):
    """Something this machine lacks, in words that say what to do."""


def main(arguments: list[str]) -> None:
    """Do every step in order."""
    dev = "--dev" in arguments
    if dev:
        debian_packages()
    uv = installer()
    environment(uv)
    locks = [REQUIREMENTS / f"{name}.txt" for name in ("build", "dev" if dev else "base")]
    once("Python packages", [*locks, ROOT / "pyproject.toml"], lambda: packages(uv, locks))
    if "--bench" in arguments:
        peers = REQUIREMENTS / "bench.txt"
        once("Peers to measure against", [peers], lambda: locked(uv, peers))
    node = node_path(uv)
    sheets = [ROOT / "package-lock.json", ROOT / "tools" / "assets.mjs"]
    once("Style sheets and scripts (npm)", sheets, lambda: assets(node))
    if dev:
        peer = ROOT / "tests" / "oidc"
        once(
            "Identity provider of the tests (npm)",
            [peer / "package-lock.json"],
            lambda: identity_provider(node),
            output=peer / "node_modules",
        )
    if texts := list(ROOT.glob("throughcare/locale/*/LC_MESSAGES/django.po")):
        once("Message catalogues", texts, catalogues)
    if not dev:
        static = [p for p in ROOT.glob("throughcare/*/static/**/*") if p.is_file()]
        once("Static files", [*locks, *static], collect_static, output=STATIC)


def debian_packages() -> None:
    """Chromium and PostgreSQL, from Debian, when they are not there."""
    absent = [name for name, found in DEBIAN_FOR_TESTS.items() if not found()]
    if not absent:
        return
    try:
        apt_install(absent, "The tests need a browser and a PostgreSQL server.")
    except Missing:
        if not all(shutil.which(INSTEAD.get(name, name)) for name in absent):
            raise


def apt_install(names: list[str], why: str) -> None:
    """Install Debian packages as root or by sudo without a question; else say what to do."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    by_hand = f"{why} Please run: sudo apt-get install {' '.join(names)}"
    if not shutil.which("apt-get") or (sudo and not shutil.which("sudo")):
        raise Missing(by_hand)
    say(f"Debian packages: {' '.join(names)}")
    try:
        run([*sudo, "apt-get", "update", "--quiet"])
        run([*sudo, "env", "DEBIAN_FRONTEND=noninteractive", *APT, *names])
    except subprocess.CalledProcessError:
        raise Missing(by_hand) from None


def installer() -> str:
    """The path of uv: the machine's own, or one put under var/ by pip."""
    if found := shutil.which("uv"):
        return found
    own = OWN_UV / "bin" / "uv"
    if not own.exists():
        if not has_pip():
            apt_install(["python3-pip"], "This Python has no pip, which fetches the installer uv.")
        say("Installer uv")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        lock = str(REQUIREMENTS / "uv.txt")
        run([*pip, "--target", str(OWN_UV), "--require-hashes", "--requirement", lock])
    return str(own)


def has_pip() -> bool:
    """Whether this Python can run pip."""
    probe = [sys.executable, "-m", "pip", "--version"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def environment(uv: str) -> None:
    """The virtual environment, made anew when its Python is gone."""
    if PYTHON.exists():
        return
    say("Python environment .venv")
    run([uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(VENV)])


def packages(uv: str, locks: list[Path]) -> None:
    """What the locks name, with their hashes, then the program itself."""
    for lock in locks:
        locked(uv, lock)
    install = [uv, "pip", "install", "--python", str(PYTHON)]
    run([*install, "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])


def locked(uv: str, lock: Path) -> None:
    """What a lock names, with its hashes."""
    install = [uv, "pip", "install", "--python", str(PYTHON)]
    run([*install, "--require-hashes", "--requirement", str(lock)])


def node_path(uv: str) -> str:
    """A PATH on which node and npm are found: the machine's, or those of a Python package."""
    if shutil.which("npm") and node_version("node") >= OLDEST_NODE:
        return os.environ["PATH"]
    lock = REQUIREMENTS / "node.txt"
    once("Node, as a Python package", [lock], lambda: locked(uv, lock))
    return f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"


def node_version(node: str) -> int:
    """Node's major version; 0 when there is none."""
    if not shutil.which(node):
        return 0
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.strip().lstrip("v").split(".")[0]
    return int(major) if major.isdigit() else 0


def assets(path: str) -> None:
    """The npm packages of the lock, and from them what our pages use."""
    surroundings = {**os.environ, "PATH": path}
    run(["npm", "ci", "--ignore-scripts", "--loglevel=error"], env=surroundings)
    run(["node", "tools/assets.mjs"], env=surroundings)


def identity_provider(path: str) -> None:
    """The npm package that the tests of signing in start; never part of the program."""
    command = ["npm", "ci", "--ignore-scripts", "--loglevel=error", "--prefix", "tests/oidc"]
    run(command, env={**os.environ, "PATH": path})


def catalogues() -> None:
    """Compile the translations with babel (Debian's gettext tools are not needed)."""
    babel = [str(VENV / "bin" / "pybabel"), "compile", "--domain", "django"]
    run([*babel, "--directory", "throughcare/locale"])


def collect_static() -> None:
    """All static files in one folder, named by their content."""
    run([str(PYTHON), "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0"])


def once(title: str, inputs: Iterable[Path], step: Callable[[], object], **where: Path) -> None:
    """Do a step when its inputs changed since it last succeeded."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(inputs):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    stamp = VENV / "stamps" / title.lower().split(",")[0].replace(" ", "-")
    done = stamp.exists() and stamp.read_text() == digest.hexdigest()
    if done and where.get("output", ROOT).exists():
        return
    say(title)
    step()
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(digest.hexdigest())


def run(command: list[str], env: dict[str, str] | None = None) -> None:
    """Run a command in the project's folder; a failure stops the set-up."""
    subprocess.run(command, cwd=ROOT, env=env, check=True)


def say(step: str) -> None:
    """Tell the newcomer what happens now."""
    print(f"==> {step}", flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Missing as missing:
        sys.exit(f"Something is missing. {missing}")
    except subprocess.CalledProcessError as failed:
        sys.exit(f"This step failed: {' '.join(map(str, failed.cmd))}")
