"""The drop area: a learner's own table in the served page, and the lesson built on it.

file ─ upload ─► Kept ─ columns ─► choice ─ notes ─► lesson, in a process of its own

Nothing leaves the machine, and nothing is kept after the app ends.
"""

from fieldwise.app.drop.dropping import Dropping

__all__ = ["Dropping"]
