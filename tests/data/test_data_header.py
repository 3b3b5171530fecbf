from __future__ import annotations

import pytest

from fieldwise.data.header import find_column, nearest, split_name, tidy_names
from fieldwise.data.unit_words import formal_unit, looks_like_unit


@pytest.mark.parametrize(
    ("name", "label", "unit"),
    [
        ("time [s]", "time", "s"),
        ("Zeit (s)", "Zeit", "s"),
        ("t / s", "t", "s"),
        ("t/s", "t", "s"),
        ("v / (m/s)", "v", "m/s"),
        ("Power (W/m²)", "Power", "W/m²"),
        ("flux, ADU", "flux", "ADU"),
        ("time in s", "time", "s"),
        ("exposure_ms", "exposure", "ms"),
        ("price_usd", "price", "USD"),
        ("Duration (in seconds)", "Duration", "seconds"),
        ("sbp_mmHg", "sbp", "mmHg"),
        ("Temp, °C (LGR S/N: 2011, SEN S/N: 2011)", "Temp", "°C"),
        ("Life expectancy, total (years) [SP.DYN.LE00.IN]", "Life expectancy, total", "years"),
        ("2020 [YR2020]", "2020", ""),
        ("T(°C)", "T", "°C"),
        ("count [-]", "count", ""),
        ("anything [whatever]", "anything", "whatever"),
        ("Temperature (outside)", "Temperature (outside)", ""),
        ("km/h", "km/h", ""),
        ("m/s", "m/s", ""),
        ("a/b", "a/b", ""),
        ("made in house", "made in house", ""),
        ("last, first", "last, first", ""),
        ("x", "x", ""),
    ],
)
def test_names_and_units_are_told_apart(name: str, label: str, unit: str) -> None:
    assert split_name(name) == (label, unit)


@pytest.mark.parametrize("text", ["s", "10³ ADU", "km s^-1 Mpc^-1", "W/(m² K)", "%", "e-", "mK"])
def test_units_look_like_units(text: str) -> None:
    assert looks_like_unit(text)


@pytest.mark.parametrize("text", ["", "time", "outside", "2020", "mean", "sample", "h/cover"])
def test_other_words_do_not(text: str) -> None:
    assert not looks_like_unit(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("erg s-1 cm-2", "erg·s⁻¹·cm⁻²"),
        ("erg / (s cm2)", "erg/(s·cm²)"),
        ("10**(-16) erg/s", "10⁻¹⁶ erg/s"),
        ("m.s-1", "m·s⁻¹"),
        ("", ""),
    ],
)
def test_units_of_formal_headers_are_printed(text: str, printed: str) -> None:
    assert formal_unit(text) == printed


def test_names_are_tidied_and_made_distinct() -> None:
    names = tidy_names(["a", "", "a", "b\u202e\x00c", "x" * 100])
    assert names[:4] == ("a", "column 2", "a (2)", "b c")
    assert len(names[4]) == 60


@pytest.mark.parametrize(
    ("asked", "at"), [("Zeit", 0), ("zeit", 0), ("Zeit (s)", 0), ("U_V", 1), ("2", 1), ("W", None)]
)
def test_columns_are_found_however_they_are_spelled(asked: str, at: int | None) -> None:
    assert find_column(asked, ["Zeit (s)", "U V"], ["Zeit", "U V"]) == at


def test_a_misspelled_name_suggests_the_nearest() -> None:
    assert nearest("expsure", ["exposure", "signal"]) == ["exposure"]
