"""A learner's own data: read as people have them, judged as a careful colleague would.

look(path)      what table a file holds, and which columns
read(path, …)   two columns of it, of any size
notes.notes     what to say before the fit
learning_rates  what the card's two learning rates become
"""

from fieldwise.data.measured import Choice, Measured, Note, Table
from fieldwise.data.read import look, read

__all__ = ["Choice", "Measured", "Note", "Table", "look", "read"]
