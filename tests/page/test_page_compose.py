"""A page: whole, ordered, within its weight, and the same each time."""

from __future__ import annotations

import gzip
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest

from fieldwise.certificate import certificate
from fieldwise.model import Executed
from fieldwise.page import gallery, gallery_card, page
from fieldwise.page.compose import embedded
from fieldwise.page.templating import hue, within
from page.chromium import FIELDS

pytestmark = pytest.mark.kernel

LIGHT = 150_000
"""Bytes of a page, compressed, downloads and all; figures to play with need the rest of 150 kB."""


class Outline(HTMLParser):
    """What a page's markup holds: ids, addresses within it, levels of headings, attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.within: set[str] = set()
        self.outside: set[str] = set()
        self.levels: list[int] = []
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.attributes |= set(given)
        self.ids += [given["id"]] if "id" in given else []
        self.levels += [int(tag[1])] if re.fullmatch(r"h[1-6]", tag) else []
        for name in ("href", "src"):
            (self.within if given.get(name, "").startswith("#") else self.outside).add(
                given.get(name, "#")
            )


@pytest.fixture(params=FIELDS)
def text(site: Path, request: pytest.FixtureRequest) -> str:
    path: Path = site / request.param / "linear-regression.html"
    return path.read_text(encoding="utf-8")


def test_every_address_within_a_page_leads_somewhere(text: str) -> None:
    outline = Outline(text)
    assert len(outline.ids) == len(set(outline.ids))
    assert {address[1:] for address in outline.within - {"#"}} <= set(outline.ids)


def test_nothing_is_asked_of_anywhere(text: str) -> None:
    outside = {address for address in Outline(text).outside if address not in ("", "#")}
    allowed = r"data:.*|\.\./index\.html|linear-regression\.(?:ipynb|py|certificate\.json)"
    assert [address for address in outside if not re.fullmatch(allowed, address)] == []


def test_headings_do_not_skip_a_level(text: str) -> None:
    levels = Outline(text).levels
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_attribute_styles_or_acts(text: str) -> None:
    attributes = Outline(text).attributes
    assert not {name for name in attributes if name == "style" or name.startswith("on")}


def test_a_page_is_light(text: str) -> None:
    assert len(gzip.compress(text.encode(), 9)) < LIGHT


def test_every_cell_is_there_in_the_lessons_order(text: str, editions: dict[str, Executed]) -> None:
    cells = [item.cell.id for item in editions["astrophysics"].cells]
    shown = list(dict.fromkeys(re.findall(r'data-cell="([^"]+)"', text)))
    assert [cell for cell in cells if cell in shown] == shown
    assert set(cells) - set(shown) <= {"false-friends"}


def test_the_certificate_rides_along(text: str, editions: dict[str, Executed]) -> None:
    found = re.search(r'<script type="application/json" id="fw-certificate">(.*?)</script>', text)
    assert found is not None
    assert json.loads(found[1]) in [certificate(executed) for executed in editions.values()]
    assert json.loads(embedded("</script>\u2028")) == "</script>\u2028"
    assert "</" not in embedded("</script>")


def test_a_page_is_the_same_each_time(editions: dict[str, Executed], site: Path) -> None:
    executed = editions["cooking"]
    assert page(executed, certificate(executed)) == page(executed, certificate(executed))


def test_a_second_page_costs_little(editions: dict[str, Executed]) -> None:
    proofs = {name: certificate(executed) for name, executed in editions.items()}
    page(editions["astrophysics"], proofs["astrophysics"])
    start = perf_counter()
    page(editions["economics"], proofs["economics"])
    assert perf_counter() - start < 0.5  # 0.015 s where nothing else runs


def test_canon_is_the_same_in_every_page(site: Path) -> None:
    def canon(name: str) -> list[str]:
        text = (site / name / "linear-regression.html").read_text(encoding="utf-8")
        cells = re.findall(r'<div class="cell canon[^>]*>.*?</div>', text, re.DOTALL)
        return [re.sub(r'<span data-q="([^"]+)">[^<]*</span>', r"{\1}", cell) for cell in cells]

    assert canon("astrophysics") == canon("cooking") == canon("economics") == canon("pottery")


def test_a_page_that_stands_alone_offers_only_what_it_carries(executed: Executed) -> None:
    alone = page(executed, certificate(executed), home="")
    assert "<a download" not in alone and " download=" not in alone
    assert "index.html" not in alone


def test_the_gallery_shares_what_its_pictures_share(editions: dict[str, Executed]) -> None:
    cards = [gallery_card(executed) for executed in editions.values()]
    text = gallery(cards)
    assert text.count('<g id="d') == 1
    assert text.count("<use href=") - text.count('<use href="#d') <= 4
    assert [name for name in editions if f"{name}/linear-regression.html" in text] == list(editions)


def test_a_gallery_of_hundreds_stays_light(editions: dict[str, Executed]) -> None:
    cards = [gallery_card(executed) for executed in editions.values()]
    many = [{**card, "field": f"{card['field']}{n}"} for n in range(50) for card in cards]
    assert len(gzip.compress(gallery(many).encode(), 9)) < 60_000
    assert "0 fields" in gallery([])


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Cooking", "cooking"), ("Sports Science", "sports Science"), ("DNA repair", "DNA repair")],
)
def test_a_fields_name_within_a_sentence(name: str, shown: str) -> None:
    assert within(name) == shown


def test_a_field_keeps_its_colour() -> None:
    assert [hue(name) for name in ("astrophysics", "cooking", "economics")] == [5, 3, 1]
