from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwise.quote import print_number, quotations, resolution, substitute


def test_a_quotation_is_read_with_format_and_unit() -> None:
    [quoted] = quotations("a {{ slope:.0f in ADU/s }} b")
    assert (quoted.name, quoted.format, quoted.unit) == ("slope", ".0f", "ADU/s")
    assert (quoted.start, quoted.end) == (2, 26)


@pytest.mark.parametrize(
    "text", ["{{ }}", "{{ a b }}", "{{ mse:!r }}", "{{ mse:10000d }}", "{{ a.__class__() }}"]
)
def test_what_is_no_name_is_a_quotation_without_one(text: str) -> None:
    [quoted] = quotations(text)
    assert quoted.name == ""


@given(st.text())
def test_text_is_untouched_when_nothing_resolves(text: str) -> None:
    assert substitute(text, lambda quoted: None) == text


@given(st.lists(st.text(alphabet="ab {}\n"), min_size=2))
def test_only_quotations_are_replaced(parts: list[str]) -> None:
    safe = [part.replace("{", "").replace("}", "") for part in parts]
    assert substitute("{{ x }}".join(safe), lambda quoted: "!") == "!".join(safe)


@pytest.mark.parametrize(
    ("number", "style", "printed"),
    [
        (-0.15046939, ".3f", "−0.150"),
        (7.182e-5, ".1e", "7.2 × 10⁻⁵"),
        (1.8129e57, ".3g", "1.81 × 10⁵⁷"),
        (27846.1459, ",.0f", "27,846"),
        (59369.2, ".0f", "59,369"),
        (9999.6, ".1f", "9999.6"),
        (0.00031, ".3f", "0.00031"),
        (-0.00031, ".1f", "−0.00031"),
        (0.0, ".3f", "0.000"),
        (0.0123, ".0e", "0.01"),
        (15.0, ".1e", "15"),
        (1e-3, ".0e", "1 × 10⁻³"),
    ],
)
def test_numbers_print_as_prose_prints_them(number: float, style: str, printed: str) -> None:
    assert print_number(number, style) == printed


@pytest.mark.parametrize(
    ("number", "style", "size"),
    [(7.687, ".3f", 1e-3), (7.2e-5, ".1e", 1e-6), (1.81e57, ".3g", 1e55), (0.0, ".2e", 1e-2)],
)
def test_resolution_is_the_size_of_the_last_digit(number: float, style: str, size: float) -> None:
    assert resolution(number, style) == pytest.approx(size)
