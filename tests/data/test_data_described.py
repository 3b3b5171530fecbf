from __future__ import annotations

import pytest

from fieldwise.data import Choice, read
from fieldwise.data.described import new_units, scenario_of
from fieldwise.model import UnitDefinition
from fieldwise.units import Units
from tables import Save, table


def test_a_scenario_is_made_from_a_files_own_words(save: Save) -> None:
    got = read(save("kiln log.csv", table(head="t / min,gas burnt [m³]")), Choice("t", "gas burnt"))
    scenario = scenario_of(got)
    x, y = scenario.quantities["x"], scenario.quantities["y"]
    assert scenario.setting == "the table in kiln log.csv"
    assert (x.name, x.symbol, x.unit, x.phrase) == ("t", "t", "min", "t")
    assert (y.name, y.symbol, y.unit, y.phrase) == ("gas burnt", "y", "m³", "the gas burnt")
    assert (x.low, x.high) == (got.x.min(), got.x.max())


@pytest.mark.parametrize(
    ("label", "name"), [("trip_distance", "trip distance"), ("20_00065", "20_00065")]
)
def test_underscores_between_words_are_spaces(save: Save, label: str, name: str) -> None:
    got = read(save("t.csv", table(head=f"{label},b")), Choice("1", "2"))
    assert scenario_of(got).quantities["x"].name == name


def test_units_that_nobody_knows_are_declared() -> None:
    adu = UnitDefinition("ADU", "new", "ADU", "one step of the converter")
    declared = new_units(["s", "10³ ADU", "e-", "EUR", "EUR", ""], (adu,))
    assert [unit.name for unit in declared] == ["e-", "EUR"]
    units = Units((adu, *declared))
    of = {"x": units.read("e-"), "y": units.read("EUR")}
    assert units.monomial("y/x", of).text == "EUR/e-"
