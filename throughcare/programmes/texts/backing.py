"""What stands behind a value: the sources it rests on, and why it is not certain."""

from collections.abc import Mapping
from dataclasses import dataclass

from throughcare.programmes.texts.faults import Path


@dataclass(frozen=True)
class Backing:
    """Keys of sources, and what is not certain; both may be empty."""

    sources: tuple[str, ...] = ()
    unsure: str = ""


NO_BACKING = Backing()


@dataclass(frozen=True)
class Ground:
    """What a text says about its own values, by their paths.

    `unknown` are values that were looked for and that the sources do not give; `nothing` are those
    of which a programme says that it has none.
    """

    backing: Mapping[Path, Backing]
    unknown: frozenset[Path] = frozenset()
    nothing: frozenset[Path] = frozenset()

    def of(self, path: Path) -> Backing:
        """A value's own backing."""
        return self.backing.get(path, NO_BACKING)
