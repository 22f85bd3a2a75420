"""How a leak is planted while the program runs, and taken out again."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Any

from django.template import engines

from throughcare.kernel.prepared import Prepared

Planted = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True)
class Leak:
    """One fault: its name, the addresses at which it must show, and how it is planted."""

    name: str
    at: tuple[str, ...]
    planted: Planted


def swap(place: str, value: Any) -> Planted:
    """Another value for a name of a module or class: `throughcare.entries.queries:sees`."""

    @contextmanager
    def planted() -> Iterator[None]:
        cut = max(place.rfind("."), place.rfind(":"))
        owner, name = place[:cut], place[cut + 1 :]
        thing = resolve_name(owner if owner.startswith("django.") else f"throughcare.{owner}")
        real = vars(thing)[name]
        setattr(thing, name, value(real) if callable(value) and _wants_real(value) else value)
        _compile_anew()
        try:
            yield
        finally:
            setattr(thing, name, real)
            _compile_anew()

    return planted


def _compile_anew() -> None:
    for query in Prepared.every:
        query.forget()


def wrapping(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Marks a function that makes the value from the real one."""
    make.wants_real = True  # type: ignore[attr-defined]
    return make


def _wants_real(value: Any) -> bool:
    return getattr(value, "wants_real", False)


def door(place: str, **others: Any) -> Planted:
    """A module as one other module knows it, with some of its functions replaced there alone."""
    return swap(place, wrapping(lambda real: _Instead(real, others)))


class _Instead:
    """A module with some other members."""

    def __init__(self, real: Any, others: dict[str, Any]) -> None:
        self._real, self._others = real, others

    def __getattr__(self, name: str) -> Any:
        return self._others.get(name) or getattr(self._real, name)


def template(name: str, words: str) -> Planted:
    """A template with something more at its end, or within its block of content."""

    @contextmanager
    def planted() -> Iterator[None]:
        environment: Any = engines.all()[0].env  # type: ignore[attr-defined]
        loader = environment.loader
        environment.loader = _More(loader, name, words)
        environment.cache.clear()
        try:
            yield
        finally:
            environment.loader = loader
            environment.cache.clear()

    return planted


class _More:
    """A loader that adds words to one template."""

    def __init__(self, real: Any, name: str, words: str) -> None:
        self._real, self._name, self._words = real, name, words

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def load(self, environment: Any, name: str, globals: Any = None) -> Any:
        """The template, compiled from the longer text where it is the one."""
        if name != self._name:
            return self._real.load(environment, name, globals)
        source = self._real.get_source(environment, name)[0]
        before, start, after = source.partition("{% block content %}")
        longer = before + start + self._words + after
        code = environment.compile(longer if start else source + self._words, name)
        return environment.template_class.from_code(environment, code, globals or {})


def together(*several: Planted) -> Planted:
    """Faults that only leak together: the first alone is stopped by a second look."""

    @contextmanager
    def planted() -> Iterator[None]:
        with ExitStack() as stack:
            for each in several:
                stack.enter_context(each())
            yield

    return planted
