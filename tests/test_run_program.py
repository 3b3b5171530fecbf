"""The key of a program: everything that a result depends on, and nothing else."""

from __future__ import annotations

import dataclasses
import platform
from collections.abc import Callable

import pytest

from fieldwise import versions as versions_module
from fieldwise.errors import RunError
from fieldwise.model import Data, Edition, Lesson, Story
from fieldwise.run import program as module
from fieldwise.run.program import program, versions, words_on_card
from fieldwise.run.words import placeholders
from fieldwise.weave import weave


@pytest.fixture
def edition(lesson: Lesson, pottery: Story) -> Edition:
    return weave(lesson, pottery)


def key(edition: Edition) -> str:
    """The key under which an edition shares its run with others."""
    return program(edition, placeholders(words_on_card(edition))).key()


def test_words_on_the_card_do_not_change_the_shared_key(edition: Edition) -> None:
    scenario = edition.story.scenario
    other = dataclasses.replace(
        edition.story,
        scenario=dataclasses.replace(
            scenario,
            observations="loads",
            quantities={
                name: dataclasses.replace(quantity, name="n", symbol="s", unit="kg", high=9.0)
                for name, quantity in scenario.quantities.items()
            },
        ),
    )
    woven = weave(edition.lesson, other)
    assert words_on_card(woven) != words_on_card(edition)
    assert program(woven).key() != program(edition).key()
    assert key(woven) == key(edition)


def test_prose_does_not_change_the_key(edition: Edition) -> None:
    cells = tuple(
        cell if cell.is_code else dataclasses.replace(cell, body="other", heading="# Other")
        for cell in edition.cells
    )
    lesson = dataclasses.replace(edition.lesson, title="Other", summary="other", digest="")
    assert key(dataclasses.replace(edition, cells=cells, lesson=lesson)) == key(edition)


def test_every_code_cell_matters_and_so_do_their_order_and_number(edition: Edition) -> None:
    keys = {key(edition)}
    cells = edition.cells
    code = [number for number, cell in enumerate(cells) if cell.kind == "code"]
    for number in code:
        changed = dataclasses.replace(cells[number], body=f"{cells[number].body} ")
        keys.add(
            key(
                dataclasses.replace(edition, cells=(*cells[:number], changed, *cells[number + 1 :]))
            )
        )
        keys.add(key(dataclasses.replace(edition, cells=cells[:number] + cells[number + 1 :])))
    keys.add(key(dataclasses.replace(edition, cells=cells[::-1])))
    assert len(keys) == 2 * len(code) + 2


def test_every_value_matters(edition: Edition) -> None:
    keys = {key(edition)}
    values = edition.lesson.values
    for name, value in values.items():
        for other in (
            {**values, name: dataclasses.replace(value, expression=f"({value.expression})")},
            {known: kept for known, kept in values.items() if known != name},
        ):
            lesson = dataclasses.replace(edition.lesson, values=other)
            keys.add(key(dataclasses.replace(edition, lesson=lesson)))
    assert len(keys) == 2 * len(values) + 1


def test_how_a_value_prints_does_not_matter(edition: Edition) -> None:
    values = {
        name: dataclasses.replace(value, format=".9f", unit="")
        for name, value in reversed([*edition.lesson.values.items()])
    }
    lesson = dataclasses.replace(edition.lesson, values=values)
    assert key(dataclasses.replace(edition, lesson=lesson)) == key(edition)


def test_the_numbers_on_the_card_matter(lesson: Lesson, pottery: Story) -> None:
    data = [((1.0, 2.0),), ((1.0, 2.0000000000000004),), ((2.0, 1.0),)]
    editions = [
        weave(lesson, pottery),
        *(weave(lesson, pottery, Data("measured", d)) for d in data),
    ]
    faster = dataclasses.replace(lesson, card={**lesson.card, "learning_rate": 2e-6})
    assert len({*map(key, editions), key(weave(faster, pottery))}) == 5


@pytest.mark.parametrize("name", ["system", "machine", "python_version"])
def test_the_platform_matters(edition: Edition, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    before = key(edition)
    monkeypatch.setattr(platform, name, lambda: "another")
    assert key(edition) != before


def test_the_format_matters(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(edition)
    monkeypatch.setattr(module, "FORMAT", module.FORMAT + 1)
    assert key(edition) != before


@pytest.mark.parametrize(
    "package",
    (
        *("numpy", "scipy", "scikit-learn", "matplotlib"),
        *("ipykernel", "ipython", "matplotlib-inline", "nbclient"),
    ),
)
def test_each_librarys_version_matters(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    before, version_of = key(edition), versions_module.version_of

    def newer(name: str) -> str | None:
        return "99.0" if name == package else version_of(name)

    monkeypatch.setattr(module, "version_of", newer)
    assert key(edition) != before


def test_a_library_that_is_missing_is_named(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    find: Callable[[str], str | None] = lambda name: None if name == "scipy" else "1.0"  # noqa: E731
    monkeypatch.setattr(module, "version_of", find)
    with pytest.raises(RunError) as caught:
        versions(lesson)
    message = str(caught.value)
    assert message.startswith("the lesson “linear-regression” needs scipy, which is not installed.")
    assert message.endswith(" -m pip install scipy`.")


def test_values_are_those_that_the_data_have(lesson: Lesson, pottery: Story) -> None:
    made = {value.name for value in program(weave(lesson, pottery)).values}
    measured = weave(lesson, pottery, Data("measured", ((1.0, 2.0), (2.0, 4.0))))
    known = {value.name for value in program(measured).values}
    assert made - known == {"true_slope", "true_intercept", "noise_level"} | {
        "slope_miss",
        "intercept_miss",
    }
