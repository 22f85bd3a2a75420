"""A disk that forgets: what was not flushed is gone, or half there, when the power goes."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from proofs.crash.recording import Call

SECTOR = 512


@dataclass
class Disk:
    """Files by their path: what is safe, and what was written since and may be lost."""

    safe: dict[str, bytearray] = field(default_factory=dict)
    waiting: dict[str, list[Call]] = field(default_factory=dict)

    def hold(self, path: Path) -> None:
        """A file that lies there safely from the start."""
        self.safe[str(path)] = bytearray(path.read_bytes())

    def do(self, call: Call) -> None:
        """One call of the program."""
        if call.what == "unlink":
            self.safe.pop(call.path, None)
            self.waiting.pop(call.path, None)
        elif call.what == "sync":
            for each in self.waiting.pop(call.path, []):
                _apply(self.safe.setdefault(call.path, bytearray()), each)
        else:
            self.waiting.setdefault(call.path, []).append(call)

    def without_power(self, path: str, rng: Random | None) -> bytes | None:
        """What is found of a file; of the unflushed nothing, or by chance some, whole or torn."""
        found = bytearray(self.safe[path]) if path in self.safe else None
        for call in self.waiting.get(path, []) if rng else []:
            assert rng
            if rng.random() < 0.5:
                found = bytearray() if found is None else found
                _apply(found, _torn(call, rng) if rng.random() < 0.2 else call)
        return None if found is None else bytes(found)


def _apply(content: bytearray, call: Call) -> None:
    if call.what == "cut":
        del content[call.at :]
        content.extend(bytes(call.at - len(content)))
        return
    at = len(content) if call.what == "append" else call.at
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(call.content)] = call.content


def _torn(call: Call, rng: Random) -> Call:
    """A write of which only the first sectors reached the disk."""
    sectors = max(1, len(call.content) // SECTOR)
    kept = call.content[: rng.randrange(sectors) * SECTOR]
    return Call(call.what, call.path, kept, call.at)
