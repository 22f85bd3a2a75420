"""The programme models that ship as data: thirteen programmes and two training models."""

from importlib import resources

_DATA = resources.files("throughcare.programmes").joinpath("data")


def texts() -> dict[str, str]:
    """Every shipped model's text by its key, in the order of their keys."""
    files = sorted(_DATA.joinpath("models").iterdir(), key=lambda file: file.name)
    return {file.name.removesuffix(".yaml"): file.read_text(encoding="utf-8") for file in files}


def blank() -> str:
    """A model with everything still to write."""
    return _DATA.joinpath("blank.yaml").read_text(encoding="utf-8")
