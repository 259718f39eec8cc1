"""Changes single places of a slice's rules and operations at random and says which changes its tests do not notice.

`make mutants SLICE=foia N=60` (SEED=7 repeats a run, ONLY=parties looks at modules of that name). The changes are
those of the mutmut library; sentences that people read are left alone. A change is noticed when the mirror of its
module fails, or else any test of the same kind in the slice; one under which the tests do not end within ten minutes
is noticed too, and said apart, for a busy machine can be the reason. Exits 1 when fewer than nine of ten are noticed.
"""

from __future__ import annotations

import argparse
import difflib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from queue import Queue
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

NOTICED_SHARE = 0.9
LONGEST_SECONDS = 600
KINDS = ("rules", "operations")
# A sentence is read by people, who notice more than tests: only its place is code.
SENTENCE = re.compile(
    r"""\b(?:_|mark|gettext|gettext_lazy|ngettext|ValueError|KeyError|TypeError)\("""
    r"""|["'][^"']*\s[^"']*["']"""
)


@dataclass(frozen=True)
class Mutant:
    """One changed place: the module, its whole new text, and the lines that differ."""

    path: Path
    code: str
    difference: str


def files_of(slice_name: str) -> list[Path]:
    """The modules of rules and operations of a slice, relative to the project; `office` is all of the house."""
    folder = {"office": "pasocial"}.get(slice_name) or next(
        (name for name in (f"desks/{slice_name}", slice_name) if (PROJECT / name).is_dir()), ""
    )
    if not folder:
        raise SystemExit(f"There is no slice {slice_name!r}.")
    return sorted(
        path.relative_to(PROJECT)
        for path in (PROJECT / folder).rglob("*.py")
        if path.name != "__init__.py"
        and any(kind in (path.stem, *path.relative_to(PROJECT).parts[:-1]) for kind in KINDS)
    )


def kind_of(path: Path) -> str:
    return next(kind for kind in KINDS if kind in (path.stem, *path.parts[:-1]))


def places_in(path: Path) -> list[Callable[[], Mutant | None]]:
    """Every change that the library knows for one module, drawn only when it is chosen: drawing takes its time."""
    from mutmut.mutation.file_mutation import create_mutations

    source = (PROJECT / path).read_text(encoding="utf-8")
    module, mutations, *_ = create_mutations(str(path), source)

    def draw(mutation: Any) -> Mutant | None:
        code = module.deep_replace(mutation.original_node, mutation.mutated_node).code
        lines = list(difflib.unified_diff(source.splitlines(), code.splitlines(), lineterm="", n=0))[2:]
        if not lines or any(SENTENCE.search(line) for line in lines):
            return None
        return Mutant(path, code, "\n".join(lines))

    return [partial(draw, mutation) for mutation in mutations]


def chosen(files: Sequence[Path], number: int, chance: random.Random) -> list[Mutant]:
    """Half of them in rules and half in operations, each module as likely as it has places."""
    places: dict[str, list[Callable[[], Mutant | None]]] = {}
    for path in files:
        places.setdefault(kind_of(path), []).extend(places_in(path))
    taken: list[Mutant] = []
    for place, kind in enumerate(sorted(places)):
        share = (number - len(taken)) // (len(places) - place)
        chance.shuffle(places[kind])
        drawn = (draw() for draw in places[kind])
        taken += list(islice((mutant for mutant in drawn if mutant is not None), share))
    return taken


def tests_of(path: Path) -> Iterator[list[str]]:
    """First the module's mirror, then all tests of its kind in the slice."""
    below = path.parts[1:] if path.parts[0] == "pasocial" else path.parts
    mirror = Path("tests", *below[:-1], f"test_{path.name}")
    if (PROJECT / mirror).exists():
        yield [mirror.as_posix()]
    folder = Path("tests", *below[:-1])
    kind = kind_of(path)
    if kind in folder.parts:
        folder = Path(*folder.parts[: folder.parts.index(kind) + 1])
    yield [folder.as_posix()]


