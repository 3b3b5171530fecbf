"""Fit it yourself, as people play with it."""

from __future__ import annotations

import numpy as np
import pytest
from selenium.webdriver.common.keys import Keys

from figures.playing import Playground, X, Y, words

pytestmark = pytest.mark.browser


@pytest.fixture
def fit(playground: Playground) -> Playground:
    playground.open()
    return playground


def mse(playground: Playground) -> float:
    state = playground.ask("demo.fit.model.get('fit')")
    return float(np.mean((Y - (state["w"] * X + state["b"])) ** 2))


def handles(playground: Playground) -> list[str]:
    found = playground.driver.find_elements("css selector", "[data-figure=fit] .handle")
    return [str(handle.get_attribute("aria-valuetext")) for handle in found]


def test_it_begins_with_a_line_that_knows_nothing_of_x(fit: Playground) -> None:
    assert fit.text("[data-figure=fit] .score b") == f"{Y.var():.3f}"
    assert "best line 7.687" in fit.text("[data-figure=fit] .score")
    assert "13.5 × 10³ ADU" in fit.said("fit").replace("\xa0", " ")


def test_a_mouse_drags_one_end_and_the_other_stays(fit: Playground) -> None:
    left, right = fit.driver.find_elements("css selector", "[data-figure=fit] .handle")
    before = handles(fit)
    fit.drag(right, 0, -120)
    assert handles(fit)[0] == before[0]
    assert handles(fit)[1] != before[1]
    assert fit.text("[data-figure=fit] .score b") == f"{mse(fit):.3f}"
    assert mse(fit) < Y.var()
    fit.drag(left, 0, 120)
    assert mse(fit) < Y.var() / 2


def test_the_line_itself_moves_up_and_down(fit: Playground) -> None:
    fit.drag(fit.find("[data-figure=fit] .grip"), 30, -60)
    state = fit.state("fit", "fit")
    assert state["w"] == 0
    assert state["b"] > Y.mean() + 5


def test_a_finger_drags(fit: Playground) -> None:
    fit.open(390)
    _, right = fit.driver.find_elements("css selector", "[data-figure=fit] .handle")
    fit.swipe(right, -50)
    assert fit.state("fit", "fit")["w"] > 0.05


def test_a_finger_beside_the_line_moves_the_page(fit: Playground) -> None:
    fit.open(390)
    fit.set("fit", "fit", {"w": 0.25, "b": 0})
    fit.swipe(fit.find("[data-figure=fit] .grip"), -60, aside=100)
    assert fit.ask("scrollY") > 0
    assert fit.state("fit", "fit") == {"w": 0.25, "b": 0}


def test_keys_move_an_end(fit: Playground) -> None:
    left, _ = fit.driver.find_elements("css selector", "[data-figure=fit] .handle")
    before = float(left.get_attribute("aria-valuenow") or "nan")
    left.send_keys(Keys.ARROW_UP, Keys.ARROW_UP, Keys.PAGE_DOWN)
    after = float(left.get_attribute("aria-valuenow") or "nan")
    low, high = (float(left.get_attribute(f"aria-value{end}") or "nan") for end in ("min", "max"))
    assert after == pytest.approx(before - 8 * (high - low) / 200)
    assert left.get_attribute("role") == "slider"
    assert "exposure time" in str(left.get_attribute("aria-valuetext"))
    left.send_keys(Keys.HOME)
    assert float(left.get_attribute("aria-valuenow") or "nan") == pytest.approx(low)


def test_sliders_say_their_values_in_units(fit: Playground) -> None:
    weight = fit.find("[data-figure=fit] input[type=range]")
    weight.send_keys(Keys.ARROW_RIGHT * 3)
    step = float(weight.get_attribute("step") or "nan")
    assert fit.state("fit", "fit")["w"] == pytest.approx(3 * step)
    assert weight.get_attribute("aria-valuetext") == "0.006\xa0×\xa010³ ADU/s"


def test_close_to_the_best_it_says_so(fit: Playground) -> None:
    fit.set("fit", "fit", {"w": 0.2573, "b": -0.1})
    assert fit.said("fit").startswith("Within 1 % of the best: on these exposures")
    fit.button("fit", "Reset").click()
    assert fit.state("fit", "fit")["w"] == 0
    assert not fit.said("fit").startswith("Within")


def test_squares_are_drawn_to_scale(fit: Playground) -> None:
    fit.find("[data-figure=fit] .tick").click()
    sides = fit.ask(
        "document.querySelector('[data-figure=fit] .squares').getAttribute('d').split('M').slice(1)"
        ".map((square) => square.match(/h(-?[\\d.]+)v(-?[\\d.]+)/).slice(1).map(Number))"
    )
    assert len(sides) == len(X)
    assert all(across == up for across, up in sides)
    unit = np.abs([up for _, up in sides]) / np.abs(Y - Y.mean())
    assert unit.max() - unit.min() < 0.1 * unit.mean() + 0.2 / np.abs(Y - Y.mean()).min()


def test_the_best_line_can_be_shown(fit: Playground) -> None:
    _, best = fit.driver.find_elements("css selector", "[data-figure=fit] .tick")
    assert not fit.find("[data-figure=fit] .best").get_attribute("d")
    best.click()
    assert fit.find("[data-figure=fit] .best").get_attribute("d")


def test_other_words_leave_the_line_where_it_is(fit: Playground) -> None:
    fit.set("fit", "fit", {"w": 0.2, "b": 3, "squares": True})
    fit.set("fit", "words", words("cooking"))
    assert fit.state("fit", "fit")["w"] == 0.2
    assert fit.text("[data-figure=fit] .title") == "preparation time, T [h]"
    assert fit.text("[data-figure=fit] .slider label") == "w, the slope [h/cover]"
    assert handles(fit)[0].startswith("preparation time 5.5\xa0h at covers booked")
    assert "one service" in fit.said("fit")
