"""What a careful colleague says: power on planted defects, silence on clean data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from fieldwise.data import Choice, Note, read
from fieldwise.data.measured import Column, Finding
from fieldwise.data.notes import look, notes
from fieldwise.data.notes.descent import outcome
from fieldwise.data.notes.view import fit, ranks, roundest
from fieldwise.data.rates import learning_rates
from fieldwise.model import Lesson
from tables import AB, Floats, Save, measured, pairs, table

TESTED = ("missing-mark", "flat-top", "flat-bottom", "outliers", "curve", "fan", "repeats", "order")
Make = Callable[[np.random.Generator, Floats, Floats], tuple[Floats, Floats]]


def codes(x: Floats, y: Floats) -> list[str]:
    return [note.code for note in notes(look(measured(x, y)))]


def the(code: str, x: Floats, y: Floats) -> Note:
    return next(note for note in notes(look(measured(x, y))) if note.code == code)


def clean(random: np.random.Generator, rows: int) -> tuple[Floats, Floats]:
    """A line with normal scatter, of any scale, x spread any way, y rounded more or less."""
    kind = random.integers(5)
    x = {
        0: lambda: random.uniform(0, 1, rows),
        1: lambda: random.normal(3, 1, rows),
        2: lambda: random.lognormal(0, 1, rows),
        3: lambda: random.permutation(np.repeat(np.arange(rows // 5 + 1), 5)[:rows]) * 1.0,
        4: lambda: np.round(random.uniform(0, 20, rows)) + 1.0,
    }[int(kind)]()
    y = random.choice([-1, 1]) * random.uniform(2, 20) * x + random.normal(0, 1, rows)
    step = random.choice([0, 0, 0.1, 0.5])
    y = np.round(y / step) * step if step else y
    return x * 10.0 ** random.uniform(-9, 9), y * 10.0 ** random.uniform(-9, 9)


@pytest.mark.parametrize("rows", [11, 20, 40, 80, 300])
def test_clean_data_seldom_raise_an_alarm(rows: int) -> None:
    random, times, sets = np.random.default_rng(rows), Counter[str](), 400
    for _ in range(sets):
        times.update(code for code in codes(*clean(random, rows)) if code in TESTED)
    # Two of a hundred, and what chance adds to that once in a thousand tries.
    assert all(count <= 0.02 * sets + 3.1 * np.sqrt(0.02 * sets) for count in times.values()), times


def _quadratic(random: np.random.Generator, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    return x, y + 0.15 * (x - 5) ** 2


def _saturating(random: np.random.Generator, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    return x, 30 * (1 - np.exp(-x / 5)) + random.normal(0, 1, len(x))


def _waving(random: np.random.Generator, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    return x, y + 2 * np.sin(2 * x)


def _fanning(random: np.random.Generator, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    return x, 2 * x + 1 + random.normal(0, 1, len(x)) * (0.5 + 0.25 * x)


def _one_off(random: np.random.Generator, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    y[3] += 8
    return x, y


def _five_off(random: np.random.Generator, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    y[3:8] += 9
    return x, y


def _clipped(random: np.random.Generator, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    return x, np.minimum(y, 16)


def _floored(random: np.random.Generator, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    return x, np.maximum(y, 4)


def _twice(random: np.random.Generator, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    x[-12:], y[-12:] = x[:12], y[:12]
    return x, y


def _marked(random: np.random.Generator, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    y[[5, 9]] = -999
    return x, y


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("curve", _quadratic),
        ("curve", _saturating),
        ("curve", _waving),
        ("fan", _fanning),
        ("outliers", _one_off),
        ("outliers", _five_off),
        ("flat-top", _clipped),
        ("flat-bottom", _floored),
        ("repeats", _twice),
        ("missing-mark", _marked),
    ],
)
def test_planted_defects_are_found_in_a_hundred_rows(code: str, make: Make) -> None:
    random, found, others = np.random.default_rng(7), 0, Counter[str]()
    for _ in range(50):
        x = random.uniform(0, 10, 100)
        told = codes(*make(random, x, 2 * x + 1 + random.normal(0, 1, 100)))
        found += code in told
        others.update(c for c in told if c in TESTED and c != code)
    assert found >= 43, found
    assert sum(others.values()) <= 10, others


def test_a_flat_top_is_told_with_the_limit_that_leaves_it_out() -> None:
    x = np.linspace(0.1, 14, 50)
    note = the("flat-top", x, np.minimum(np.round(377.3 * x + 28, 1), 4095.0))
    rows = int((377.3 * x + 28 >= 4095).sum())
    assert note.sentence.startswith(
        f"{rows} of 50 stand at exactly 4095\N{NO-BREAK SPACE}s: this looks like satur"
    )
    limit = float(note.option.split()[1])
    assert note.advice.startswith(
        f"Leave out the rows whose y is {limit:g}\N{NO-BREAK SPACE}s or more,"
    )
    assert note.option == f"--below {limit:g} leaves them out."
    assert 3900 < limit <= 4095
    assert note.drawing is not None
    assert len(note.drawing.highlighted) == rows


def test_ties_at_the_top_of_rounded_data_are_no_flat_top() -> None:
    random = np.random.default_rng(1)
    x = random.uniform(0, 1, 200)
    y = np.round(2 * x + random.normal(0, 0.3, 200))
    assert "flat-top" not in codes(x, y)
    assert "repeats" not in codes(np.round(x, 1), y)


def test_a_few_pairs_that_stand_twice_are_nothing_to_tell() -> None:
    x, y = pairs(100)
    x[-4:], y[-4:] = x[:4], y[:4]
    assert "repeats" not in codes(x, y)
    x[-5:], y[-5:] = x[:5], y[:5]
    assert "repeats" in codes(x, y)


def test_rows_set_apart_do_not_raise_further_alarms() -> None:
    x = np.linspace(0, 10, 60)
    y = 2 * x + np.random.default_rng(2).normal(0, 0.5, 60)
    y[10] = -9999
    assert set(codes(x, y)) & set(TESTED) == {"missing-mark", "order"}


def test_marks_are_told_of_both_columns() -> None:
    x, y = pairs(60)
    x[[3, 8]], y[[8, 9, 11]] = 999, -9999
    note = the("missing-mark", x, y)
    assert note.sentence.startswith("4 rows of 60 have −9999 in “y” or 999 in “x”, far from")
    assert note.option == "--missing -9999 --missing 999 leave them out."
    assert note.drawing is not None and note.drawing.highlighted == (3, 8, 9, 11)


@pytest.mark.parametrize(
    "mark", [-32768.0, -2147483648.0, 2147483647.0, 65535.0, 9.969209968386869e36]
)
def test_what_programs_write_for_no_value_is_known(mark: float) -> None:
    x, y = pairs(60)
    y[[4, 9]] = mark
    assert the("missing-mark", x, y).sentence.startswith("2 rows of 60 have ")


def test_a_slight_but_certain_bend_is_told() -> None:
    x = np.linspace(0, 10, 300)
    y = 2 * x + 0.045 * (x - 5) ** 2 + np.random.default_rng(1).normal(0, 1, 300)
    note = the("curve", x, y)
    gain = int(note.sentence.partition("the MSE by ")[2].partition("\N{NO-BREAK SPACE}")[0])
    assert 5 <= gain <= 18


def test_numbers_in_notes_have_their_units() -> None:
    x, y = pairs(60)
    y[7] += 40
    found = Column("d", "d", "number", "km"), Column("q", "q", "number", "m³")
    data = replace(measured(x, y), x_column=found[0], y_column=found[1])
    said = {note.code: note for note in notes(look(data, "m³/km", "m⁶"))}
    told = said["outliers"].sentence + said["outliers"].advice
    numbers = re.findall(r"[\d.]+\N{NO-BREAK SPACE}(m³/km|km|m³|m⁶)(?=[ .,:])", told)
    assert numbers == ["km", "m³", "m³/km", "m⁶"]


def test_outliers_are_told_with_what_they_do() -> None:
    x, y = pairs(50)
    y[7] += 40
    note = the("outliers", x, y)
    assert note.drawing is not None
    assert note.drawing.highlighted == (7,)
    rest = np.delete(np.arange(50), 7)
    assert f"slope would be {np.polyfit(x[rest], y[rest], 1)[0]:.3f} instead of" in note.advice


def test_outliers_are_weighed_against_the_line_of_the_same_rows() -> None:
    x = np.linspace(0.1, 14, 60)
    y = np.minimum(377.3 * x + 28 + np.random.default_rng(3).normal(0, 4, 60), 4095.0)
    y[20] += 300
    note = the("outliers", x, y)
    below = np.flatnonzero(y < 4095)
    with_it = np.polyfit(x[below], y[below], 1)[0]
    assert note.sentence.startswith("Those rows apart, 1 row of ")
    assert f"instead of {with_it:.4g}" in note.advice
    assert "Look it up" in note.advice
    x, y = pairs(50)
    y[3], y[7] = -999, y[7] + 40
    assert the("outliers", x, y).sentence.startswith("That row apart, 1 row of ")


def test_few_rows_are_told_with_how_little_they_say() -> None:
    note = the("few", *pairs(24))
    assert note.sentence.startswith("24 rows are few to split: a quarter of them is 6, and the MSE")
    assert "about 58\N{NO-BREAK SPACE}% of itself" in note.sentence
    assert "few" not in codes(*pairs(29))


def test_descent_is_foretold_exactly() -> None:
    x = np.random.default_rng(3).uniform(1950, 2020, 60)
    y = 0.3 * x + 5
    rate, _ = learning_rates(x)
    w = b = 0.0
    for _ in range(8_000):
        r = y - (w * x + b)
        w, b = w + 2 * rate * float(np.mean(r * x)), b + 2 * rate * float(np.mean(r))
    told_w, told_b, above = outcome(x, 0.3, 5.0, rate)
    assert told_w == pytest.approx(w, rel=1e-9)
    assert told_b == pytest.approx(b, rel=1e-6)
    assert above == pytest.approx(np.mean((y - w * x - b) ** 2), rel=1e-6)


def test_a_scale_that_needs_standardising() -> None:
    random = np.random.default_rng(4)
    x = random.uniform(1950, 2020, 60)
    assert "scale" in codes(x, 3 * (x - 1985) + random.normal(0, 1, 60))
    lesson_x = np.random.default_rng(42).uniform(10, 200, 80)
    assert "scale" not in codes(lesson_x, 0.25 * lesson_x + 1 + random.normal(0, 3, 80))


def test_a_line_that_says_nothing_and_one_that_says_all() -> None:
    x, y = pairs()
    assert "no-slope" in codes(x, np.random.default_rng(5).normal(0, 1, 30))
    assert {"exact"} == set(codes(x, 2 * x + 1)) & {"exact", "no-slope", *TESTED}
    assert not {"exact", "no-slope"} & set(codes(x, y))


def test_rows_in_the_order_of_x() -> None:
    x, y = pairs(60)
    order = np.argsort(x)
    note = the("order", x[order], y[order])
    assert note.section == "exercises.few"
    assert note.drawing is not None
    assert note.drawing.highlighted == tuple(range(10))


def test_what_was_left_out_and_why(save: Save) -> None:
    text = table() + "1,\n2,NA\nx,3\n"
    got = read(save("t.csv", text), Choice("a", "b", below=100, leave_out_broken=True))
    (note,) = [note for note in notes(look(got)) if note.code == "left-out"]
    assert note.sentence.startswith(
        "11 rows of 33 are left out: 2 without a value (lines 32 and 33); 8 because “b” is "
        "100 or more, as you asked; 1 broken (line 34): “x” in the column “a” is not a number."
    )


def test_units_unknown_or_contested_and_guesses_are_told(save: Save) -> None:
    got = read(save("t.csv", table(head="a [s],b")), replace(AB, x_unit="ms"))
    said = {note.code: note.sentence for note in notes(look(got))}
    assert said["units"] == "You say that “a” is in ms; the file says s."
    free = read(save("t.csv", table()), AB)
    said = {note.code: note.sentence for note in notes(look(free))}
    assert said["units"] == "The file does not say in which unit “a” and “b” are."
    unsure = Finding("decimal mark", "comma", "the comma in 1,234 might group", sure=False)
    assert "guess" in [note.code for note in notes(look(replace(free, findings=(unsure,))))]


def test_a_sample_is_told_with_both_results(save: Save) -> None:
    got = read(save("t.csv", table(3_000)), AB)
    note = next(note for note in notes(look(got)) if note.code == "sample")
    assert note.sentence.startswith("The lesson runs on 2000 rows, drawn at random from 3000:")
    assert f"the line through all rows slope {got.whole.slope:.5g} and MSE" in note.sentence
    assert f"errors of the first, {got.line.slope_error:.2g}." in note.advice


def test_every_note_names_a_term_and_a_block_of_the_lesson(lesson: Lesson, save: Save) -> None:
    blocks, seen = {block.id for block in lesson.blocks}, set()
    random = np.random.default_rng(6)
    for make in (_quadratic, _fanning, _one_off, _clipped, _floored, _twice, _marked):
        x = np.sort(random.uniform(0, 10, 100))
        for note in notes(look(measured(*make(random, x, 2 * x + 1 + random.normal(0, 1, 100))))):
            assert note.term in lesson.terms
            assert note.section in blocks
            seen.add(note.code)
    assert set(TESTED) <= seen


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [(4016.3, 4089.1, 4050), (0.0123, 0.0187, 0.016), (-5.2, -3.1, -4), (99.9, 100, 100)],
)
def test_the_roundest_number_between(low: float, high: float, found: float) -> None:
    assert roundest(low, high) == found


def test_ranks_and_fits_are_as_textbooks_have_them() -> None:
    assert ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [3.5, 1, 3.5, 2]
    x, y = pairs(40)
    found = fit(x, y, 2)
    assert found is not None
    assert found.in_powers_of_x() == pytest.approx(np.polyfit(x, y, 2)[::-1], rel=1e-8)
    assert found.leverages.sum() == pytest.approx(3)
