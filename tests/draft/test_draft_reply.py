"""What a model says, read as one section's text or refused."""

from __future__ import annotations

import json

import pytest

from fieldwise.draft.reply import so_far, text_of
from fieldwise.errors import ReplyError

GOOD = json.dumps({"slot": "scene", "text": "One tide.\n\nTwo $\\hat{y}$."})
TEXT = "One tide.\n\nTwo $\\hat{y}$."


@pytest.mark.parametrize(
    "reply",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Here is the section:\n\n{GOOD}\n\nI hope this helps.",
        f"<think>\nA {{tide}}, {{}} or two.\n</think>\n{GOOD}",
        f"\ufeff{GOOD}",
        GOOD.replace('{"slot": "scene", ', '{"notes": ["a"], '),
        GOOD.replace("\\n", "\n"),
        GOOD.replace("\\\\hat", "\\hat"),
        GOOD.replace("One tide", "## scene\\n\\nOne tide"),
        GOOD.replace("Two", "Two  ").replace('."}', '.  \\r\\n \\n"}').replace("Two  ", "Two"),
    ],
)
def test_one_reply_is_read_however_it_is_wrapped(reply: str) -> None:
    assert text_of(reply, "scene") == TEXT


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        ("I'm sorry, I can't help with that.", "not the JSON object"),
        ("", "not the JSON object"),
        ("[1, 2]", "not the JSON object"),
        (GOOD[:40], "not the JSON object"),
        (f"{GOOD}\n{GOOD}", "more than one"),
        (f"[{GOOD}, {GOOD}]", "not the JSON object"),
        ('{"slot": "limits", "text": "Wind."}', "is for `limits`, not for `scene`"),
        ('{"slot": "scene", "text": ["One."]}', "no string"),
        ('{"slot": "scene", "text": " \\n "}', "empty"),
        ('{"text": "One.", "text": "Two."}', "names a key twice"),
        ('{"scene": "One.", "limits": "Wind."}', "not the JSON object"),
        (f"<think>{GOOD}", "never ends"),
        ("{" * 5000, "not the JSON object"),
        (GOOD[:-1] + f', "n": {"9" * 5000}}}', "not the JSON object"),
        (GOOD.replace("One", "\\ud800"), "a letter that is broken"),
        (GOOD.replace("One", "\ufffd"), "a letter that is broken"),
    ],
)
def test_what_is_not_clearly_one_reply_is_refused(reply: str, sentence: str) -> None:
    with pytest.raises(ReplyError, match=sentence):
        text_of(reply, "scene")


@pytest.mark.parametrize(
    "tex", [r"\frac{1}{n}", r"\bar{x}", r"\beta", r"\theta", r"\rho", r"\nabla L", r"\underline{a}"]
)
def test_backslashes_that_a_model_forgot_to_double_are_put_back(tex: str) -> None:
    reply = f'{{"slot": "scene", "text": "The sum is ${tex}$ here."}}'
    assert text_of(reply, "scene") == f"The sum is ${tex}$ here."
    assert text_of(reply.replace("\\", "\\\\"), "scene") == f"The sum is ${tex}$ here."


def test_the_text_so_far_grows_with_the_reply() -> None:
    shown = [so_far(GOOD[:end]) for end in range(len(GOOD) + 1)]
    assert shown[-1] == TEXT and shown[0] == ""
    assert all(TEXT.startswith(text.rstrip("\\")) for text in shown)
