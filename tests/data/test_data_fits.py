from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from fieldwise.data import Choice
from tables import look, pairs, read, refusal

fits = pytest.importorskip("astropy.io.fits")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An image, then a table whose integers have a null and a scale, then one in text."""
    x, y = pairs()
    counts = np.where(np.arange(30) == 4, -99, np.arange(30))
    columns = [
        fits.Column("EXPTIME", "D", unit="s", array=x),
        fits.Column("FLUX", "E", unit="erg s-1 cm-2", array=y),
        fits.Column("COUNTS", "I", null=-99, array=counts),
        fits.Column("NAME", "5A", array=["x"] * 30),
        fits.Column("VECTOR", "3E", array=np.ones((30, 3))),
    ]
    binary = fits.BinTableHDU.from_columns(columns, name="PHOT")
    text = fits.TableHDU.from_columns([fits.Column(n, "F9.3", array=x) for n in "AB"], name="TXT")
    image = fits.PrimaryHDU(np.zeros((4, 6)))
    fits.HDUList([image, binary, text]).writeto(tmp_path / "t.fits")
    for key, value in (("TSCAL3", 0.5), ("TZERO3", 10.0)):
        fits.setval(tmp_path / "t.fits", key, value=value, ext=1)
    return tmp_path / "t.fits"


def test_columns_units_and_kinds(path: Path) -> None:
    found = look(path).table
    assert [(c.name, c.kind, c.unit, c.unit_from) for c in found.columns] == [
        ("EXPTIME", "number", "s", "TUNIT1"),
        ("FLUX", "number", "erg·s⁻¹·cm⁻²", "TUNIT2"),
        ("COUNTS", "number", "", ""),
        ("NAME", "text", "", ""),
        ("VECTOR", "list", "", ""),
    ]
    assert str(found.findings[0]) == "table: extension 1, “PHOT” (30 rows in 5 columns)"


def test_what_the_file_calls_null_has_no_value(path: Path) -> None:
    got = read(path, Choice("counts", "exptime"))
    assert (got.rows, len(got.x)) == (30, 29)
    assert got.x[:5].tolist() == [10, 10.5, 11, 11.5, 12.5]


def test_another_table_is_named(path: Path) -> None:
    got = read(path, Choice("A", "B", table="txt"))
    assert got.x == pytest.approx(pairs()[0], abs=5e-4)
    assert refusal(path, Choice("A", "B", table="sky")) == (
        "t.fits: there is no table “sky”. There are 1 “PHOT” and 2 “TXT”."
    )


def test_an_image_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "image.fits"
    fits.PrimaryHDU(np.zeros((4, 6))).writeto(path)
    assert refusal(path).startswith(
        "image.fits: this FITS file holds an image of 6 by 4 pixels, not a table."
    )


def test_no_damage_escapes_as_anything_but_a_sentence(path: Path) -> None:
    good, random = path.read_bytes(), np.random.default_rng(1)
    for _ in range(60):
        spoilt = bytearray(good[: random.integers(100, len(good))])
        spoilt[random.integers(len(spoilt))] = random.integers(256)
        path.write_bytes(spoilt)
        refusal(path, Choice("EXPTIME", "FLUX"))
