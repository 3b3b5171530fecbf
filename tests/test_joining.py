"""Pages of a folder carry each other's tellings, and never weigh more than they may."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fieldwise import files
from fieldwise.build import build, execute, render, render_alone
from fieldwise.joining import NOTHING, join, others
from fieldwise.manifest import BESIDE, read_site
from fieldwise.model import Data, Executed, Lesson
from fieldwise.page.pack import LIMIT, MOST, TELLINGS, alone, bulk, from_alone, head_of, held, put
from fieldwise.read import Course, find_course
from pottery import LESSON

pytestmark = pytest.mark.kernel

Entries = dict[str, Any]


def carried(page: bytes) -> list[str]:
    return [field for field, _ in head_of(held(page, TELLINGS))["carried"]]


@pytest.fixture(scope="module")
def built(kiln: Course, lesson: Lesson, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("joined")
    build(kiln, ("economics", "cooking", "astrophysics"), lesson, out)
    return out


def otherwise(parts: Mapping[str, str], seed: int) -> dict[str, str]:
    """The same HTML, with every word in the place of another."""
    words = sorted({word for text in parts.values() for word in _WORD.findall(text)})
    other = dict(zip(words, random.Random(seed).sample(words, len(words)), strict=True))
    return {place: _WORD.sub(lambda w: other[w[0]], text) for place, text in parts.items()}


_WORD = re.compile(r"(?<![<&/\w\"=#-])[a-z]{4,}(?![\w\"=>])")


def crowd(built: Path, out: Path, count: int) -> Entries:
    """A folder of many fields, told at length, no two of them alike in their words."""
    entries: Entries = {}
    of = list(read_site(built).editions.items())
    for number in range(count):
        name, entry = of[number % len(of)]
        field, told = f"field-{number:03d}", from_alone((built / f"{name}.{BESIDE}").read_text())
        telling = alone(
            {
                **told,
                "field": field,
                "name": field.title(),
                "parts": otherwise(told["parts"], number),
            }
        )
        page = put((built / f"{name}.html").read_bytes(), NOTHING)
        card = {**entry["card"], "field": field, "name": field.title()}
        own = {f"{field}/{LESSON}.{BESIDE}": telling.encode(), f"{field}/{LESSON}.html": page}
        for file, raw in own.items():
            files.write(out / file, raw, durable=False)
        digests = {file: files.digest(raw) for file, raw in own.items()}
        entries[f"{field}/{LESSON}"] = {**entry, "files": digests, "card": card}
    return entries


def pages(out: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(out.glob("*/*.html"))]


@pytest.mark.parametrize("count", [12, 100])
def test_no_page_weighs_more_than_it_may(
    built: Path, tmp_path: Path, lesson: Lesson, count: int
) -> None:
    joined = join(tmp_path, lesson, crowd(built, tmp_path, count))
    weights = [len(gzip.compress(page, 6)) for page in pages(tmp_path)]
    assert max(weights) <= LIMIT
    assert all(b'id="fw-pack"></script>' in page for page in pages(tmp_path))
    packs = {tuple(carried(page)) for page in pages(tmp_path)}
    assert len(packs) == 1 and packs.pop()[:2] == ("plain-symbols", "field-000")
    digests = [
        next(d for f, d in e["files"].items() if f.endswith("html")) for e in joined.values()
    ]
    assert digests == [files.digest(page) for page in pages(tmp_path)]


def test_a_page_that_is_far_heavier_leaves_the_others_their_tellings(
    built: Path, tmp_path: Path, lesson: Lesson
) -> None:
    entries = crowd(built, tmp_path, 12)
    name = "field-003/linear-regression"
    noise = random.Random(2).randbytes(25_000).hex().encode()
    heavy = (tmp_path / f"{name}.html").read_bytes().replace(b"</main>", noise + b"</main>", 1)
    (tmp_path / f"{name}.html").write_bytes(heavy)
    entries[name] = {**entries[name], "bulk": bulk(heavy.decode())}
    join(tmp_path, lesson, entries)
    assert max(len(gzip.compress(page, 6)) for page in pages(tmp_path)) <= LIMIT
    counts = [len(carried(page)) for page in pages(tmp_path)]
    assert counts[3] == 0 and min(counts[:3] + counts[4:]) > 4


def test_a_page_carries_the_tellings_of_a_dozen_fields(lesson: Lesson, tmp_path: Path) -> None:
    course = find_course()
    build(course, course.fields, lesson, tmp_path)
    assert len(course.fields) >= MOST - 1
    for page in pages(tmp_path):
        assert len(carried(page)) == MOST and carried(page)[0] == "plain-symbols"
        assert len(gzip.compress(page, 6)) <= LIMIT


def test_a_field_that_is_alone_carries_its_files_too(
    kiln: Course, lesson: Lesson, tmp_path: Path
) -> None:
    build(kiln, ("pottery",), lesson, tmp_path)
    alone_there = (tmp_path / f"pottery/{LESSON}.html").read_bytes()
    assert carried(alone_there) == ["plain-symbols", "pottery"]
    assert b'id="fw-pack"></script>' not in alone_there
    assert len(gzip.compress(alone_there, 6)) <= LIMIT
    build(kiln, ("pottery", "cooking", "economics", "astrophysics"), lesson, tmp_path)
    among_others = (tmp_path / f"pottery/{LESSON}.html").read_bytes()
    assert carried(among_others)[1:] == ["astrophysics", "cooking", "economics", "pottery"]
    assert len(gzip.compress(among_others, 6)) <= LIMIT


def test_a_page_to_send_carries_its_files_and_what_else_there_is_room_for(
    executed: Executed, kiln: Course, lesson: Lesson
) -> None:
    page = render_alone(executed, others(kiln, lesson, "pottery"))
    assert len(gzip.compress(page, 6)) <= LIMIT
    assert b'id="fw-pack"></script>' not in page
    assert head_of(held(page, TELLINGS))["beside"] is None
    assert carried(page)[:3] == ["plain-symbols", "analytical-chemistry", "astrophysics"]


def test_a_lesson_on_own_data_is_told_in_plain_symbols_besides_and_in_no_field(
    executed: Executed, lesson: Lesson
) -> None:
    pairs = tuple((x, 3.0 * x + 2 + x % 3) for x in range(10, 60))
    measured = execute(lesson, executed.edition.story, Data("measured", pairs))
    page = render(measured)["html"]
    head = head_of(held(page, TELLINGS))
    assert (head["carried"], head["beside"]) == ([["plain-symbols", "Plain symbols"]], None)
    assert b'<span class="name">My data</span>' in page
