"""Tries mutants with several workers, keeps what became of each, and tells of those that live."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from random import Random
from threading import Thread

from proofs.mutants.changing import Mutant, mutants
from proofs.mutants.covering import Covered, covered
from proofs.mutants.keeping import Key, Result, Results, reasons
from proofs.mutants.tree import Tree
from proofs.mutants.workers import Worker, working
from proofs.report import Report


@dataclass(frozen=True)
class Extent:
    """How much of it is tried: so many by chance (0: all), by how many workers at once."""

    sample: int = 0
    seed: int | None = None
    jobs: int = 1
    is_resumed: bool = False


def run(report: Report, tree: Tree, extent: Extent, *, kept: Path, vendor: str, told: Path) -> None:
    """Collect, choose, try, tell; of the checkout as it is now, whatever is written meanwhile."""
    with tree.copied() as copy:
        tree = replace(tree, root=copy.place)
        sources = dict(tree.sources())
        every = [each for file, source in sources.items() for each in mutants(file, source)]
        chosen = _chosen(report, every, extent)
        results = Results(kept / "results.jsonl")
        if not extent.is_resumed:
            results.begin()
        done = results.killed(chosen, sources)
        left = [each for each in chosen if each.key not in done]
        report.say(f"{len(done)} killed before, {len(left)} to try on {vendor}")
        found = covered(tree, copy, kept / vendor)
        report.say(f"{len(found.seconds)} tests, {sum(found.seconds.values()):.0f} s all of them")
        for test in sorted(found.failing):
            report.found(f"{test} fails without any change, and is left out")
        trials = _tried(tree, found, left, extent.jobs)
        outcomes = []
        for mutant, result in report.through(trials, len(left), "mutants"):
            results.keep(mutant, sources[mutant.file], result)
            outcomes.append((mutant, result))
    living = [mutant for mutant, result in outcomes if not result.is_killed]
    report.say(_summary([result for _, result in outcomes], living, found))
    _tell(report, living, found, reasons(told), {each.key for each in chosen})


def _chosen(report: Report, every: list[Mutant], extent: Extent) -> list[Mutant]:
    files = len({each.file for each in every})
    if not extent.sample:
        report.say(f"{len(every)} mutants in {files} files, all of them")
        return every
    seed = Random().randrange(1_000_000) if extent.seed is None else extent.seed
    chosen = Random(seed).sample(every, min(extent.sample, len(every)))
    report.say(f"{len(every)} mutants in {files} files, {len(chosen)} by chance (seed {seed})")
    return sorted(chosen, key=lambda each: (each.file, each.line))


def _tried(
    tree: Tree, found: Covered, left: Sequence[Mutant], jobs: int
) -> Iterator[tuple[Mutant, Result]]:
    """Each with what became of it, as it comes."""
    waiting, done = SimpleQueue[Mutant | None](), SimpleQueue[tuple[Mutant, Result] | Exception]()
    for each in [*left, *[None] * jobs]:
        waiting.put(each)
    with ExitStack() as stack:
        for _ in range(jobs if left else 0):
            worker = stack.enter_context(working(tree, found))
            Thread(target=_work, args=(worker, waiting, done), daemon=True).start()
        for _ in left:
            one = done.get()
            if isinstance(one, Exception):
                raise one
            yield one


def _work(
    worker: Worker,
    waiting: "SimpleQueue[Mutant | None]",
    done: "SimpleQueue[tuple[Mutant, Result] | Exception]",
) -> None:
    try:
        while mutant := waiting.get():
            done.put((mutant, worker.try_out(mutant)))
    except Exception as fault:
        done.put(fault)


def _summary(results: Sequence[Result], living: Sequence[Mutant], found: Covered) -> str:
    outcomes = Counter(result.outcome for result in results)
    unrun = sum(not found.tests(each) for each in living)
    return (
        f"{len(results)} tried: {outcomes['killed']} killed,"
        f" {outcomes['slow']} killed by a test that did not end,"
        f" {len(living)} survived ({unrun} of them run by no test)"
    )


def _tell(
    report: Report,
    living: Sequence[Mutant],
    found: Covered,
    known: Mapping[Key, str],
    chosen: set[Key],
) -> None:
    """Every survivor with its reason, or as a finding; reasons that are needed no longer."""
    for mutant in living:
        what = f"{mutant.place} in {mutant.scope or 'the module'}:{_difference(mutant)}"
        if mutant.key in known:
            report.say(f"survives: {what}\n  reason: {known[mutant.key]}")
        else:
            how = "no test fails" if found.tests(mutant) else "no test runs it"
            report.found(f"{what}\n  {how}, and no reason is known")
    for key in known.keys() & (chosen - {each.key for each in living}):
        report.say(f"reason not needed any more, the mutant is killed: {key}")


def _difference(mutant: Mutant) -> str:
    return f"\n  - {mutant.was}\n  + {mutant.becomes or '(nothing)'}"
