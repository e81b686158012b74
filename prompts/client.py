"""The one file that sends words to a model, and the only one that imports `openai`.

A call is looked up in the cache, then passes the breaker, the budget and the audit before anything is sent.
Chat Completions only: every compatible server speaks it. One total time bounds a call with all its retries.
"""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import httpx2
import openai

from prompts.audit import Audit, nowhere
from prompts.bounded import TooLargeError, bound
from prompts.breaker import Breaker
from prompts.budget import Budget
from prompts.cache import Cache, key
from prompts.completion import Completion, read, used
from prompts.dialect import Dialect
from prompts.errors import OUTAGE, Kind, LLMError
from prompts.loop import LoopThread
from prompts.settings import LLMSettings
from prompts.single import SingleFlight
from prompts.template import Prompt, Rendered, render
from prompts.usage import Usage

_LOG = logging.getLogger(__name__)
# Letters per token are 1 or 2 in some scripts and 4 in English: an upper estimate, never a bill.
_LETTERS_A_TOKEN = 2
_MOST_STEPS = 5


class Client:
    """One configured server. Thread-safe; start one per process and `close` it.

    `audit` gets a record before each question is sent and one after (see `prompts.audit`).
    """

    def __init__(
        self,
        settings: LLMSettings,
        *,
        cache: Cache | None = None,
        budget: Budget | None = None,
        breaker: Breaker | None = None,
        audit: Audit = nowhere,
    ) -> None:
        self.settings = settings
        self._cache = cache or Cache(settings.cache_file)
        self._cache.prune(settings.cache_days)
        self._budget = budget or Budget(settings.limits, settings.cache_file)
        self._breaker = breaker or Breaker(settings.breaker_failures, settings.breaker_seconds)
        self._audit = audit
        self._dialect = Dialect()
        self._loop = LoopThread()
        self._flights: SingleFlight[Completion] = SingleFlight()
        self._sdk: openai.AsyncOpenAI | None = None

    def complete(
        self, prompt: Prompt, values: Mapping[str, str], schema: Mapping[str, Any] | None = None
    ) -> Completion:
        """Ask `prompt` with `values`; the answer is held to `schema` (the prompt's own by default).

        Returns within `total_seconds` and a second. Raises `PromptError` for values that do not fit the
        prompt, `LLMError` for everything that may happen on the way; its `kind` says what.
        """
        rendered = render(prompt, values)
        wanted = dict(schema) if schema is not None else prompt.answer_schema
        name = key(prompt, self.settings.model, values, schema)
        if (known := self._known(name, prompt)) is not None:
            return known
        made, shared = self._flights.do(name, lambda: self._ask(name, prompt, rendered, wanted))
        return replace(made, usage=Usage(), seconds=0.0, cached=True) if shared else made

    def known(self, prompt: Prompt, values: Mapping[str, str]) -> bool:
        """Whether the answer is in the cache already, so that asking would send nothing."""
        return self._cache.get(key(prompt, self.settings.model, values)) is not None

    def close(self) -> None:
        """Drop calls under way and close the files."""
        if self._sdk is not None:
            with suppress(Exception):
                self._loop.run(self._sdk.close(), 1.0)
        self._loop.close()
        self._cache.close()
        self._budget.close()

    def _known(self, name: str, prompt: Prompt) -> Completion | None:
        found = self._cache.get(name)
        if found is None or not isinstance(found.get("data"), dict):
            return None
        return Completion(found["data"], str(found.get("model")), prompt.name, cached=True)

    def _ask(
        self, name: str, prompt: Prompt, rendered: Rendered, schema: dict[str, Any]
    ) -> Completion:
        match self._breaker.admit():
            case "stop":
                raise LLMError("open")
            case "probe":
                # Nobody waits for a server that was down: this reply falls back at once, and the
                # answer, if there is one, opens the way for the next.
                self._loop.spawn(self._aside(name, prompt, rendered, schema))
                raise LLMError("open")
            case "go":
                total = self.settings.total_seconds
                try:
                    return self._loop.run(self._call(name, prompt, rendered, schema), total)
                except TimeoutError as error:
                    # Only where the loop itself was too busy to cut the call off.
                    raise LLMError("timeout") from error

    async def _aside(
        self, name: str, prompt: Prompt, rendered: Rendered, schema: dict[str, Any]
    ) -> None:
        with suppress(LLMError):
            await self._call(name, prompt, rendered, schema)

    async def _call(
        self, name: str, prompt: Prompt, rendered: Rendered, schema: dict[str, Any]
    ) -> Completion:
        estimate = self._estimate(prompt, rendered)
        day = self._budget.reserve(estimate)
        call, began = uuid.uuid4().hex, time.monotonic()
        outcome, spent = "unsent", Usage()
        try:
            self._note_sent(call, prompt, rendered)
            spent, outcome = estimate, "broken off"
            async with asyncio.timeout(self.settings.total_seconds):
                content = await self._send(prompt, rendered, schema)
            self._breaker.succeeded()
            spent = used(content, self.settings.prices, estimate)
            data, model, _ = read(content, self.settings.prices, estimate)
            outcome = "answered"
        except TimeoutError as error:
            outcome = "timeout"
            self._breaker.failed()
            raise LLMError("timeout") from error
        except LLMError as error:
            outcome = error.kind
            if error.kind in OUTAGE:
                self._breaker.failed()
            elif error.kind in ("rejected", "refused"):
                self._breaker.succeeded()
            raise
        finally:
            seconds = time.monotonic() - began
            with suppress(LLMError):
                self._budget.settle(day, estimate, spent)
            self._note_done(call, outcome, spent, seconds)
        self._cache.put(name, prompt.name, self.settings.model, {"data": data, "model": model})
        return Completion(data, model, prompt.name, spent, seconds)

    async def _send(self, prompt: Prompt, rendered: Rendered, schema: dict[str, Any]) -> bytes:
        """One request in the server's dialect, changed and sent again while the server objects to it."""
        for _ in range(_MOST_STEPS):
            spoken = self._dialect
            body = spoken.body(self.settings.model, rendered, prompt.settings, schema)
            try:
                raw = await self._server().chat.completions.with_raw_response.create(**body)
                return bytes(raw.content)
            except openai.APIStatusError as error:
                step = spoken.after(str(error)) if error.status_code in (400, 415, 422) else None
                if step is None:
                    raise _status(error) from error
                self._dialect = step
            except openai.APITimeoutError as error:
                raise LLMError("timeout") from error
            except openai.APIConnectionError as error:
                large = isinstance(error.__cause__, TooLargeError)
                raise LLMError("invalid" if large else "unavailable") from error
            except Exception as error:
                # Whatever else an SDK may raise is one failed question, never a lost row.
                raise LLMError("invalid", type(error).__name__) from error
        raise LLMError("rejected")

    def _server(self) -> openai.AsyncOpenAI:
        if self._sdk is None:
            given = self.settings
            wait = httpx2.Timeout(given.read_seconds, connect=given.connect_seconds)
            self._sdk = openai.AsyncOpenAI(
                api_key=given.api_key.get_secret_value() if given.api_key else "",
                base_url=given.base_url,
                timeout=wait,
                max_retries=given.retries,
                default_headers={"Accept-Encoding": "identity"},
                http_client=openai.DefaultAsyncHttpx2Client(
                    timeout=wait, event_hooks={"response": [bound]}, follow_redirects=False
                ),
            )
        return self._sdk

    def _estimate(self, prompt: Prompt, rendered: Rendered) -> Usage:
        letters = sum(len(message["content"]) for message in rendered.messages)
        read_anew, written = letters // _LETTERS_A_TOKEN + 1, prompt.settings.max_tokens
        prices = self.settings.prices
        cost = prices.cost(read_anew, 0, written) if prices else None
        return Usage(1, read_anew, 0, written, cost, estimated=True)

    def _note_sent(self, call: str, prompt: Prompt, rendered: Rendered) -> None:
        record = {
            "event": "sent",
            "call": call,
            "at": time.time(),
            "prompt": prompt.name,
            "model": self.settings.model,
            "server": self.settings.base_url or "default",
            "text": rendered.asked,
        }
        try:
            self._audit(record)
        except Exception as error:
            # What cannot be shown to an auditor does not leave.
            raise LLMError("unaudited", type(error).__name__) from error

    def _note_done(self, call: str, outcome: str, spent: Usage, seconds: float) -> None:
        record = {
            "event": "done",
            "call": call,
            "outcome": outcome,
            "seconds": round(seconds, 3),
            "prompt_tokens": spent.prompt_tokens,
            "cached_tokens": spent.cached_tokens,
            "completion_tokens": spent.completion_tokens,
            "estimated": spent.estimated,
            "cost": None if spent.cost is None else str(spent.cost),
        }
        try:
            self._audit(record)
        except Exception:
            _LOG.exception("the outcome of call %s could not be recorded", call)


def _status(error: openai.APIStatusError) -> LLMError:
    """An HTTP status as a kind of failure. The server's words are left out: they may quote the client."""
    code = error.status_code
    kind: Kind = "rejected"
    if code == 429:
        kind = "rate_limited"
    elif code in (401, 403, 404):
        kind = "config"
    elif code == 408 or code == 504:
        kind = "timeout"
    elif code >= 500:
        kind = "unavailable"
    elif "content_filter" in str(error.code) or "content management policy" in str(error):
        kind = "refused"
    return LLMError(kind, f"HTTP {code}")
