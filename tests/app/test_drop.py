"""What the app does with a learner's file, asked as its page asks."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from app.served import posted, served
from fieldwise.app.drop import Dropping, keeping
from fieldwise.app.drop.keeping import file_name
from fieldwise.app.serve import HOST
from fieldwise.build import build
from fieldwise.page.pack import LIMIT
from fieldwise.read import find_course
from pottery import LESSON

TABLE = "time [s],counts\n" + "".join(f"{n},{3 * n + n % 7}\n" for n in range(1, 41))


@pytest.fixture
def dropping() -> Dropping:
    course = find_course()
    return Dropping(course, course.lesson(LESSON))


@pytest.fixture
def port(tmp_path: Path, dropping: Dropping) -> Iterator[int]:
    (tmp_path / "index.html").write_text("<body></body>")
    with served(tmp_path, [dropping]) as port:
        yield port


def upload(port: int, text: str = TABLE, name: str = "night.csv") -> str:
    status, answer = posted(port, "/-/data", text.encode(), X_File_Name=quote(name))
    assert status == 200, answer
    return str(answer["id"])


@pytest.mark.kernel
def test_a_page_that_is_full_weighs_no_more_than_it_may_when_it_is_served(
    tmp_path: Path, dropping: Dropping
) -> None:
    course = find_course()
    build(course, course.fields, course.lesson(LESSON), tmp_path)
    page = f"/astrophysics/{LESSON}.html"
    with served(tmp_path, [dropping]) as port, closing(HTTPConnection(HOST, port)) as connection:
        connection.request("GET", page, headers={"Accept-Encoding": "gzip"})
        packed = connection.getresponse().read()
    assert b"fieldwise-data" in gzip.decompress(packed)
    assert LIMIT - 10_000 < len(packed) <= LIMIT


def test_columns_are_offered_with_their_units_and_kinds(port: int) -> None:
    _, answer = posted(port, "/-/data", TABLE.encode(), X_File_Name="night.csv")
    assert (answer["x"], answer["y"], answer["source"]) == ("time", "counts", "night.csv")
    time, counts = answer["columns"]
    assert (time["unit"], time["unit_from"], time["low"]) == ("s", "the column's name", 1)
    assert (counts["unit"], counts["kind"]) == ("", "number")


def test_notes_are_told_for_the_columns_that_are_chosen(port: int) -> None:
    flat = "t,y\n" + "".join(f"{n},{min(n, 30)}\n" for n in range(1, 51))
    id = upload(port, flat)
    status, answer = posted(port, f"/-/data/{id}/notes", {"x": "t", "y": "y"})
    assert (status, answer["rows"], answer["usable"]) == (200, 50, 50)
    told = next(note for note in answer["notes"] if "saturation" in note["sentence"])
    assert told["advice"].endswith("--below 30 leaves them out.")  # which the form makes a button
    _, answer = posted(port, f"/-/data/{id}/notes", {"x": "t", "y": "y", "below": "30"})
    assert answer["usable"] == 29


def test_an_option_that_the_form_does_not_have_is_not_named(port: int) -> None:
    id = upload(port, "t;y\n" + "".join(f"{n};1,{n + 234}\n" for n in range(1, 51)))
    _, answer = posted(port, f"/-/data/{id}/notes", {"x": "t", "y": "y"})
    told = next(note for note in answer["notes"] if "decimal mark" in note["sentence"])
    assert "--" not in told["advice"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec_Fetch_Site": "cross-site"},
    ],
)
def test_only_pages_of_the_app_are_answered(port: int, headers: dict[str, str]) -> None:
    status, answer = posted(port, "/-/data", TABLE.encode(), **headers)
    assert status == 403 and "not asked by a page of this app" in answer["error"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture.csv"),
        (b"a,b\n1,x\n2,y\n", "two columns of numbers"),
        (b"a,b\n1,2\n2,3\n3,4\n", "3"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_and_the_app_goes_on(
    port: int, dropping: Dropping, content: bytes, says: str
) -> None:
    status, answer = posted(port, "/-/data", content, X_File_Name="picture.csv")
    if status == 200:
        status, answer = posted(port, f"/-/data/{answer['id']}/notes", {})
    assert status == 422 and says in answer["error"]
    assert str(dropping._keeping.root) not in answer["error"]
    assert upload(port)


def test_a_file_that_is_too_large_is_refused_and_not_kept(
    port: int, dropping: Dropping, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, answer = posted(port, "/-/data", b"", Content_Length="300000000", X_File_Name="big.csv")
    assert status == 413 and "fieldwise open --data FILE" in answer["error"]
    monkeypatch.setattr(keeping, "LARGEST", 1000)
    status, answer = posted(port, "/-/data", b"1,2\n" * 1000, X_File_Name="big.csv")
    assert status == 422 and "“big.csv” has more than" in answer["error"]
    assert list(dropping._keeping.root.iterdir()) == []


def test_of_several_files_only_the_last_is_kept_and_in_the_end_none(
    port: int, dropping: Dropping
) -> None:
    first, second = upload(port), upload(port, name="<script>alert(1)</script>.csv")
    kept = [path.name for path in dropping._keeping.root.rglob("*") if path.is_file()]
    assert kept == ["<script>alert(1)<_script>.csv"]
    status, answer = posted(port, f"/-/data/{first}/notes", {})
    assert status == 404 and "Drop it once more" in answer["error"]
    assert posted(port, f"/-/data/{second}/notes", {})[0] == 200
    root = dropping._keeping.root
    dropping.end()
    assert not root.exists()


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"[" * 9000, b'{"x": "' + b"x" * 30_000 + b'"}']
)
def test_a_form_that_is_none_is_a_sentence(port: int, body: bytes) -> None:
    status, answer = posted(port, f"/-/data/{upload(port)}/notes", body)
    assert status == 422 and answer["error"].endswith(".")


@pytest.mark.kernel
def test_the_lesson_is_built_on_the_file_in_no_field_and_in_one(port: int) -> None:
    from urllib.request import urlopen

    id = upload(port)
    asked = {"x": "time", "y": "counts", "y_unit": "ADU"}
    for field, told in (("", "own"), ("cooking", "cooking")):
        _, last = posted(port, f"/-/data/{id}/lesson", {**asked, "field": field})
        assert last == {"done": f"/own/{id}/{told}/{LESSON}.html"}
        with urlopen(f"http://127.0.0.1:{port}{last['done']}") as response:
            page = response.read().decode()
        assert "night.csv" in page and "ADU" in page and "fieldwise-data" in page


@pytest.mark.kernel
def test_a_lesson_that_is_impossible_is_a_sentence(port: int) -> None:
    id = upload(port, "a,b\n" + "".join(f"{n},5\n" for n in range(30)))
    _, last = posted(port, f"/-/data/{id}/lesson", {"x": "a", "y": "b"})
    assert last.keys() == {"error"} and last["error"].startswith("night.csv")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\0b\n.csv", "a_b_.csv"),
        ("", "data"),
        (".hidden", "hidden"),
        ("x" * 300 + ".csv", "x" * 80 + ".csv"),
    ],
)
def test_any_name_can_be_kept(name: str, kept: str) -> None:
    assert file_name(name) == kept
