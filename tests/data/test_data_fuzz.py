"""Whatever a file holds, what comes of it is data or one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldwise.data import Choice, read, text
from fieldwise.data.notes import look, notes
from fieldwise.errors import InputError
from tables import Save, table

ANY_FILE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PIECES = st.sampled_from(
    [
        *(b'"', b",", b";", b"\n", b"\r", b"\t", b"#", b"nan", b"inf", b"1e999", b"-", b"\x00"),
        *(b"\xff", b"1e300", b"'", b"%", b"[s]", b"2024-01-01", b"\xe2\x88\x92", b" ", b"|"),
        *(b"sep=;\n", b'"""'),
    ]
)
CHOICES = st.sampled_from(
    [
        Choice("1", "2"),
        Choice("2", "1", leave_out_broken=True, below=50, above=-3),
        Choice("a", "b", missing=("-9", "x"), delimiter=";", decimal=","),
        Choice("1", "2", encoding="cp1252", leave_out_broken=True),
        Choice(),
    ]
)


def _survives(path: Path, choice: Choice) -> None:
    try:
        notes(look(read(path, choice)))
    except InputError as error:
        assert str(error).startswith(str(path))
        assert len(error.what) < 3_000
        assert "\n" not in error.what


@ANY_FILE
@given(st.binary(min_size=1, max_size=300), CHOICES)
def test_any_bytes(save: Save, content: bytes, choice: Choice) -> None:
    _survives(save("t.csv", content), choice)


@ANY_FILE
@given(
    st.lists(st.tuples(st.integers(0, 500), PIECES, st.integers(1, 30)), max_size=8),
    CHOICES,
    st.booleans(),
)
def test_spoilt_tables(
    save: Save,
    monkeypatch: pytest.MonkeyPatch,
    changes: list[tuple[int, bytes, int]],
    choice: Choice,
    fast: bool,
) -> None:
    monkeypatch.setattr(text, "_FAST_FROM", 0 if fast else 1 << 22)
    monkeypatch.setattr(text, "_BLOCK", 100)
    content = bytearray(table(40, form='{a};{B};"a;b {i}"', head="a [s];b;c").encode())
    for at, piece, times in changes:
        content[at:at] = piece * times
    _survives(save("t.csv", bytes(content)), choice)


@ANY_FILE
@given(st.text(max_size=200), CHOICES)
def test_any_text(save: Save, content: str, choice: Choice) -> None:
    _survives(save("t.csv", content.encode("utf-8", "replace") or b" "), choice)
