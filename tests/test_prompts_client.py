"""The client against a server that lies: in time, in budget, on record, and never twice for one question."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from llm_doubles import client
from lying_server import BEHAVIOURS, lying, wait_until

from prompts.audit import JsonLines
from prompts.breaker import Breaker
from prompts.cache import Cache
from prompts.errors import LLMError, PromptError
from prompts.settings import LLMSettings
from prompts.template import load
from prompts.usage import Usage

PROMPT = load("classify")
READABLE = {
    "good", "in words", "unknown label", "other beside", "foreign primary", "label twice", "no label",
    "wrong types", "unknown key", "action", "unknown sensitive", "missing keys", "bad usage",
}  # fmt: skip
KINDS = {
    "refusal": "refused", "filtered": "refused", "429": "rate_limited", "500": "unavailable",
    "503": "unavailable", "504": "timeout", "401": "config", "404": "config", "400": "rejected",
    "hang": "timeout", "slow drip": "timeout", "close": "unavailable", "not http": "unavailable",
    "huge": "invalid", "endless": "invalid", "gzip": "invalid",
}  # fmt: skip


def values(body: str = "I need until Friday.") -> dict[str, str]:
    return {"subject": "", "attachments": "none", "body": body}


@pytest.mark.parametrize("how", BEHAVIOURS)
def test_every_lie_ends_in_time_as_an_object_or_one_kind_of_error(how: str) -> None:
    with lying(how) as server:
        asked = client(server.url)
        began = time.monotonic()
        if how in READABLE:
            assert isinstance(asked.complete(PROMPT, values()).data, dict)
        else:
            with pytest.raises(LLMError) as caught:
                asked.complete(PROMPT, values())
            assert caught.value.kind == KINDS.get(how, "invalid")
            assert "Friday" not in str(caught.value)
        assert time.monotonic() - began < 1.8
        asked.close()


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(LLMError) as caught:
        client("http://127.0.0.1:9/v1").complete(PROMPT, values())
    assert caught.value.kind == "unavailable"


@pytest.mark.parametrize(("how", "sent"), [("no schema", 3), ("only objects", 2), ("new names", 3)])
def test_it_learns_what_a_server_understands_once(how: str, sent: int) -> None:
    with lying(how) as server:
        asked = client(server.url)
        assert asked.complete(PROMPT, values()).data["primary"] == "extension_request"
        assert len(server.requests) == sent
        asked.complete(PROMPT, values("another"))
        assert len(server.requests) == sent + 1
        last = server.requests[-1]
        if how == "new names":
            assert "max_completion_tokens" in last
            assert "temperature" not in last
        else:
            assert "JSON schema" in last["messages"][0]["content"]


def test_what_is_sent_is_plain_chat_completions_with_a_strict_schema() -> None:
    with lying() as server:
        client(server.url).complete(PROMPT, values())
        (body,) = server.requests
    assert body["stream"] is False
    assert body["response_format"]["json_schema"]["strict"] is True
    assert body["response_format"]["json_schema"]["schema"] == PROMPT.answer_schema
    assert body["max_tokens"] == PROMPT.settings.max_tokens
    assert set(body) == {
        "model", "stream", "max_tokens", "temperature", "seed", "response_format", "messages",
    }  # fmt: skip


def test_passing_faults_are_retried_a_bounded_number_of_times() -> None:
    with lying("503") as server, pytest.raises(LLMError):
        client(server.url, retries=2, total_seconds=10, read_seconds=5).complete(PROMPT, values())
    assert len(server.requests) == 3


def test_the_same_question_is_asked_once_also_by_many_at_once_and_by_the_next_process(
    tmp_path: Path,
) -> None:
    file = tmp_path / "deep" / "cache.sqlite"
    with lying() as server:
        asked = client(server.url, cache_file=file)
        threads = [
            threading.Thread(target=asked.complete, args=(PROMPT, values())) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        asked.close()
        again = client(server.url, cache_file=file)
        done = again.complete(PROMPT, values())
        assert done.cached
        assert done.usage == Usage()
        again.complete(PROMPT, values("something else"))
        assert len(server.requests) == 2
        assert again.known(PROMPT, values("something else"))
    assert b"Friday" not in file.read_bytes()


def test_failures_are_not_kept() -> None:
    with lying("refusal") as server:
        asked = client(server.url)
        with pytest.raises(LLMError):
            asked.complete(PROMPT, values())
        server.behaviour = "good"
        assert asked.complete(PROMPT, values()).data


def test_a_damaged_cache_is_an_empty_one(tmp_path: Path) -> None:
    file = tmp_path / "cache"
    file.write_bytes(b"no database" * 100)
    cache = Cache(file)
    cache.put("k", "p", "m", {"data": {}})
    assert cache.get("k") is None


def test_after_the_breaker_opens_an_outage_costs_next_to_nothing_and_heals_aside() -> None:
    with lying("hang") as server:
        asked = client(server.url, breaker=Breaker(2, 0.3))
        for _ in range(2):
            with pytest.raises(LLMError):
                asked.complete(PROMPT, values())
        sent = len(server.requests)
        for n in range(20):
            began = time.monotonic()
            with pytest.raises(LLMError) as caught:
                asked.complete(PROMPT, values(str(n)))
            assert caught.value.kind == "open"
            assert time.monotonic() - began < 0.2
        assert len(server.requests) == sent
        server.behaviour = "good"
        time.sleep(0.35)
        with pytest.raises(LLMError):  # this one only starts the probe
            asked.complete(PROMPT, values("probe"))
        wait_until(lambda: asked.known(PROMPT, values("probe")))
        assert asked.complete(PROMPT, values("after")).data


def test_a_probe_that_fails_keeps_it_open() -> None:
    now = [0.0]
    breaker = Breaker(1, 30, clock=lambda: now[0])
    breaker.failed()
    assert breaker.admit() == "stop"
    now[0] = 31
    assert [breaker.admit(), breaker.admit()] == ["probe", "stop"]
    breaker.failed()
    assert breaker.admit() == "stop"
    now[0] = 62
    assert breaker.admit() == "probe"
    breaker.succeeded()
    assert breaker.admit() == "go"


def test_bad_answers_are_no_outage() -> None:
    with lying("no json") as server:
        asked = client(server.url, breaker_failures=1)
        for n in range(3):
            with pytest.raises(LLMError) as caught:
                asked.complete(PROMPT, values(str(n)))
            assert caught.value.kind == "invalid"


def test_what_left_is_on_record_before_it_leaves_and_with_its_outcome(tmp_path: Path) -> None:
    file = tmp_path / "audit" / "sent.jsonl"
    with lying("refusal") as server:
        asked = client(server.url, audit=JsonLines(file))
        with pytest.raises(LLMError):
            asked.complete(PROMPT, values("Please wait for [EMAIL_1]"))
        sent, done = map(json.loads, file.read_text("utf-8").splitlines())
        assert sent["text"] == server.requests[0]["messages"][-1]["content"]
        assert sent["prompt"] == PROMPT.name
        assert (sent["call"], done["outcome"]) == (done["call"], "refused")
        assert file.stat().st_mode & 0o077 == 0


def test_what_cannot_be_recorded_does_not_leave() -> None:
    def full(_: Any) -> None:
        raise OSError("no space left")

    with lying() as server:
        with pytest.raises(LLMError) as caught:
            client(server.url, audit=full).complete(PROMPT, values())
        assert caught.value.kind == "unaudited"
        assert server.requests == []


def test_settings_name_every_fault_and_never_show_the_key() -> None:
    with pytest.raises(PromptError) as caught:
        LLMSettings.from_env({"ARREARS_LLM_RETRIES": "many", "ARREARS_LLM_COLOUR": "red"})
    assert "ARREARS_LLM_RETRIES" in str(caught.value)
    assert "ARREARS_LLM_COLOUR" in str(caught.value)
    with pytest.raises(PromptError, match="PRICE_INPUT"):
        LLMSettings.from_env({"ARREARS_LLM_COST_PER_DAY": "5"})
    made = LLMSettings.from_env(
        {"OPENAI_API_KEY": "sk-secret", "OPENAI_BASE_URL": "http://x/v1", "ARREARS_LLM_MODEL": "m"}
    )
    assert made.configured
    assert (made.model, made.base_url) == ("m", "http://x/v1")
    assert "sk-secret" not in repr(made)
    assert not LLMSettings.from_env({"OPENAI_API_KEY": ""}).configured


def test_only_one_file_imports_openai() -> None:
    root = Path(__file__).parent.parent
    files = [
        f
        for d in ("policy", "prompts", "classifier", "desk", "eval", "arrears")
        for f in (root / d).rglob("*.py")
    ]
    importers = [
        f.relative_to(root).as_posix() for f in files if "import openai" in f.read_text("utf-8")
    ]
    assert importers == ["prompts/client.py"]
