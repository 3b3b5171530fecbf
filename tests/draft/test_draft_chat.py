"""One request after the other to an endpoint that misbehaves in every way there is."""

from __future__ import annotations

import json
import socket
from dataclasses import replace

import pytest

from draft.endpoint import (
    KEY,
    Behaviour,
    Server,
    blurts,
    chunked,
    cut_off,
    endless,
    fails,
    half,
    page,
    ponders,
    raw,
    refuses,
    says,
    sends,
    silent,
    whole,
    without_formats,
)
from draft.tide_book import MODEL, QUICK, chat_with
from fieldwise.draft.chat import Chat, Message
from fieldwise.draft.connection import Limits
from fieldwise.draft.settings import Endpoint
from fieldwise.draft.stream import Passing
from fieldwise.errors import ModelError, ReplyError

ASKED: list[Message] = [
    {"role": "system", "content": "You write."},
    {"role": "user", "content": "# The section to write: `scene`\n\nWrite."},
]
GOOD = json.dumps({"slot": "scene", "text": "One tide."})


def test_a_reply_is_streamed_and_heard_as_it_grows(endpoint: Server) -> None:
    endpoint.behaviours = [raw(GOOD, step=8)]
    heard: list[str] = []
    assert chat_with(endpoint).ask(ASKED, heard.append) == GOOD
    assert len(heard) > 1 and all(GOOD.startswith(part) for part in heard)
    [asked] = endpoint.requests
    assert asked.path == "/v1/chat/completions"
    assert asked.body["model"] == MODEL and asked.body["stream"] is True
    assert asked.body["response_format"]["type"] == "json_schema"
    assert "Authorization" not in asked.headers


@pytest.mark.parametrize(
    "trouble",
    [half, silent, raw(""), fails(500), fails(503), fails(429), fails(408)],
    ids=["half", "silent", "empty", "500", "503", "429", "408"],
)
def test_what_may_pass_is_tried_again(endpoint: Server, trouble: Behaviour) -> None:
    endpoint.behaviours = [trouble, trouble, says("One tide.")]
    waits: list[float] = []
    chat = chat_with(endpoint, pause=waits.append)
    assert chat.ask(ASKED) == GOOD
    assert len(waits) == 2 and 0.5 < waits[0] < waits[1] < 4


@pytest.mark.parametrize("trouble", [half, silent, fails(500)])
def test_patience_ends(endpoint: Server, trouble: Behaviour) -> None:
    endpoint.behaviours = [trouble]
    with pytest.raises(Passing):
        chat_with(endpoint).ask(ASKED)
    assert len(endpoint.requests) == QUICK.tries


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (fails(401, "bad key"), r"does not let us in \(401\): bad key\. It wants a key\."),
        (fails(403), r"\(403\)"),
        (fails(404, "no such model"), "knows no model “tide-writer-1”"),
        (fails(402, "pay"), r"does not take the request \(402\): pay"),
        (fails(429, "You exceeded your current quota"), "quota"),
        (fails(302, Location="http://elsewhere.example/"), "another address"),
        (fails(429, Retry_After="3600"), "left alone for 3,600 seconds"),
        (fails(400, "maximum context length"), "maximum context length"),
        (page, "web page"),
    ],
    ids=["401", "403", "404", "402", "quota", "302", "long wait", "context", "page"],
)
def test_what_will_not_pass_is_said_at_once(
    endpoint: Server, trouble: Behaviour, sentence: str
) -> None:
    endpoint.behaviours = [trouble, says("One tide.")]
    with pytest.raises(ModelError, match=sentence) as stop:
        chat_with(endpoint).ask(ASKED)
    assert not isinstance(stop.value, ReplyError)
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (refuses, "the model refuses: I cannot help with kilns"),
        (cut_off, "cut off at the model's longest length"),
        (endless, "does not end"),
        (ponders, "does not end"),
    ],
)
def test_a_reply_that_is_none_is_not_asked_for_again(
    endpoint: Server, trouble: Behaviour, sentence: str
) -> None:
    endpoint.behaviours = [trouble, says("One tide.")]
    with pytest.raises(ReplyError, match=sentence) as stop:
        chat_with(endpoint).ask(ASKED)
    assert not isinstance(stop.value, Passing)


def test_an_endpoint_may_ask_for_time(endpoint: Server) -> None:
    endpoint.behaviours = [fails(429, Retry_After="7"), says("One tide.")]
    waits: list[float] = []
    assert chat_with(endpoint, pause=waits.append).ask(ASKED) == GOOD
    assert waits == [7.0]


@pytest.mark.parametrize("known", [{"json_schema"}, {"json_object", ""}, {""}])
def test_the_reply_is_asked_for_in_a_form_that_the_endpoint_takes(
    endpoint: Server, known: set[str]
) -> None:
    endpoint.behaviours = [without_formats(known, "One tide.")]
    chat = chat_with(endpoint)
    assert chat.ask(ASKED) == GOOD
    before = len(endpoint.requests)
    assert chat.ask(ASKED) == GOOD
    assert len(endpoint.requests) == before + 1, "what it takes is remembered"


