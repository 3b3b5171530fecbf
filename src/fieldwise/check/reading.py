"""What is reported before any rule can look: the documentation of the readers' own codes.

These functions find nothing. `fieldwise.read` reports FW001 to FW006 and FW102 while it reads,
the checker FW007 and FW008; each has its page here, beside those of the rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding


def unreadable_file(context: Context) -> Iterator[Finding]:
    """A file cannot be read.

    Finds: a file that is not UTF-8, has more than 1,000,000 bytes, or that the system does not
    give out.

    Why: whatever else is in it is anybody's guess. A file with a stray byte is checked all the
    same, with the byte read as Windows-1252; a file that is too large is not.

    Mend: save the file as UTF-8; every editor can. A story of a megabyte is no story.

    Silent: a byte-order mark, and line ends of any system.
    """
    yield from ()


def broken_yaml(context: Context) -> Iterator[Finding]:
    """The front matter, or `field.yaml`, is no YAML.

    Finds: YAML that does not parse, front matter that is never closed, a key that stands twice,
    anchors and aliases, and nesting without end.

    Why: what the scenario says cannot be known. The slots below it are checked all the same.

    Caught:

        scenario:
          setting: the tide gauge: of a small harbour

    Mend: quote a text that holds a colon, a quotation mark or a hash.

    Silent: comments, flow style, folded and quoted texts.
    """
    yield from ()


def unknown_key(context: Context) -> Iterator[Finding]:
    """A key is none that Fieldwise knows.

    Finds: a key in the front matter or in `field.yaml` that means nothing.

    Why: it is most likely misspelled, and what it says would be lost in silence.

    Caught:

        author: [A. Pilot]

    Mend: the hint names the nearest key that exists; docs/formats.md names all.

    Silent: the names of constants, units and false friends, which are your own.
    """
    yield from ()


def missing_key(context: Context) -> Iterator[Finding]:
    """A key is missing, or holds nothing.

    Finds: front matter that is missing altogether, a missing or empty key of the scenario, a
    constant without a value or a reason, a unit without a definition.

    Why: every edition prints it.

    Caught:

        scenario:
          setting: ""

    Mend: add the key; docs/formats.md says what it has to fit.

    Silent: keys with a default: `phrase`, `observations`, `article`, `slope_unit`, `canon`.
    """
    yield from ()


def wrong_type(context: Context) -> Iterator[Finding]:
    """A key holds something of the wrong kind.

    Finds: a text where a number belongs, one number where a range does, a list where a text
    does.

    Why: it cannot be used.

    Caught:

        scenario:
          x: {name: range of the tide, symbol: R, unit: cm, range: [10, tall]}

    Mend: a range is `[10, 200]`; a list is `[one, two]`.

    Silent: numbers written as `1e-3` or `0.5`.
    """
    yield from ()


def lesson_structure(context: Context) -> Iterator[Finding]:
    """A lesson is not built as a lesson is.

    Finds: text outside of a directive, a directive that is never closed or that nobody knows,
    an unknown option, a slot without brief, words or default, two blocks of one id, a value
    that is read after no code cell, a term that is not the lesson's.

    Why: no edition can be woven from it.

    Mend: docs/formats.md describes the directives of a lesson.

    Silent: anything within a directive that it allows.
    """
    yield from ()


def failed_run(context: Context) -> Iterator[Finding]:
    """The lesson's code could not be run.

    Finds: an error, a time-out or a dead kernel while the values were computed that a quotation
    in the story needs.

    Why: numbers in prose cannot be held against the run. Everything else is checked all the
    same.

    Mend: the message is the run's own. `fieldwise export FIELD LESSON --to py` gives the script.

    Silent: stories in which no rule needs a value.
    """
    yield from ()


def misplaced(context: Context) -> Iterator[Finding]:
    """A story lies where no edition finds it.

    Finds: a file that is checked as a story although its name is not that of a lesson.

    Why: `fields/FIELD/LESSON.md` is how a story says which field tells which lesson.

    Mend: name the file after the lesson, `linear-regression.md`, in a folder named after the
    field.

    Silent: folders of any name.
    """
    yield from ()


def slot_twice(context: Context) -> Iterator[Finding]:
    """A slot is told twice, or text stands above the first slot.

    Finds: a second `## heading` of the same slot, and text between the front matter and the
    first heading.

    Why: only the first telling is shown, and text above it nowhere.

    Caught:

        ## scene

        One tide is one high water, read off the harbour's gauge.

        ## scene

        The gauge is read at each high water.

    Mend: keep one of the two, or join them.

    Silent: headings of the third level with the same words.
    """
    yield from ()
