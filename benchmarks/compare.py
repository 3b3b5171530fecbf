"""Measure Fieldwise against papermill, nbconvert and Jupyter Book, side by side in one run.

    python benchmarks/compare.py            a table on standard output; about ten minutes
    python benchmarks/compare.py --write    and into docs/performance.md

Everything is timed as whole processes by the wall clock, everybody in turn, several times over;
what is compared are medians.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import fifty
from peers import SHOWN, Book, Peers, install
from weigh import Weight, weigh

import fieldwise
from fieldwise.read.course import shipped

DOCUMENT = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
KILOBYTE = 1000


@dataclass(slots=True)
class Clock:
    """Seconds that commands took, by what was done; a process is timed whole."""

    home: Path
    wall: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def run(self, what: str, command: list[str], **surroundings: str) -> None:
        """Run a command to its end; it must succeed."""
        environment = {**os.environ, "HOME": str(self.home), **surroundings}
        used, start = _cpu(), time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        seconds = time.perf_counter() - start
        if done.returncode:
            sys.exit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")
        self.wall[what].append(seconds)
        self.cpu[what].append(_cpu() - used)
        print(f"{seconds:7.2f} s  {what}", file=sys.stderr)

    def median(self, what: str) -> float:
        """The median of the seconds by the wall clock."""
        return statistics.median(self.wall[what])


@dataclass(frozen=True, slots=True)
class Budget:
    """A row of the table: what was measured, what it may be at most, and of what."""

    what: str
    measured: float
    limit: float
    unit: str
    against: str = ""
    reference: float = 0.0
    """What `limit` is a share of; 0 if it is absolute."""

    @property
    def allowed(self) -> float:
        """The limit in the unit of what was measured."""
        return self.limit * self.reference if self.reference else self.limit

    def row(self) -> str:
        """The budget as a row of a Markdown table."""
        share = f"{self.measured / self.reference:.2f}" if self.reference else ""
        other = f"{self.against}, {self.reference:.2f} {self.unit}" if self.reference else ""
        limit = f"{self.limit:g}" if self.reference else f"{self.limit:g} {self.unit}"
        verdict = "holds" if self.measured <= self.allowed else "**does not hold**"
        digits = 0 if self.unit in ("kB", "requests") else 2
        took = f"{self.measured:.{digits}f} {self.unit}"
        return f"| {self.what} | {took} | {other} | {share} | {limit} | {verdict} |"


class Bench:
    """Fifty fields, the peers, and everything that is timed."""

    def __init__(self, root: Path, peers: Peers) -> None:
        self.root, self.peers, self.clock = root, peers, Clock(root / "home")
        self.course, self.out, self.engine = root / "course", root / "site", root / "engine"
        _copy_of_fieldwise(self.engine)  # so that nobody's work on it disturbs the measurement
        self.fields = fifty.make(self.course, shipped())
        (root / "home").mkdir()
        self.path = f"{peers.bin}{os.pathsep}{os.environ['PATH']}"
        self.build("warming up")  # from here on every library is compiled and in memory
        made = [self.out / name / f"{fifty.LESSON}.ipynb" for name in self.fields]
        self.one, self.html = root / "one.ipynb", root / "one.html"
        shutil.copyfile(made[0], self.one)
        self.book = Book(root / "book", made)
        self.comments = Book(root / "comments", made, comments=True)
        self.convert("warming up", "--execute")

    def build(self, what: str) -> None:
        """Build the fifty editions."""
        self.clock.run(
            what,
            [
                *(sys.executable, "-m", "fieldwise", "build", *self.fields),
                *("--course", str(self.course), "--out", str(self.out)),
            ],
            FIELDWISE_CACHE=str(self.root / "cache"),
            PYTHONPATH=str(self.engine / "src"),
        )

    def clear(self) -> None:
        """Forget everything that was built and run."""
        for folder in (self.out, self.root / "cache"):
            shutil.rmtree(folder, ignore_errors=True)

    def convert(self, what: str, *options: str) -> None:
        """One notebook to a page by nbconvert."""
        arguments = ("nbconvert", *options, "--to", "html", self.one, "--output", self.html)
        self.clock.run(what, self.peers.command("jupyter", *arguments), PATH=self.path)

    def parametrise(self, what: str) -> None:
        """One notebook run by papermill, then to a page by nbconvert, as one command line."""
        run = self.peers.command("papermill", self.one, self.root / "run.ipynb")
        page = self.peers.command("jupyter", "nbconvert", "--to", "html", self.root / "run.ipynb")
        self.clock.run(what, ["sh", "-c", f"{' '.join(run)} && {' '.join(page)}"], PATH=self.path)

    def publish(self, what: str, book: Book) -> None:
        """The fifty notebooks by Jupyter Book."""
        command = self.peers.command("jupyter-book", "build", book.folder)
        self.clock.run(what, command, PATH=self.path)

    def round(self, number: int) -> None:
        """Everything once, each beside what it is compared with."""
        self.convert("nbconvert, one", "--execute")
        self.clear()
        self.build("nothing")
        self.parametrise("papermill, one")
        self.book.clear()
        self.publish("book, nothing", self.book)
        for _ in range(2):
            self.publish("book, unchanged", self.book)
            self.build("unchanged")
        fifty.edit(self.course, self.fields[number], number)
        self.book.edit(number)
        self.publish("book, one edited", self.book)
        self.build("one edited")
        for _ in range(5):
            command = [sys.executable, "-m", "fieldwise", "--help"]
            self.clock.run("help", command, PYTHONPATH=str(self.engine / "src"))

    def once(self) -> None:
        """What takes minutes and is no reference of any budget."""
        self.publish("book, a comment differs", self.comments)

    @cached_property
    def heaviest(self) -> Path:
        """The heaviest page of the shipped course; each carries the tellings of all its fields."""
        out = self.root / "shipped"
        command = [sys.executable, "-m", "fieldwise", "build", "--out", str(out)]
        self.clock.run("the course", command, PYTHONPATH=str(self.engine / "src"))
        return max(out.glob(f"*/{fifty.LESSON}.html"), key=lambda page: weigh(page).gzip)

    def budgets(self) -> list[Budget]:
        """What DESIGN asks for, as measured."""
        took = self.clock.median
        page = weigh(self.heaviest)
        one, book = ("nbconvert, one", "nbconvert, one edition"), "Jupyter Book"
        compared = [
            ("50 editions from nothing", "nothing", 1.0, *one),
            ("nothing changed", "unchanged", 0.2, "book, unchanged", book),
            ("one story edited", "one edited", 0.2, "book, one edited", book),
        ]
        return [
            *(
                Budget(what, took(ours), limit, "s", who, took(theirs))
                for what, ours, limit, theirs, who in compared
            ),
            Budget("`fieldwise --help`", took("help"), 0.15, "s"),
            Budget("the course's heaviest page, gzip -9", page.gzip / KILOBYTE, 150, "kB"),
            Budget("its requests to elsewhere", len(page.external), 0, "requests"),
        ]

    def others(self) -> list[str]:
        """What the peers take, for a table of its own."""
        rows = {
            "nbconvert runs and converts one notebook": "nbconvert, one",
            "papermill runs one, nbconvert converts it": "papermill, one",
            "Jupyter Book, 50 notebooks with the same code, from nothing": "book, nothing",
            "Jupyter Book, 50 notebooks that differ in a comment, from nothing": (
                "book, a comment differs"
            ),
            "Jupyter Book, nothing changed": "book, unchanged",
            "Jupyter Book, one page edited": "book, one edited",
            "Fieldwise, 50 editions from nothing": "nothing",
            "Fieldwise, nothing changed": "unchanged",
            "Fieldwise, one story edited": "one edited",
        }
        return [
            f"| {what} | {self.clock.median(name):.2f} s | {min(self.clock.wall[name]):.2f} s "
            f"| {statistics.median(self.clock.cpu[name]):.2f} s | {len(self.clock.wall[name])} |"
            for what, name in rows.items()
            if name in self.clock.wall
        ]

    def weights(self) -> list[str]:
        """What a reader downloads for one page, by who made it."""
        pages = {
            "Fieldwise": self.heaviest,
            "nbconvert": self.html,
            "Jupyter Book": self.book.built(),
        }
        return [_weight(name, weigh(path)) for name, path in pages.items()]


def _copy_of_fieldwise(folder: Path) -> None:
    """The program and the course as they are now, laid out as in the repository.

    It is compiled, as an installer does with what it installs, the peers among it.
    """
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(fieldwise.__file__).parent, folder / "src" / "fieldwise", ignore=leave)
    shutil.copytree(shipped(), folder / "course", dirs_exist_ok=True)
    compileall.compile_dir(folder / "src", quiet=1)


def _cpu() -> float:
    """Seconds of processor time that finished processes took, theirs included."""
    times = os.times()
    return times.children_user + times.children_system


def _weight(name: str, weight: Weight) -> str:
    brotli = f"{weight.brotli / KILOBYTE:.0f} kB" if weight.brotli else "not measured"
    return (
        f"| {name} | {weight.raw / KILOBYTE:.0f} kB | {weight.gzip / KILOBYTE:.0f} kB | {brotli} "
        f"| {weight.files} | {len(weight.external)} |"
    )


def _processor() -> str:
    """What the machine calls its processor."""
    known = Path("/proc/cpuinfo")
    lines = known.read_text().splitlines() if known.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def report(bench: Bench, rounds: int, load: float) -> str:
    """All that was measured, as Markdown."""
    versions = bench.peers.versions()
    peers = ", ".join(f"{name} {versions[name]}" for name in SHOWN)
    same = ", ".join(f"{name} {number}" for name, number in versions.items() if name not in SHOWN)
    return "\n".join(
        [
            "| what | Fieldwise | measured against | ratio | limit | |",
            "|---|---|---|---|---|---|",
            *(budget.row() for budget in bench.budgets()),
            "",
            "| what | median | fastest | processor time | times |",
            "|---|---|---|---|---|",
            *bench.others(),
            "",
            "| one page | as it is | gzip -9 | brotli | files | requests to elsewhere |",
            "|---|---|---|---|---|---|",
            *bench.weights(),
            "",
            f"Measured on {datetime.now(UTC):%Y-%m-%d}, {rounds} rounds, on {os.cpu_count()} cores "
            f"({_processor()}), {platform.system()}, Python {platform.python_version()}; other "
            f"work made a load of {load:.1f} at the start. Fieldwise {fieldwise.__version__}; "
            f"{peers}; for everybody {same}.",
        ]
    )


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="how many times over; 5")
    parser.add_argument("--peers", type=Path, help="a folder to keep the peers in for next time")
    parser.add_argument("--quick", action="store_true", help="leave out what takes minutes")
    parser.add_argument("--write", action="store_true", help="put it into docs/performance.md")
    given = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    with tempfile.TemporaryDirectory(prefix="fieldwise-bench-") as root:
        peers = install((given.peers or Path(root) / "peers").absolute())
        bench = Bench(Path(root), peers)
        for number in range(1, given.rounds + 1):
            bench.round(number)
        if not given.quick:
            bench.once()
        text = report(bench, given.rounds, load)
    print(text)
    if given.write:
        whole = DOCUMENT.read_text(encoding="utf-8")
        before, rest = whole.split(BEGIN)
        after = rest.split(END)[1]
        DOCUMENT.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
