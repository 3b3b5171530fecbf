"""A large table of one's own: time and memory beside what polars alone needs for the same file.

    python benchmarks/own_data.py [ROWS] [--keep FOLDER]

Both read two columns of the same CSV of four. Polars scans it, streaming, and sums what a
least-squares line needs; Fieldwise reads it as `--data` does: every cell judged, the exact line
and MSE in one pass, a sample of 2,000 rows, the file's digest. Each runs in a process of its own;
memory is the largest resident set of the process or of its child. The target is at most twice
polars' time and memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

ROWS = 10_000_000
_BLOCK = 1_000_000
_REPEATS = 5

POLARS = """
import json, sys
import polars as pl
t, f = pl.col("time"), pl.col("flux")
sums = dict(n=pl.len(), t=t.sum(), f=f.sum(), tt=(t * t).sum(), tf=(t * f).sum(), ff=(f * f).sum())
got = pl.scan_csv(sys.argv[1]).select(**sums).collect(engine="streaming").row(0, named=True)
slope = (got["n"] * got["tf"] - got["t"] * got["f"]) / (got["n"] * got["tt"] - got["t"] ** 2)
print(json.dumps({"rows": got["n"], "slope": slope}))
"""
FIELDWISE = """
import json, sys
from pathlib import Path
from fieldwise.data import Choice, read
got = read(Path(sys.argv[1]), Choice("time", "flux"))
print(json.dumps({"rows": got.whole.rows, "slope": got.whole.slope}))
"""


def make(path: Path, rows: int) -> None:
    """A table as an instrument writes it."""
    import polars as pl

    random = np.random.default_rng(1)
    with path.open("wb") as file:
        file.write(b"id,time,flux,quality\n")
        for first in range(0, rows, _BLOCK):
            size = min(_BLOCK, rows - first)
            time_ = random.uniform(10, 200, size)
            flux = 0.25 * time_ + 1 + random.normal(0, 3, size)
            frame = pl.DataFrame(
                {
                    "id": np.arange(first, first + size),
                    "time": time_.round(4),
                    "flux": flux.round(4),
                    "quality": random.integers(0, 9, size),
                }
            )
            frame.write_csv(file, include_header=False)


def measured(code: str, path: Path) -> tuple[float, float, float]:
    """Seconds, processor seconds and megabytes of a program in a process of its own."""
    wrapped = (
        f"{code}\nimport resource as r\n"
        "most = max(r.getrusage(w).ru_maxrss for w in (r.RUSAGE_SELF, r.RUSAGE_CHILDREN))\n"
        "used = [sum(r.getrusage(w)[:2]) for w in (r.RUSAGE_SELF, r.RUSAGE_CHILDREN)]\n"
        "print(most, sum(used))"
    )
    start = time.perf_counter()
    command = [sys.executable, "-c", wrapped, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    result, usage = done.stdout.split("\n")[:2]
    most, used = usage.split()
    if abs(json.loads(result)["slope"] - 0.25) > 0.001:
        raise SystemExit(f"a wrong slope: {result}")
    return seconds, float(used), int(most) / 1024


def main() -> None:
    """Measure both, in turns, and print the median of each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("rows", nargs="?", type=int, default=ROWS)
    parser.add_argument("--keep", type=Path, help="keep the file in this folder, or use it again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = (asked.keep or Path(folder)) / f"own-{asked.rows}.csv"
        if not path.exists():
            make(path, asked.rows)
        print(f"{asked.rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB")
        taken: dict[str, list[tuple[float, float, float]]] = {"polars": [], "fieldwise": []}
        for _ in range(_REPEATS):
            for name, code in (("polars", POLARS), ("fieldwise", FIELDWISE)):
                taken[name].append(measured(code, path))
        middle = {
            name: [median(column) for column in zip(*times, strict=True)]
            for name, times in taken.items()
        }
        for name, (seconds, used, megabytes) in middle.items():
            print(f"  {name:10} {seconds:6.2f} s, {used:5.2f} s of processor, {megabytes:5.0f} MB")
        pairs = zip(middle["fieldwise"], middle["polars"], strict=True)
        time_, used, memory = (ours / theirs for ours, theirs in pairs)
        print(f"time {time_:.2f}, processor time {used:.2f}, memory {memory:.2f} of polars'")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