class Copy:
    """A copy of the project with engines of its own, in which one change at a time is tried."""

    def __init__(self, root: Path, number: int) -> None:
        from pasocial.embedded.engines import Engines
        from pasocial.embedded.state import StateDirectory

        self.place = root / f"copy{number}"
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=True,
        )
        for line in listed.stdout.splitlines():
            if (PROJECT / line).is_file():
                (self.place / line).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(PROJECT / line, self.place / line)
        self.engines = Engines(StateDirectory(root / f"engines{number}"), what="mutants", careless=True)
        addresses = self.engines.start()
        self.said: str | None = None
        self.environment = {
            **os.environ,
            "DATABASE_URL": addresses.database_url,
            "REDIS_URL": addresses.redis_url,
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def tried(self, mutant: Mutant) -> str:
        """What becomes of the change: `noticed`, `endless` (noticed by the time it takes) or `SURVIVES`."""
        target = self.place / mutant.path
        before = target.read_text(encoding="utf-8")
        target.write_text(mutant.code, encoding="utf-8")
        try:
            if all(self.passes(tests) for tests in tests_of(mutant.path)):
                return "SURVIVES"
            return "endless" if self.said is None else "noticed"
        finally:
            target.write_text(before, encoding="utf-8")

    def passes(self, tests: Sequence[str], *, longest: float | None = LONGEST_SECONDS) -> bool:
        """Whether these tests pass here, and what they `said`: nothing when they did not end in time."""
        command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider", *tests]
        try:
            ran = subprocess.run(
                command,
                cwd=self.place,
                env=self.environment,
                timeout=longest,
                capture_output=True,
                text=True,
            )
        except subprocess.TimeoutExpired:
            self.said = None
            return False
        self.said = ran.stdout[-3000:]
        return ran.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--slice", default="foia")
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--only", default="", help="only modules of this name")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else random.randrange(10_000)

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pasocial.config.settings.test")
    import django

    django.setup()
    files = [
        path for path in files_of(given.slice) if not given.only or given.only in (*path.parts, path.stem)
    ]
    mutants = chosen(files, given.number, random.Random(seed))
    print(
        f"{len(mutants)} changes in {len({one.path for one in mutants})} modules of {given.slice}, SEED={seed}"
    )

    survivors: list[Mutant] = []
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = [Copy(Path(folder), number) for number in range(max(1, given.jobs))]
        free: Queue[Copy] = Queue()
        for copy in copies:
            free.put(copy)
        try:
            whole = sorted({tests for one in mutants for group in tests_of(one.path) for tests in group})
            folders = [tests for tests in whole if not tests.endswith(".py")]
            if not copies[0].passes(folders or whole, longest=None):
                print(copies[0].said)
                print("The tests fail before anything is changed: nothing can be said.", file=sys.stderr)
                return 2

            def attempt(mutant: Mutant) -> tuple[Mutant, str]:
                copy = free.get()
                try:
                    return mutant, copy.tried(mutant)
                finally:
                    free.put(copy)

            with ThreadPoolExecutor(len(copies)) as pool:
                for done, (mutant, outcome) in enumerate(pool.map(attempt, mutants), start=1):
                    if outcome == "SURVIVES":
                        survivors.append(mutant)
                    print(f"{done:>4} {outcome:<8} {mutant.path}", flush=True)
        finally:
            for copy in copies:
                copy.engines.stop()

    for mutant in survivors:
        print(f"\n{mutant.path}\n{mutant.difference}")
    noticed_number = len(mutants) - len(survivors)
    print(f"\n{noticed_number} of {len(mutants)} changes were noticed (nine of ten are wanted), SEED={seed}")
    return 0 if noticed_number >= NOTICED_SHARE * len(mutants) else 1


if __name__ == "__main__":
    raise SystemExit(main())
