"""An author's saved change is shown in the open page; a real folder, a real browser."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest

from app.author import Author
from app.conftest import STORY
from fieldwise.read import find_course
from page.chromium import Browser
from pottery import LESSON

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

Watching = Callable[..., Author]

CORNER = "document.querySelector('fieldwise-watch').shadowRoot"
SCENE = "document.querySelector('.cell[data-cell=scene]').innerText"
SUMMARY = f"{CORNER}.querySelector('.what').textContent"
SHOWN = """
const all = (name) => [...document.querySelectorAll(name)].map((one) => one.textContent);
return [document.title, document.querySelector('main').innerText, all('[data-q], svg text')];
"""
"""What a reader sees of the page."""
TOP = "document.querySelector('#loss').getBoundingClientRect().top"


def until(browser: Browser, expression: str, seconds: float = 10, say: str = SUMMARY) -> Any:
    """Wait until an expression of the page is true; `say` is another that tells why it is not."""
    end = time.monotonic() + seconds
    while not (found := browser.ask(f"return {expression}")) and time.monotonic() < end:
        time.sleep(0.01)
    assert found, (expression, browser.ask(f"return {say}"), browser.complaints())
    return found


def visited(browser: Browser, author: Author) -> str:
    """Open the page once it was built, or could not be; what was said about that."""
    said = author.hears()
    browser.driver.get("about:blank")  # what the page of another test complains of is its own
    browser.complaints()
    browser.visit(author.address)
    return said


def opened(browser: Browser, author: Author) -> None:
    """Open a page that is built."""
    visited(browser, author)
    until(browser, f"{SUMMARY}.startsWith('Built')")
    browser.ask("window.same = true")


@pytest.mark.alone
def test_a_change_is_shown_within_150_ms_of_the_build_and_the_spot_is_kept(
    browser: Browser, watching: Watching
) -> None:
    author = watching()
    opened(browser, author)
    browser.ask("document.querySelector('#loss').scrollIntoView({behavior: 'instant'})")
    before, times = browser.ask(f"return {TOP}"), []
    for number in range(1, 8):
        browser.ask(f"delete {CORNER}.querySelector('aside').dataset.shown")
        author.write(
            "cold kiln", "cold kiln, which takes hours to heat and more hours to cool down"
        )
        assert author.hears().startswith("pottery: built in")
        until(browser, f"{SCENE}.split('which takes').length === {number + 1}")
        times.append(int(until(browser, f"{CORNER}.querySelector('aside').dataset.shown")))
    assert abs(browser.ask(f"return {TOP}") - before) < 7
    assert browser.ask("return window.same"), "the page was loaded anew"
    assert statistics.median(times) <= 150, times
    assert browser.complaints() == []


def test_an_error_keeps_the_last_good_build_and_is_said_with_its_line(
    browser: Browser, watching: Watching
) -> None:
    author = watching()
    opened(browser, author)
    author.write("One firing", "After {{ nothing }} one firing")
    assert "FW303" in author.hears()
    until(browser, f"{SUMMARY}.startsWith('Not built: 1 error')")
    assert "One firing" in browser.ask(f"return {SCENE}")
    entry = f"{CORNER}.querySelector('.finding')"
    assert browser.ask(f"return {entry}.querySelector('.place').textContent") == (
        "linear-regression.md:17:7"
    )
    assert browser.ask(f"return {entry}.querySelector('.slot').textContent") == "in scene"
    author.write("{{ nothing }}", "{{ mse }}")
    until(browser, f"{SUMMARY}.startsWith('Built')")
    until(browser, f"/After 7.687.* one firing/.test({SCENE})")


@pytest.mark.parametrize(
    ("broken", "code"),
    [("x: {name: firing time", "x: {name: [firing time"), ("scenario:", "\tscenario:")],
)
def test_broken_yaml_is_said_and_mended(
    browser: Browser, watching: Watching, broken: str, code: str
) -> None:
    author = watching()
    opened(browser, author)
    author.write(broken, code)
    assert "not built" in author.hears()
    until(browser, f"{SUMMARY}.startsWith('Not built')")
    assert "last good build" in browser.ask(f"return {CORNER}.querySelector('.foot').textContent")
    author.save(STORY)
    until(browser, f"{SUMMARY}.startsWith('Built')")
    assert browser.ask("return window.same")


def test_a_story_that_was_never_right_waits_for_its_first_build(
    browser: Browser, watching: Watching
) -> None:
    author = watching(STORY.replace("unit: min", "unit: minn"))
    assert "not built" in visited(browser, author)
    until(browser, f"{SUMMARY}.startsWith('Not built')")
    assert browser.ask("return document.querySelector('h1').textContent") == (
        "Your lesson will stand here"
    )
    author.save(STORY)
    until(browser, f"{SCENE.replace('.innerText', '?.innerText')}?.includes('cold kiln')")
    assert browser.complaints() == []


def test_saving_by_rename_quick_saves_and_a_file_gone_and_back(
    browser: Browser, watching: Watching
) -> None:
    author = watching()
    opened(browser, author)
    author.save(STORY.replace("cold", "warm"))
    until(browser, f"{SCENE}.includes('warm kiln')")
    for number in range(20):
        author.save(STORY.replace("cold", f"number {number}"))
        time.sleep(0.005)
    until(browser, f"{SCENE}.includes('number 19 kiln')")
    author.story.unlink()
    until(browser, f"{CORNER}.querySelector('.list').textContent.includes('is not there')")
    author.save(STORY)
    until(browser, f"{SCENE}.includes('cold kiln')")
    folder = author.story.parent
    folder.rename(folder.with_name("elsewhere"))
    until(browser, f"{SUMMARY}.startsWith('Not built')")
    folder.with_name("elsewhere").rename(folder)
    until(browser, f"{SUMMARY}.startsWith('Built')")
    author.write("cold kiln", "last kiln")
    until(browser, f"{SCENE}.includes('last kiln')")
    assert browser.ask("return window.same")


def test_the_folder_of_all_fields_may_go_and_come_back(
    browser: Browser, watching: Watching
) -> None:
    author = watching()
    opened(browser, author)
    fields = author.story.parents[1]
    fields.rename(fields.with_name("away"))
    until(browser, f"{SUMMARY}.startsWith('Not built')")
    fields.with_name("away").rename(fields)
    until(browser, f"{SUMMARY}.startsWith('Built')")
    author.write("cold kiln", "last kiln")
    until(browser, f"{SCENE}.includes('last kiln')")


def test_a_new_slot_paragraph_and_field_file_are_shown(
    browser: Browser, watching: Watching
) -> None:
    author = watching()
    opened(browser, author)
    author.write("It ends when", "There is a pause.\n\nThen it ends when")
    until(browser, f"{SCENE}.includes('There is a pause.\\n\\nThen it ends')")
    author.save(STORY + "\n## pattern\n\nThe cloud leans to the right.\n")
    until(browser, "document.querySelector('main').innerText.includes('The cloud leans')")
    (author.story.parent / "field.yaml").write_text("name: Raku\nlearner: a potter\n")
    until(browser, "document.title.includes('raku')")
    assert "a potter" in browser.ask("return document.querySelector('footer').innerText")


def test_the_lesson_is_watched_too(browser: Browser, watching: Watching) -> None:
    author = watching()
    opened(browser, author)
    lesson = author.story.parents[2] / "lessons" / LESSON / "lesson.md"
    lesson.parent.mkdir(parents=True)
    text = find_course().lesson_paths[LESSON].read_text(encoding="utf-8")
    lesson.write_text(text.replace("For each observation the", "For every observation the"))
    until(browser, "document.querySelector('main').innerText.includes('For every observation')")
    lesson.write_text(text.replace(":::{slot} scene", ":::{slott} scene"))
    until(browser, f"{SUMMARY}.startsWith('Not built')")
    assert "lesson.md" in browser.ask(f"return {CORNER}.querySelector('.place').textContent")
    lesson.write_text(text)
    until(browser, "document.querySelector('main').innerText.includes('For each observation')")


def test_the_gallery_is_watched_with_all_fields(browser: Browser, watching: Watching) -> None:
    author = watching(STORY, "--lesson", LESSON)
    visited(browser, author)
    until(browser, "document.querySelectorAll('.entry').length > 2")
    author.write("cold kiln", "kiln of {{ nothing }}")
    until(browser, f"{SUMMARY}.startsWith('Not built')")
    assert browser.ask(f"return {CORNER}.querySelector('.list').textContent").count("pottery") > 0
    (author.story.parent / "field.yaml").write_text("name: Raku\nlearner: a potter\n")
    author.write("{{ nothing }}", "clay")
    until(browser, "document.querySelector('.fields').innerText.includes('Raku')")


def test_what_a_reader_opened_or_typed_stays(browser: Browser, watching: Watching) -> None:
    author = watching()
    opened(browser, author)
    browser.ask(
        "document.querySelector('.predict textarea').value = 'it doubles';"
        "document.querySelector('details.folded, details.answer').open = true"
    )
    author.write("cold kiln", "frosty kiln")
    until(browser, f"{SCENE}.includes('frosty')")
    assert browser.ask("return document.querySelector('.predict textarea').value") == "it doubles"
    assert browser.ask("return document.querySelector('details.folded, details.answer').open")


def test_other_words_reach_the_figures_to_play_with(browser: Browser, watching: Watching) -> None:
    author = watching()
    opened(browser, author)
    author.write(
        "name: gas burnt, phrase: the gas burnt", "name: wood burnt, phrase: the wood burnt"
    )
    until(browser, "document.querySelector('.play').innerText.includes('wood burnt')")
    assert browser.ask("return window.same")
    assert browser.complaints() == []


def test_a_change_that_scripts_must_see_reloads_to_the_same_spot(
    browser: Browser, watching: Watching
) -> None:
    author = watching()
    opened(browser, author)
    browser.ask("document.querySelector('#loss').scrollIntoView({behavior: 'instant'})")
    before = browser.ask(f"return {TOP}")
    (author.story.parent / "field.yaml").write_text("name: Raku\nlearner: a potter\n")
    until(browser, "document.title.includes('raku')")
    until(browser, f"{CORNER}.querySelector('aside').dataset.shown")
    assert not browser.ask("return window.same"), "the lens still offers the field's old name"
    assert abs(browser.ask(f"return {TOP}") - before) < 60
    assert browser.complaints() == []


def test_prompts_that_come_can_be_copied(browser: Browser, watching: Watching) -> None:
    author = watching()
    opened(browser, author)
    prompts = "".join(f"\n### Prompt {n}\n\nAsk me, please.\n" for n in "ABCD")
    author.save(f"{STORY}\n## prompts.setting\n{prompts}")
    until(browser, "document.querySelector('main').innerText.includes('Prompt D')")
    assert browser.ask("return window.same")
    assert browser.ask("return document.querySelector('.prompts button.copy[hidden]')") is None
    copy = "[...document.querySelectorAll('.prompts button.copy')].at(-1)"
    browser.ask(f"{copy}.click()")
    until(browser, f"{copy}.textContent !== 'Copy'")


@pytest.mark.alone
def test_a_page_that_is_read_through_the_lens_follows_in_place(
    browser: Browser, watching: Watching
) -> None:
    author, times = watching(), []
    opened(browser, author)
    browser.visit(f"{author.address}?lens=plain-symbols")
    until(browser, f"!{SCENE}.includes('cold kiln')")
    until(browser, f"{SUMMARY}.startsWith('Built')")
    browser.ask("window.same = true; scrollTo(0, 900)")
    for _ in range(5):
        browser.ask(f"delete {CORNER}.querySelector('aside').dataset.shown")
        author.write("cold kiln", "frosty, cold kiln")
        times.append(int(until(browser, f"{CORNER}.querySelector('aside').dataset.shown")))
        time.sleep(0.4)
    assert min(times) <= 150, times
    assert browser.ask("return window.same && scrollY === 900 && location.search") == (
        "?lens=plain-symbols"
    )
    assert "kiln" not in browser.ask(f"return {SCENE}")
    author.write("name: gas burnt, phrase: the gas", "name: wood burnt, phrase: the wood")
    assert "built" in [author.hears() for _ in range(6)][-1]
    time.sleep(0.5)
    assert "burnt" not in browser.ask("return document.querySelector('.play').innerText")
    browser.ask("document.querySelector('#fw-lens input').click()")
    until(browser, f"{SCENE}.includes('frosty, frosty, frosty, frosty, frosty, cold kiln')")
    until(browser, "document.querySelector('.play').innerText.includes('wood burnt')")
    assert browser.ask("return window.same")
    assert browser.complaints() == []


@pytest.mark.parametrize("lens", ["plain-symbols", "cooking"])
def test_what_the_lens_shows_of_a_followed_page_is_what_a_new_one_shows(
    browser: Browser, watching: Watching, lens: str
) -> None:
    author = watching(STORY, "--lesson", LESSON)
    visited(browser, author)
    author.address += f"pottery/{LESSON}.html?lens={lens}"
    opened(browser, author)
    author.write("cold kiln.", "kiln, *quite cold*.\n\n- One.\n- Two, of {{ mse }}.")
    author.write("name: gas burnt, phrase: the gas", "name: wood burnt, phrase: the wood")
    author.save(f"{author.story.read_text('utf-8')}\n## pattern\n\nThe cloud leans.\n")
    assert until(browser, f"{CORNER}.querySelector('aside').dataset.shown")
    time.sleep(1)
    followed = browser.ask(SHOWN)
    assert browser.ask("return window.same")
    opened(browser, author)
    assert browser.ask(SHOWN) == followed
    browser.ask("document.querySelector('#fw-lens input').click()")
    until(browser, f"{SCENE}.includes('quite cold')")


def test_the_app_that_stops_is_said(browser: Browser, watching: Watching) -> None:
    author = watching()
    opened(browser, author)
    author.process.terminate()
    until(browser, f"{SUMMARY}.startsWith('The app has stopped')")


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1440, False)])
def test_axe_finds_nothing_in_the_corner(
    browser: Browser, watching: Watching, width: int, dark: bool
) -> None:
    from importlib.resources import files

    author = watching(STORY.replace("cold kiln", "{{ nothing }}"))
    browser.visit(author.address, width, dark=dark)
    until(browser, f"{SUMMARY}.startsWith('Not built')")
    browser.ask(f"{CORNER}.querySelector('details').open = true")
    assert browser.ask("return document.documentElement.scrollWidth") <= width
    browser.ask(files("selenium_axe_python").joinpath("axe-core/axe.min.js").read_text("utf-8"))
    found = browser.driver.execute_async_script(
        "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(done)"
    )
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    browser.ask("sessionStorage.clear()")
