"""The client's paths replayed from recordings; nothing here reaches a network unless re-recorded.

Recorded from a real model, Qwen2.5-Coder-1.5B-Instruct Q4_K_M on llama.cpp: answered, another language, cut,
zebra, opening, changed prompt. Recorded from `lying_server.py`: refusal, words, 500, 504. `make record`
records them anew against the server that `OPENAI_BASE_URL` names.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from llm_doubles import ACCOUNT, client, read_as
from lying_server import lying

from classifier.llm import LLM
from classifier.opening import OpeningWriter
from classifier.question import question
from classifier.reply import Reply
from policy.decide import decide
from policy.opening import faults
from prompts.client import Client
from prompts.errors import LLMError
from prompts.template import Message, Prompt, Settings, load

MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m"
URL = os.environ.get("OPENAI_BASE_URL") or "http://127.0.0.1:8099/v1"
PATIENT = {"model": MODEL, "connect_seconds": 5, "read_seconds": 150, "total_seconds": 170}
pytestmark = [pytest.mark.vcr, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    def plain(request: Any) -> Any:
        # Neither the key nor the machine that recorded belongs in a file.
        request.uri = "http://model.invalid" + request.path
        request.headers = {"content-type": "application/json"}
        return request

    return {
        "match_on": ["method", "path", "body"],
        "filter_headers": ["authorization"],
        "before_record_request": plain,
    }


@pytest.fixture
def recording(record_mode: str) -> bool:
    return record_mode != "none"


@contextmanager
def liar(how: str, recording: bool, **changes: Any) -> Iterator[Client]:
    """A client of the lying server while recording, of nobody when replaying."""
    given = PATIENT | changes
    if recording:
        with lying(how) as server:
            yield client(server.url, **given)
    else:
        yield client("http://127.0.0.1:9/v1", **given)


def values(body: str) -> dict[str, str]:
    return question(Reply(id="1", subject="Re: Past due", body=body)).values


def played(vcr: Any, recording: bool, times: int = 1) -> None:
    """Guards against a client that slips past the recorder and talks to a live server."""
    assert recording or vcr.play_count == times


def test_answered(vcr: Any, recording: bool) -> None:
    llm = LLM(client(URL, **PATIENT), MODEL)
    asked = llm.ask(
        question(
            Reply(
                id="1",
                subject="Re: Past due",
                body="Which contract is this invoice for? Never heard of it.",
            )
        )
    )
    assert asked.failure is None
    assert asked.said is not None
    assert asked.said.primary == "balance_inquiry"
    assert asked.usage.prompt_tokens > 1000
    assert not asked.usage.estimated
    body = vcr.requests[0].body
    assert b'"stream":false' in bytes(body).replace(b" ", b"")
    played(vcr, recording)


def test_another_language(vcr: Any, recording: bool) -> None:
    llm = LLM(client(URL, **PATIENT), MODEL)
    asked = llm.ask(
        question(
            Reply(
                id="1",
                subject="AW: Mahnung",
                body="Kann ich das in drei Raten zahlen? Mehr geht gerade nicht.",
            )
        )
    )
    assert asked.said is not None
    assert asked.said.facts.language == "de"
    played(vcr, recording)


def test_cut(vcr: Any, recording: bool) -> None:
    prompt = load("classify")
    short = prompt.model_copy(update={"settings": Settings(max_tokens=12, seed=7)})
    with pytest.raises(LLMError) as caught:
        client(URL, **PATIENT).complete(short, values("I paid the agency on Monday."))
    assert caught.value.kind == "invalid"
    played(vcr, recording)


def test_zebra(vcr: Any, recording: bool) -> None:
    """Whatever server is configured must hold an answer to a schema that the question does not suggest."""
    prompt = Prompt(
        id="zebra",
        version=1,
        purpose="Does the server obey a schema?",
        settings=Settings(max_tokens=60, seed=7),
        variables=("body",),
        messages=(
            Message(role="system", content="Answer the question with one JSON object."),
            Message(role="user", content="$fence\n$body\n$fence"),
        ),
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["zebra", "stripes"],
            "properties": {
                "zebra": {"type": "string", "enum": ["black", "white"]},
                "stripes": {"type": "boolean"},
            },
        },
    )
    data = client(URL, **PATIENT).complete(prompt, {"body": "What is the capital of France?"}).data
    assert set(data) == {"zebra", "stripes"}
    assert data["zebra"] in ("black", "white")
    assert isinstance(data["stripes"], bool)
    played(vcr, recording)


def test_opening(vcr: Any, recording: bool) -> None:
    reply = Reply(
        id="1",
        body="The hours on this invoice are wrong, I only asked for ten and she was late anyway.",
    )
    read = read_as("1", "freelancer_dispute", band="high")
    decision = decide(read.reading(reply), ACCOUNT, date(2026, 11, 22))
    line = OpeningWriter(client(URL, **PATIENT), lambda *_: ())(reply, read, decision)
    assert line is None or not faults(line, "en")
    played(vcr, recording)


def test_a_changed_prompt_is_not_answered_from_an_old_recording(vcr: Any, recording: bool) -> None:
    prompt = load("classify")
    asked = client(URL, **PATIENT)
    asked.complete(prompt, values("Thanks, noted."))
    played(vcr, recording)
    if not recording:
        changed = prompt.model_copy(update={"examples": prompt.examples[1:], "version": 99})
        with pytest.raises(LLMError):
            asked.complete(changed, values("Thanks, noted."))


@pytest.mark.parametrize(
    ("how", "kind"), [("refusal", "refused"), ("no json", "invalid"), ("504", "timeout")]
)
def test_lies(vcr: Any, recording: bool, how: str, kind: str) -> None:
    with liar(how, recording) as asked, pytest.raises(LLMError) as caught:
        asked.complete(load("classify"), values("Can I pay next month?"))
    assert caught.value.kind == kind
    played(vcr, recording)


def test_500_is_retried(vcr: Any, recording: bool) -> None:
    with liar("500", recording, retries=1) as asked, pytest.raises(LLMError) as caught:
        asked.complete(load("classify"), values("Can I pay next month?"))
    assert caught.value.kind == "unavailable"
    played(vcr, recording, 2)
