"""Writes THIRD-PARTY-NOTICES.md from what is installed: name, version, licence, its text.

Only what the program runs on is listed (requirements/base.txt and the npm dependencies); what
builds and tests it is not shipped.
"""

import json
import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "THIRD-PARTY-NOTICES.md"
# npm packages whose files we ship; they carry no licence file, so their holder stands here.
SHIPPED_SHEETS = {
    "govuk-frontend": "Crown Copyright (Government Digital Service)",
    "@ministryofjustice/frontend": "Crown Copyright (Ministry of Justice)",
}
MIT = """MIT License

Copyright (c) {holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""
NAMED_LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
HEAD = """# Third-party notices

Throughcare (EUPL-1.2) stands on the work of others. This file is written by `tools/notices.py`.

The style sheets and scripts of GOV.UK Frontend and MoJ Frontend are used without the GDS
Transport font, the crest and the crown, which are not under their licence.

| package | version | licence |
|---|---|---|
"""


def main() -> None:
    """Write the file; say which packages do not tell their licence."""
    found = [_python(name) for name in _locked()] + [_npm(name) for name in SHIPPED_SHEETS]
    rows = "".join(f"| {name} | {version} | {licence} |\n" for name, version, licence, _ in found)
    texts = "".join(f"\n## {name}\n\n```text\n{text}\n```\n" for name, _, _, text in found if text)
    TARGET.write_text(f"{HEAD}{rows}{texts}", encoding="utf-8")
    if silent := [name for name, _, licence, _ in found if not licence]:
        sys.exit(f"These packages do not tell their licence: {', '.join(silent)}")


def _locked() -> list[str]:
    """The names in the lock that are installed here (some are for other machines only)."""
    lock = (ROOT / "requirements" / "base.txt").read_text()
    names = dict.fromkeys(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    here = {_plain(one.metadata["Name"]) for one in metadata.distributions()}
    return [name for name in names if _plain(name) in here]


def _python(name: str) -> tuple[str, str, str, str]:
    package = metadata.distribution(name)
    files = [file for file in package.files or [] if NAMED_LICENCE.search(str(file))]
    own = [Path(str(file.locate())) for file in files if ".dist-info" in str(file)]
    text = "\n\n".join(_read(file) for file in own if file.is_file())
    return name, package.version, _licence(package.metadata), text


def _licence(told: metadata.PackageMetadata) -> str:
    """The licence as an expression, a short name, or a classifier."""
    fields = {key: told.get_all(key) or [] for key in ("License-Expression", "License")}
    for value, *_ in filter(None, fields.values()):
        if len(value) < 60:
            return str(value)
    classifiers = [one for one in told.get_all("Classifier") or [] if one.startswith("License")]
    return ", ".join(one.split(" :: ")[-1] for one in classifiers)


def _npm(name: str) -> tuple[str, str, str, str]:
    told = json.loads((ROOT / "node_modules" / name / "package.json").read_text())
    text = MIT.format(holder=SHIPPED_SHEETS[name]) if told["license"] == "MIT" else ""
    return name, told["version"], told["license"], text


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _read(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").replace("```", "'''").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()


if __name__ == "__main__":
    main()
