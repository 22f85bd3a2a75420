"""What is wrong with a programme's text: where, and what to mend, in plain words."""

from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Mark:
    """A place in a text; both count from 1, as editors do."""

    line: int
    column: int


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend."""

    mark: Mark
    says: str

    def at(self, name: str) -> str:
        """`hayat.yaml:12:5: ...`, as editors and terminals follow it."""
        return f"{name}:{self.mark.line}:{self.mark.column}: {self.says}"
