"""What differs between two versions of a page is changed, and then they are the same."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from fieldwise.app.watch.watching import STATIC
from fieldwise.page.assets import assets
from page.chromium import Browser

pytestmark = pytest.mark.browser

FOLLOW = """
const Mirror = (() => { %s; return Mirror; })();
const read = (html) => new DOMParser().parseFromString(html, 'text/html');
return arguments[0].flatMap(([was, now]) => {
  const [page, next] = [read(was), read(now)];
  const kept = [...page.querySelectorAll('[id]')].filter((one) => next.getElementById(one.id));
  const changed = new Mirror(page, null).follow(next);
  const same = page.body.innerHTML === next.body.innerHTML;
  return same && changed && changed.every((one) => page.contains(one)) ? [] : [[was, now,
    page.body.innerHTML, kept.length]];
});
"""


def tree(chance: random.Random, depth: int = 0) -> str:
    """Some markup as pages have it."""
    parts = []
    for _ in range(chance.randint(0, 4)):
        kind = chance.choice(["text", "p", "div", "li", "em", "term"])
        if kind == "text" or depth > 3:
            parts.append(chance.choice(["one ", "two ", "three "]))
        elif kind == "term":
            parts.append(f'<a class="t" href="#{chance.randint(1, 3)}">{chance.randint(1, 9)}</a>')
        else:
            name = chance.choice(["", ' class="a"', ' class="b" data-x="1"', ' data-cell="c"'])
            parts.append(f"<{kind}{name}>{tree(chance, depth + 1)}</{kind}>")
    return "".join(parts).replace("<p", "<section").replace("</p>", "</section>")


def script() -> str:
    """The mirror as one expression."""
    return FOLLOW % (STATIC / "mirror.js").read_text("utf-8").replace("export class", "class")


def test_any_version_becomes_any_other(browser: Browser) -> None:
    chance = random.Random(7)
    trees = [f"<main>{tree(chance)}</main>{tree(chance)}" for _ in range(600)]
    browser.driver.get("about:blank")
    assert browser.ask(script(), list(pairwise(trees))) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("<p>a</p>", "<p>a</p><button>b</button>"),
        ("<div data-figure=fit>a</div><p>b</p>", "<p>b</p>"),
        ("<script type=application/json id=data>1</script>", "<script id=data>2</script>"),
    ],
)
def test_what_scripts_have_taken_hold_of_is_not_changed(
    browser: Browser, was: str, now: str
) -> None:
    browser.driver.get("about:blank")
    [[_, _, left, _]] = browser.ask(script(), [[was, now]])
    assert left == browser.ask(
        "return new DOMParser().parseFromString(arguments[0], 'text/html').body.innerHTML", was
    )


def test_the_page_on_the_disk_knows_nothing_of_watching() -> None:
    assert "EventSource" in (STATIC / "watch.min.js").read_text("utf-8")
    assert "EventSource" not in assets("page").script + assets("gallery").script
