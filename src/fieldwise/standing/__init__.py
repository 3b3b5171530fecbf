"""Standing: who wrote each section of a story, and who reviewed it against which canon.

People's files stay theirs: what is recorded stands in a file of its own beside the story,
`<lesson>.standing.yaml`, which Fieldwise writes and anyone can read. The rest is derived:

    told, no record                     by a person, an author of the story
    told, the text's mark as recorded   by the model (or the person) recorded
    told, another mark                  drafted by the model, then edited by a person
    not told                            the lesson's default
    reviewed, marks as recorded         what the reviewer said; else the text or canon moved on
"""

from fieldwise.standing.deriving import origin_of, sections
from fieldwise.standing.marks import beside, mark, words
from fieldwise.standing.reading import gather_standing, read_standing, standing_path
from fieldwise.standing.recording import (
    forget_written,
    record_review,
    record_written,
    review,
)

__all__ = [
    "beside",
    "forget_written",
    "gather_standing",
    "mark",
    "origin_of",
    "read_standing",
    "record_review",
    "record_written",
    "review",
    "sections",
    "standing_path",
    "words",
]
