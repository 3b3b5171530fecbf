"""Which model is asked, and where its key may go."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldwise.draft import settings
from fieldwise.draft.settings import Endpoint, find_endpoint
from fieldwise.errors import InputError, UsageError

KEY = "sk-a-key-that-nobody-may-see"
STORED = f'[model]\nurl = "https://models.example/v1"\nname = "large"\nkey = "{KEY}"\n'


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file, not written yet."""
    path = tmp_path / "settings.toml"
    monkeypatch.setattr(settings, "settings_path", lambda: path)
    return path


def test_the_environment_wins_over_the_file(stored: Path) -> None:
    stored.write_text(STORED)
    assert find_endpoint("", {}) == Endpoint(
        "https://models.example/v1/chat/completions", "large", KEY
    )
    named = find_endpoint("", {"FIELDWISE_MODEL": "small", "FIELDWISE_MODEL_KEY": "other"})
    assert (named.model, named.key) == ("small", "other")
    assert find_endpoint("tiny", {"FIELDWISE_MODEL": "small"}).model == "tiny"


def test_a_key_goes_to_its_own_address_only(stored: Path) -> None:
    stored.write_text(STORED)
    there = find_endpoint("", {"FIELDWISE_MODEL_URL": "http://localhost:11434/v1"})
    assert (there.key, there.is_local) == ("", True)
    same = find_endpoint("", {"FIELDWISE_MODEL_URL": "https://models.example/v1/"})
    assert (same.key, same.is_local, same.is_encrypted) == (KEY, False, True)
    assert KEY not in repr(same)


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/chat/completions"),
        ("http://[::1]:8080", "http://[::1]:8080/chat/completions"),
        ("https://a.example/v1/chat/completions", "https://a.example/v1/chat/completions"),
        ("https://a.example/x?v=2", "https://a.example/x/chat/completions?v=2"),
    ],
)
def test_an_address_may_be_the_base_or_the_whole(stored: Path, url: str, whole: str) -> None:
    found = find_endpoint("m", {"FIELDWISE_MODEL_URL": url})
    assert found.url == whole
    assert found.is_local == ("a.example" not in url)


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "No language model is set up: FIELDWISE_MODEL_URL is not set"),
        ({"FIELDWISE_MODEL_URL": "http://a.example/v1"}, "FIELDWISE_MODEL is not set"),
        ({"FIELDWISE_MODEL_URL": "localhost:11434"}, "no web address"),
        ({"FIELDWISE_MODEL_URL": "file:///etc/passwd"}, "no web address"),
        ({"FIELDWISE_MODEL_URL": "http://a.example:port/v1"}, "no web address"),
        ({"FIELDWISE_MODEL_URL": "http://a.example/v1\r\nX: y"}, "no web address"),
        ({"FIELDWISE_MODEL_URL": "https://me:secret@a.example/v1"}, "a name or a password"),
        (
            {
                "FIELDWISE_MODEL_URL": "http://a.example",
                "FIELDWISE_MODEL": "m",
                "FIELDWISE_MODEL_KEY": "a\nb",
            },
            "no key has",
        ),
    ],
)
def test_what_cannot_be_used_is_one_sentence(
    stored: Path, environment: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence) as stop:
        find_endpoint("", environment)
    assert "secret" not in str(stop.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f'[model]\nkey = "{KEY}\n', r":2: the settings cannot be read as TOML"),
        ("[model]\nurl = 7\n", "should hold texts"),
        ('model = "large"\n', "should hold texts"),
        (f'[model]\napi_key = "{KEY}"\n', "`model.api_key` is not a setting"),
    ],
)
def test_a_mistake_in_the_file_is_named_without_the_key(
    stored: Path, text: str, sentence: str
) -> None:
    stored.write_text(text)
    with pytest.raises(InputError, match=sentence) as stop:
        find_endpoint("", {})
    assert KEY not in str(stop.value)
