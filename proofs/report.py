"""What a proof says: what it runs, how far it is, what it found."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from tqdm import tqdm

SHOWN = 20
Item = TypeVar("Item")


@dataclass
class Report:
    """Says things as they come, and counts findings."""

    proof: str
    findings: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def say(self, line: str) -> None:
        """A line about what was run or counted."""
        self.said.append(line)
        tqdm.write(line)

    def found(self, finding: str) -> None:
        """Something that is not as it must be; the first ones are shown at once."""
        self.findings.append(finding)
        if len(self.findings) <= SHOWN:
            tqdm.write(f"FOUND: {finding}")

    def through(self, items: Iterable[Item], of: int, unit: str) -> Iterator[Item]:
        """The items, with a bar of progress where somebody watches."""
        yield from tqdm(items, total=of, unit=f" {unit}", leave=False, disable=None)

    def stopped(self) -> None:
        """Somebody interrupted; what was found until then counts."""
        tqdm.write(f"{self.proof}: stopped after {self._seconds}; found {len(self.findings)}.")

    def end(self) -> int:
        """The last line, and the status to leave with."""
        held = "found nothing" if not self.findings else f"found {len(self.findings)}"
        tqdm.write(f"{self.proof}: {held}, in {self._seconds}.")
        return 1 if self.findings else 0

    @property
    def _seconds(self) -> str:
        return f"{time.monotonic() - self.began:.0f} s"
