from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldwise.errors import InputError
from fieldwise.model import Lesson
from fieldwise.model.provenance import Record, Reviewed
from fieldwise.standing import (
    forget_written,
    mark,
    read_standing,
    record_review,
    record_written,
    review,
    standing_path,
)
from fieldwise.standing.reading import is_unseen


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return tmp_path / "fields" / "pottery" / "linear-regression.md"


def test_a_story_without_records_has_an_empty_standing(story: Path) -> None:
    standing = read_standing(story)
    assert standing.records == {}
    assert standing.digest == ""
    assert standing.path.endswith("linear-regression.standing.yaml")


def test_what_is_recorded_is_read_back(story: Path, lesson: Lesson) -> None:
    record_written(story, "scene", "One firing.", by="model", name="gpt-oss:20b")
    said = review(lesson, "scene", "One firing.", by="no", verdict="to mend", note="a:\n#b")
    record_review(story, "scene", said)
    record = read_standing(story).records["scene"]
    assert record.written is not None
    assert (record.written.by, record.written.name) == ("model", "gpt-oss:20b")
    assert record.written.text == mark("One firing.")
    assert record.reviewed is not None
    assert (record.reviewed.by, record.reviewed.note) == ("no", "a: #b")
    assert record.reviewed.beside == said.beside


def test_keys_that_nobody_knows_are_kept_as_they_are_written(story: Path) -> None:
    record_written(story, "scene", "One firing.", by="person", name="Ada")
    path = standing_path(story)
    kept = path.read_text().replace("slots:", "later: {a: 1.0, b: [no, 0123]}\nslots:")
    path.write_text(kept.replace("  scene:", "  scene:\n    seen: 2026-01-02"))
    record_written(story, "title", "Clay", by="person", name="Ada")
    text = path.read_text()
    assert "later: {a: 1.0, b: [no, 0123]}\n" in text
    assert "    seen: 2026-01-02\n" in text
    assert read_standing(story).records.keys() == {"scene", "title"}


def test_what_was_taken_out_is_forgotten(story: Path, lesson: Lesson) -> None:
    forget_written(story, "scene")
    assert not standing_path(story).exists()
    record_written(story, "scene", "One firing.", by="model", name="gpt")
    said = review(lesson, "scene", "One firing.", by="Grace", verdict="accepted")
    record_review(story, "scene", said)
    forget_written(story, "scene")
    record = read_standing(story).records["scene"]
    assert (record.written, record.reviewed) == (None, said)
    record_written(story, "title", "Clay", by="model", name="gpt")
    forget_written(story, "title")
    assert read_standing(story).records["title"] == Record()


def test_many_at_a_time_lose_nothing(story: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from fieldwise.standing import record_written\n"
        "for n in range(8): record_written("
        "Path(sys.argv[1]), f'{sys.argv[2]}{n}', 'A.', by='model', name='gpt')"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(story), name]) for name in ("a", "b", "c")
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert len(read_standing(story).records) == 24


def test_the_file_is_short_and_says_what_it_is(story: Path) -> None:
    record_written(story, "scene", "One firing.", by="model", name="gpt-oss")
    record_written(story, "scene", "Two firings.", by="model", name="gpt-oss")
    lines = standing_path(story).read_text().splitlines()
    assert lines[0] == (
        "# Who wrote and who reviewed each section of linear-regression.md. Fieldwise keeps this "
        "file:"
    )
    assert len(lines) == 7
    assert lines[-1].startswith("    written: {by: model, name: gpt-oss, on: 20")
    assert yaml.safe_load("\n".join(lines))["slots"]["scene"]["written"]["by"] == "model"


def test_names_and_notes_lose_what_cannot_be_seen(story: Path, lesson: Lesson) -> None:
    record_written(story, "scene", "One.", by="model", name="\u202egpt\x1b[31m\u200b")
    record_written(story, "title", "One.", by="model", name=" \n")
    record_review(story, "scene", review(lesson, "scene", "One.", by="", verdict="accepted"))
    records = read_standing(story).records
    assert records["scene"].written is not None
    assert records["title"].written is not None
    assert records["scene"].reviewed is not None
    assert records["scene"].written.name == "gpt[31m"
    assert records["title"].written.name == "a model"
    assert records["scene"].reviewed.by == "a reader"


BROKEN = {
    "broken YAML": ("slots: [\n", ":2:1: broken YAML: "),
    "no table": ("- scene\n", ":1:1: the YAML holds no mapping"),
    "no such writer": (
        "slots:\n  scene:\n    written: {by: cat, name: Tom, text: abc}\n",
        ":3:19: `slots.scene.written.by` should be `person` or `model`.",
    ),
    "no mark": (
        "slots:\n  scene:\n    written: {by: model, name: gpt}\n",
        ":3:14: the key `slots.scene.written.text` is missing.",
    ),
    "no such verdict": (
        "slots:\n  scene:\n    reviewed: {by: Ada, verdict: fine, text: abc}\n",
        ":3:34: `slots.scene.reviewed.verdict` should be `accepted` or `to mend`.",
    ),
    "an unseen sign": (
        'slots: {a: {written: {by: model, name: "a\\u202eb", text: abc}}}',
        ":1:40: `slots.a.written.name` holds signs that cannot be seen.",
    ),
    "a long name": (
        f"slots: {{a: {{written: {{by: model, name: {'x' * 201}, text: abc}}}}}}",
        ":1:40: `slots.a.written.name` has 201 characters; 200 are the most.",
    ),
}


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_named_by_its_line_and_left_alone(
    story: Path, text: str, said: str
) -> None:
    path = standing_path(story)
    path.parent.mkdir(parents=True)
    path.write_text(text)
    for attempt in (
        lambda: read_standing(story),
        lambda: record_written(story, "scene", "One.", by="person", name="Ada"),
    ):
        with pytest.raises(InputError) as caught:
            attempt()
        assert str(caught.value).startswith(f"{path}{said}")
    assert path.read_text() == text


def test_blanks_at_the_ends_of_lines_and_texts_do_not_change_a_mark() -> None:
    assert mark("One firing.\nTwo.") == mark("\n\nOne firing.  \r\nTwo.\t\n\n")
    assert mark("One firing.\nTwo.") != mark("One firing. Two.")
    assert len(mark("")) == 12


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.text(max_size=40),
    note=st.text(max_size=80),
    slot=st.from_regex(r"[a-z][a-z.-]{0,11}", fullmatch=True),
)
def test_whatever_is_recorded_is_read_back(name: str, note: str, slot: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.md"
        said = Reviewed(name, "to mend", note, "2026-11-22", "1.1", "0" * 12, "1" * 12)
        record_written(story, slot, note, by="model", name=name)
        record_review(story, slot, said)
        record = read_standing(story).records[slot]
        assert record.reviewed is not None and record.written is not None
        seen = "".join(sign for sign in " ".join(name.split()) if not is_unseen(sign)).strip()
        assert record.reviewed.by == (seen or "a reader")
        assert record.written.name == (seen or "a model")
        assert record.written.text == mark(note)
