"""Descend, as people play with it."""

from __future__ import annotations

import numpy as np
import pytest
from selenium.webdriver.common.keys import Keys

from figures.playing import Playground, words

pytestmark = pytest.mark.browser

PANEL = "[data-figure=descend]"


@pytest.fixture
def descend(playground: Playground) -> Playground:
    playground.open(calm=True)
    return playground


def numbers(playground: Playground) -> list[str]:
    cells = playground.driver.find_elements("css selector", f"{PANEL} tbody td:nth-child(2)")
    return [cell.text for cell in cells]


def run_to(playground: Playground, epoch: str) -> None:
    playground.button("descend", "Play").click()
    playground.until(f"document.querySelector('{PANEL} tbody td').textContent === '{epoch}'", 60)


def test_it_stops_where_the_notebook_stops(descend: Playground) -> None:
    descend.open()
    assert numbers(descend) == ["0", "921.533", "0.000", "0.000"]
    run_to(descend, "8,000")
    assert numbers(descend) == ["8,000", "7.692", "0.256", "0.001"]
    assert descend.button("descend", "Play").is_displayed()
    assert "yet b is 0.001 where the best line has −0.150" in descend.said("descend")


def test_one_epoch_at_a_time_pause_and_reset(descend: Playground) -> None:
    step = descend.button("descend", "One epoch")
    step.click()
    step.click()
    assert numbers(descend)[0] == "2"
    descend.button("descend", "Play").click()
    descend.button("descend", "Pause").click()
    assert int(numbers(descend)[0].replace(",", "")) >= 2
    descend.button("descend", "Reset").click()
    assert numbers(descend)[0] == "0"


def test_keys_choose_a_rate_and_the_curve_to_come_is_there_at_once(descend: Playground) -> None:
    rate = descend.find(f"{PANEL} input[type=range]")
    ahead = descend.find(f"{PANEL} .pair > :last-child .ahead")
    before = ahead.get_attribute("d")
    rate.send_keys(Keys.ARROW_RIGHT)
    assert descend.state("descend", "descend")["rate"] == 1.1e-6
    assert rate.get_attribute("aria-valuetext") == "1.1\xa0×\xa010⁻⁶, stable"
    assert ahead.get_attribute("d") != before
    assert "stable up to 7.2\xa0×\xa010⁻⁵" in descend.text(f"{PANEL} .slider label")


def test_too_large_a_rate_is_shown_as_divergence(descend: Playground) -> None:
    descend.set("descend", "descend", {"rate": 1e-3})
    step = descend.button("descend", "One epoch")
    step.click()
    step.click()
    assert numbers(descend)[:2] == ["2", "4.747 × 10⁸"]
    assert "overshoots the valley" in descend.said("descend")
    run_to(descend, "106")
    assert "the descent has diverged" in descend.said("descend")
    assert numbers(descend)[1].endswith("× 10³⁰⁵")
    assert descend.ask(f"/NaN|Infinity/.test(document.querySelector('{PANEL}').innerHTML)") is False
    descend.button("descend", "Play").click()
    assert int(numbers(descend)[0]) < 106


def test_standardised_a_hundred_epochs_arrive(descend: Playground) -> None:
    descend.find(f"{PANEL} .tick").click()
    assert "standard deviation of exposure time" in descend.text(f"{PANEL} .title.below")
    run_to(descend, "100")
    assert numbers(descend) == ["100", "7.687", "0.257", "−0.150"]
    assert "agrees with the best line in every digit shown" in descend.said("descend")


def test_other_words_do_not_disturb_a_descent(descend: Playground) -> None:
    descend.button("descend", "One epoch").click()
    descend.set("descend", "words", words("economics"))
    assert numbers(descend)[0] == "1"
    assert "€/€" in descend.text(f"{PANEL} tbody")
    assert descend.text(f"{PANEL} .tick") == "Standardise the household's income"


def test_who_wants_less_motion_sees_two_pictures_a_second(descend: Playground) -> None:
    seen = descend.driver.execute_async_script(
        "const done = arguments[0]; let count = 0;"
        "new MutationObserver(() => count++).observe("
        f"document.querySelector('{PANEL} tbody td'), {{ childList: true }});"
        f"document.querySelector('{PANEL} .row button').click();"
        "setTimeout(() => done(count), 1800)"
    )
    assert 2 <= seen <= 5


def test_it_comes_to_rest_when_it_is_taken_away(descend: Playground) -> None:
    descend.button("descend", "Play").click()
    descend.ask("demo.descend.stop()")
    assert descend.text(PANEL) == "The still figure of the loss stands here."
    assert descend.complaints() == []


def test_a_limit_that_is_not_small_is_rounded(playground: Playground) -> None:
    playground.open()
    text = playground.driver.execute_async_script(
        """
        const [done] = arguments;
        const folder = "/src/fieldwise/page/figures";
        Promise.all([import(`${folder}/index.js`), import(`${folder}/model.js`)]).then(
          ([{ figures }, { createModel }]) => {
            const el = document.createElement("div");
            document.body.append(el);
            const data = { x: [0, 2, 5, 9, 14], y: [10, 800, 1900, 3400, 4095] };
            const words = demo.descend.model.get("words");
            const rates = { learning_rate: 2e-4, too_large: 0.5, epochs: 8000 };
            figures.descend.render({ model: createModel({ data, words, ...rates }), el });
            done(el.textContent);
          });
        """
    )
    features = np.array([[x, 1] for x in (0, 2, 5, 9, 14)])
    limit = 2 / np.linalg.eigvalsh(2 / 5 * features.T @ features).max()
    assert f"stable up to {limit:.2g}" in text.replace("\xa0", " ")
    assert f"{limit:.4g}" not in text
