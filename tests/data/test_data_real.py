"""The data that come with the fields: the numbers their sources are known for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fieldwise.data import read
from fieldwise.data.notes import look, notes
from fieldwise.data.real import Real, find_real, real_data
from fieldwise.errors import InputError, UsageError
from fieldwise.model import Lesson
from fieldwise.read import find_course
from fieldwise.units import Units
from pottery import Tree

FIELDS = {
    "astrophysics": ["emva", "hubble"],
    "biochemistry": ["dnase"],
    "clinical-research": ["oocytes"],
    "cooking": ["mince"],
    "economics": ["engel"],
    "hydrology": ["lakes"],
    "linguistics": ["austen"],
    "marine-biology": ["crabs"],
    "mechanical-engineering": ["loadcell"],
    "software-engineering": ["modules"],
    "sports-science": ["athletes"],
}


def real(field: str, name: str, lesson: Lesson) -> Real:
    return find_real(real_data(find_course().roots, field, lesson), name, field)


@pytest.mark.parametrize(
    ("field", "name", "rows", "slope", "intercept"),
    [
        ("astrophysics", "hubble", 24, 454.158, -40.784),
        ("economics", "real", 235, 0.485, 147.475),
        ("cooking", "real", 215, -0.768, 77.138),
        ("biochemistry", "real", 176, 0.136571, 0.294876),
        ("clinical-research", "real", 333, 0.332124, 7.344393),
        ("hydrology", "real", 92, 0.746924, 0.313747),
        ("linguistics", "real", 269, 0.186739, 285.912069),
        ("marine-biology", "real", 200, 0.322705, 2.377896),
        ("mechanical-engineering", "real", 40, 0.722103, 0.006150),
        ("software-engineering", "real", 167, 0.232091, -3.778523),
        ("sports-science", "real", 202, 0.353635, -0.672340),
    ],
)
def test_the_lines_they_are_known_for(
    field: str, name: str, rows: int, slope: float, intercept: float, lesson: Lesson
) -> None:
    data = real(field, name, lesson)
    got = read(data.path, data.choice)
    assert (got.rows, got.left_out, len(got.x)) == (rows, (), rows)
    assert got.line.slope == pytest.approx(slope, abs=5e-4)
    assert got.line.intercept == pytest.approx(intercept, abs=5e-4)


def test_the_cameras_twelve_saturated_exposures(lesson: Lesson) -> None:
    data = real("astrophysics", "real", lesson)
    assert data.name == "emva"
    said = {note.code: note for note in notes(look(read(data.path, data.choice)))}
    top = said["flat-top"]
    sentence = top.sentence.replace("\N{NO-BREAK SPACE}", " ")
    assert sentence.startswith("12 of 50 stand at 4095 ADU or just below it (10 at exactly that):")
    assert top.advice.startswith("Leave out the rows whose y is 4050\N{NO-BREAK SPACE}ADU or more,")
    assert top.option == "--below 4050 leaves them out."
    got = read(data.path, replace(data.choice, below=4050))
    assert len(got.x) == 38
    assert (round(got.line.slope, 1), round(got.line.intercept, 1)) == (377.3, 28.0)


@pytest.mark.parametrize(("field", "name"), [(f, n) for f in FIELDS for n in FIELDS[f]])
def test_descriptions_are_whole_and_true_of_the_data(field: str, name: str, lesson: Lesson) -> None:
    data = real(field, name, lesson)
    got, units = read(data.path, data.choice), data.scenario.quantities
    known = Units((*find_course().read_field(field).get().units, *data.units))
    for axis, column, values in (("x", got.x_column, got.x), ("y", got.y_column, got.y)):
        quantity = units[axis]
        assert quantity.unit == column.unit
        assert quantity.low <= values.min()
        assert values.max() <= quantity.high
        known.read(quantity.unit)
    slope = known.monomial("y/x", {axis: known.read(units[axis].unit) for axis in units})
    printed = known.read(data.scenario.slope_unit or slope.text)
    assert printed.is_like(slope)
    assert printed.scale == pytest.approx(slope.scale)
    source = data.path.with_suffix(".SOURCE.md").read_text(encoding="utf-8")
    assert "**Licence.**" in source
    assert data.licence.credit.endswith((".", ".md."))
    assert data.remarks


def test_notes_say_what_is_known_of_the_data(lesson: Lesson) -> None:
    said = {}
    for field, names in FIELDS.items():
        for name in names:
            data = real(field, name, lesson)
            said[name] = {note.code for note in notes(look(read(data.path, data.choice)))}
    assert {"flat-top", "order"} <= said["emva"]
    assert "few" in said["hubble"]
    assert {"fan", "outliers"} <= said["engel"]
    assert "repeats" in said["mince"]


def test_unknown_names_and_fields_without_data(lesson: Lesson) -> None:
    with pytest.raises(UsageError, match="no data set called “hubbel”"):
        real("astrophysics", "hubbel", lesson)
    with pytest.raises(UsageError, match="The field “geology” comes with no real data"):
        find_real((), "real", "geology")


def test_a_mistake_in_a_description_is_told_with_its_line(
    course_tree: Tree, lesson: Lesson
) -> None:
    root = course_tree({"fields/pottery/data/kiln.yaml": "title: x\nfile: kiln.csv\nordr: 2\n"})
    with pytest.raises(InputError, match=r"kiln\.yaml:1:1: the key `columns.x` is missing"):
        real_data([root], "pottery", lesson)
