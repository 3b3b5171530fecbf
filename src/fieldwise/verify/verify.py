"""Say of each cell of a notebook how it stands to the edition that was built.

verify = read ─ expect (the originals, and the course) ─ align (cells to originals) ─ compare
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

from fieldwise.errors import InputError
from fieldwise.model import Edition, Run
from fieldwise.notebook import to_bytes, with_originals
from fieldwise.read import Course
from fieldwise.read.lesson import cell_id
from fieldwise.verify import outputs
from fieldwise.verify.align import Alignment, align
from fieldwise.verify.cells import Comparison
from fieldwise.verify.expect import Expected, carried_notebook, expect
from fieldwise.verify.reading import Notebook, read_notebook
from fieldwise.verify.report import OutputStanding, Report
from fieldwise.verify.wording import named, shortened

Rerun = Callable[[Edition], Run]
_NOT_RUN = "its code was not run again, for the course no longer has this very edition."


def verify(path: Path, course: Course, *, rerun: Rerun | None = None) -> Report:
    """Hold a notebook against its certificate, its originals and the course.

    With `rerun`, the code of an edition that the course still has is run once more, which also
    finds a certificate and outputs that were forged together.

    Raises:
        InputError: it cannot be read, or is no notebook of this course.
        RunError: the code could not be run again.
    """
    notebook = read_notebook(path)
    try:
        expected = expect(notebook, course)
    except InputError as error:
        raise InputError(error.what, where=error.where or str(path), hint=error.hint) from None
    proof = expected.proof
    alignment = align(expected.originals, notebook.cells)
    compared = Comparison(expected.originals, notebook.cells, alignment, proof["outputs"])
    return Report(
        path=str(path),
        lesson=shortened(proof["lesson"]["id"]),
        version=shortened(proof["lesson"]["version"]),
        field=shortened(proof["field"]["name"]),
        cells=tuple(compared.reports()),
        certificate=(*expected.altered, *(_forged(expected, rerun) if rerun else ())),
        notes=(
            *expected.notes,
            *_given_anew(expected, notebook, alignment),
            *([_NOT_RUN] if rerun and expected.edition is None else []),
        ),
    )


def _given_anew(expected: Expected, notebook: Notebook, alignment: Alignment) -> Iterator[str]:
    """A note on cells whose own ids are others now, as some programs write on saving."""
    pairs = [(expected.originals[n].id, notebook.cells[i]) for n, i in alignment.matches.items()]
    other = [name for name, cell in pairs if cell.name not in ("", cell_id(name))]
    if other:
        yield f"{named(other)}: the cell's own id is another now, which nobody reads or runs."


def restore(path: Path) -> bytes:
    """The notebook as it was built, byte for byte, from the originals that it carries.

    Cells that were added are not in it: they stay in the notebook at `path`, which is not touched.

    Raises:
        InputError: it cannot be read, or carries no originals.
    """
    notebook = read_notebook(path)
    try:
        _, whole = carried_notebook(notebook)
    except InputError as error:
        hint = "For a fresh one: fieldwise export FIELD LESSON --to ipynb"
        raise InputError(error.what, where=str(path), hint=hint) from None
    packed = notebook.packed if isinstance(notebook.packed, dict) else {}
    return to_bytes(with_originals(whole, packed))


def _forged(expected: Expected, rerun: Rerun) -> Iterator[str]:
    """Where the certified run is not what the code gives."""
    if expected.edition is None:
        return
    run, certified = rerun(expected.edition), expected.proof["values"]
    for name, number in run.values.items():
        told = float(certified.get(name, "nan"))
        if not (told == number or math.isclose(told, number, rel_tol=1e-9, abs_tol=1e-9)):
            yield f"`{name}` is certified as {told!r}; the code gives {number!r}."
    for original in expected.originals:
        if original.outputs is not None and original.type == "code":
            again = run.outputs.get(original.id, ())
            if outputs.standing(again, "", original.outputs)[0] is OutputStanding.FOREIGN:
                yield f"the outputs of `{original.id}` are not what the code gives."
