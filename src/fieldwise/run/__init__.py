"""Run an edition's code in a Jupyter kernel, or recall what it gave before.

    edition ─ program ─┬─ cache ───────────────┬─ words ─► Run
                       └─ kernel (twice) ─ proof ┘

A field's words only stand on axes and in printed lines. So the code runs once, with placeholders
for words on its card, and each edition's outputs are those with its own words put in. That this
is the same as running it with those words is not assumed but tried out, in the same kernel; code
for which it is not so runs for each edition on its own.
"""

from fieldwise.run.program import versions
from fieldwise.run.stage import run

__all__ = ["run", "versions"]