def test_a_reply_may_come_in_chunks_and_a_chunk_may_be_cut_off(endpoint: Server) -> None:
    endpoint.behaviours = [chunked("One tide.", cut=True), chunked("One tide.")]
    waits: list[float] = []
    assert chat_with(endpoint, pause=waits.append).ask(ASKED) == GOOD
    assert len(waits) == 1


def test_a_reply_that_is_not_streamed_is_taken(endpoint: Server) -> None:
    endpoint.behaviours = [whole("One tide.")]
    assert chat_with(endpoint).ask(ASKED) == GOOD


TIDE = json.dumps({"slot": "scene", "text": "Ébb, one tide."}, ensure_ascii=False)
STREAM = "".join(
    f"data: {json.dumps({'choices': [choice]}, ensure_ascii=False)}\n\n"
    for choice in ({"delta": {"content": TIDE}}, {"delta": {}, "finish_reason": "stop"})
).encode()
DOCUMENT = json.dumps({"choices": [{"message": {"content": TIDE}}]}).encode()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", STREAM),
        ("text/plain", b": a comment\n\n" + STREAM),
        ("text/event-stream", b"\xef\xbb\xbf" + STREAM.replace(b"\n", b"\r\n")),
        ("text/event-stream", DOCUMENT),
        ("text/html", b" \n" + DOCUMENT),
    ],
)
def test_an_answer_is_taken_for_what_it_is_wherever_it_is_cut(
    endpoint: Server, kind: str, body: bytes
) -> None:
    endpoint.behaviours = [sends(kind, body), sends(kind, *(bytes([part]) for part in body))]
    chat = chat_with(endpoint)
    assert [chat.ask(ASKED), chat.ask(ASKED)] == [TIDE, TIDE]
    assert len(endpoint.requests) == 2


def test_a_web_page_is_known_by_how_it_begins(endpoint: Server) -> None:
    endpoint.behaviours = [sends("text/event-stream", b"<!doctype html><title>Log in</title>")]
    with pytest.raises(ModelError, match="web page"):
        chat_with(endpoint).ask(ASKED)
    assert len(endpoint.requests) == 1


def test_a_letter_that_was_cut_in_halves_is_whole_again(endpoint: Server) -> None:
    wave = [f'data: {{"choices": [{{"delta": {{"content": "{half}"}}}}]}}\n\n'.encode()
            for half in ("\\ud83c", "\\udf0a", "\\ud83c")]  # fmt: skip
    endpoint.behaviours = [sends("text/event-stream", *wave, b"data: [DONE]\n")]
    assert chat_with(endpoint).ask(ASKED) == "\U0001f30a\ufffd"


def test_nobody_there_is_one_sentence() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1/chat/completions"
    with pytest.raises(ModelError, match=r"^127\.0\.0\.1:\d+ cannot be reached: .* running"):
        Chat(Endpoint(url, MODEL), QUICK).ask(ASKED)


@pytest.mark.parametrize("url", ["http://no-such-host.invalid/v1", f"http://{'a' * 70}.example/v1"])
def test_a_host_that_does_not_exist_is_one_sentence(url: str) -> None:
    with pytest.raises(ModelError, match="cannot be reached"):
        Chat(Endpoint(url, MODEL), replace(QUICK, tries=1)).ask(ASKED)


def test_the_systems_proxy_is_used_but_not_for_this_machine(
    endpoint: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    # by another name than the endpoint's, so that its requests can be told from those of the proxy
    proxy = endpoint.url.removesuffix("/v1").replace("127.0.0.1", "localhost")
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, proxy)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    endpoint.behaviours = [says("One tide.")]
    far = Endpoint("http://models.example/v1/chat/completions", MODEL)
    assert Chat(far, QUICK).ask(ASKED) == GOOD
    assert chat_with(endpoint).ask(ASKED) == GOOD
    assert [asked.path for asked in endpoint.requests] == [far.url, "/v1/chat/completions"]
    assert endpoint.requests[0].headers["Host"] == "models.example"


def test_a_reply_may_not_take_for_ever(endpoint: Server) -> None:
    endpoint.behaviours = [endless]
    limits = replace(QUICK, characters=10**9, whole=0.2, tries=1)
    with pytest.raises(Passing, match=r"took more than 0\.2 seconds"):
        chat_with(endpoint, limits).ask(ASKED)
    endpoint.behaviours = [endless]
    with pytest.raises(ReplyError, match="does not end"):
        chat_with(endpoint, Limits(characters=10**9, bytes=50_000)).ask(ASKED)


@pytest.mark.parametrize(
    "trouble", [fails(401, f"Incorrect key: {KEY}"), fails(500, KEY), blurts(KEY)]
)
def test_the_key_is_sent_and_never_said(endpoint: Server, trouble: Behaviour) -> None:
    endpoint.behaviours = [trouble]
    there = Endpoint(f"{endpoint.url}/chat/completions", MODEL, KEY)
    with pytest.raises(ModelError) as stop:
        Chat(there, QUICK, lambda seconds: None).ask(ASKED)
    assert endpoint.requests[0].headers["Authorization"] == f"Bearer {KEY}"
    assert KEY not in str(stop.value) and "[the key]" in str(stop.value)
    assert KEY not in repr(there)
