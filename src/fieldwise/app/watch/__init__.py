"""`open --watch`: an author's saved change in the open page, and the check's findings beside it.

folder ─ changes ─► rebuild ─► news ─ channel ─► the open pages
"""

from fieldwise.app.watch.editors import editor_pattern
from fieldwise.app.watch.rebuild import Watched
from fieldwise.app.watch.watching import Watching

__all__ = ["Watched", "Watching", "editor_pattern"]
