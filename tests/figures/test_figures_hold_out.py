"""Hold out, as people play with it."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.keys import Keys
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

from figures.playing import Playground, X, Y, words

pytestmark = pytest.mark.browser

PANEL = "[data-figure=hold-out]"


@pytest.fixture
def hold_out(playground: Playground) -> Playground:
    playground.open()
    return playground


def numbers(playground: Playground) -> list[str]:
    cells = playground.driver.find_elements("css selector", f"{PANEL} tbody td")
    return [cell.text for cell in cells]


def line_errors(seed: int) -> list[str]:
    x, x_test, y, y_test = train_test_split(X, Y, test_size=0.25, random_state=seed)
    line = LinearRegression().fit(x[:, None], y)
    parts = ((x, y), (x_test, y_test))
    return [f"{((b - line.predict(a[:, None])) ** 2).mean():.3f}" for a, b in parts]


def test_it_begins_with_the_notebooks_split(hold_out: Playground) -> None:
    assert numbers(hold_out) == ["60", "20", "7.941", "7.144"]
    assert hold_out.find(f"{PANEL} input[type=number]").get_property("value") == "0"
    assert "the difference may be chance" in hold_out.said("hold-out")


def test_splitting_again_is_what_random_state_does(hold_out: Playground) -> None:
    hold_out.button("hold-out", "Split again").click()
    assert numbers(hold_out)[2:] == line_errors(1)
    box = hold_out.find(f"{PANEL} input[type=number]")
    box.send_keys(Keys.BACKSPACE, "77")
    assert numbers(hold_out)[2:] == line_errors(77)
    hold_out.button("hold-out", "Reset").click()
    assert numbers(hold_out)[2:] == line_errors(0)


def test_with_few_points_and_many_degrees_the_errors_part_ways(hold_out: Playground) -> None:
    degree, count = hold_out.driver.find_elements("css selector", f"{PANEL} input[type=range]")
    degree.send_keys(Keys.ARROW_RIGHT * 8)
    count.send_keys(Keys.ARROW_LEFT * 40)
    assert numbers(hold_out) == ["20", "20", "5.353", "61.829"]
    assert "learned accidents of its 20 training exposures" in hold_out.said("hold-out")
    assert count.get_attribute("aria-valuetext") == "20 exposures"


def test_too_few_points_for_a_degree_pass_for_what_they_are(hold_out: Playground) -> None:
    hold_out.set("hold-out", "hold_out", {"degree": 12, "count": 8, "seed": 0})
    assert hold_out.text(f"{PANEL} .value") == "7"
    assert "passes through all 8 training exposures" in hold_out.said("hold-out")
    assert numbers(hold_out)[2] == "0.000"
    assert "NaN" not in hold_out.ask(f"document.querySelector('{PANEL}').innerHTML")


def test_a_constant_underfits(hold_out: Playground) -> None:
    hold_out.find(f"{PANEL} input[type=range]").send_keys(Keys.HOME)
    assert "That is underfitting" in hold_out.said("hold-out")


def test_earlier_splits_stay_in_sight(hold_out: Playground) -> None:
    again = hold_out.button("hold-out", "Split again")
    for _ in range(15):
        again.click()
    ghosts = str(hold_out.find(f"{PANEL} .ghosts").get_attribute("d"))
    assert ghosts.count("M") == 12


def test_other_words_keep_split_and_degree(hold_out: Playground) -> None:
    hold_out.set("hold-out", "hold_out", {"degree": 3, "count": 30, "seed": 5})
    before = numbers(hold_out)
    hold_out.set("hold-out", "words", words("cooking"))
    assert numbers(hold_out) == before
    assert "Training services" in hold_out.text(PANEL)
