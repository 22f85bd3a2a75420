"""The picture of the layers is that of the rule which keeps them."""

import re
import tomllib

from tests.docs.pages import ROOT, text

LINTED = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
PICTURE = text(ROOT / "docs" / "architecture.svg")


def test_the_picture_shows_the_layers_in_their_order() -> None:
    [layers] = [one["layers"] for one in LINTED if one["id"] == "layers"]
    linted = [name for layer in layers for name in re.findall(r"\w+", layer)]
    shown = re.findall(r'font-weight="700" fill="#125567">([^<]+)<', PICTURE)
    drawn = [name for row in shown for name in row.split("  ·  ")]
    assert set(drawn) == set(linted) - {"__main__"}
    in_order = [name for name in drawn if name not in {"config", "cli"}]
    assert in_order == [name for name in linted if name not in {"config", "cli", "__main__"}]
