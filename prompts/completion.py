"""A server's answer to one question, read without trust in its shape."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from prompts.errors import LLMError
from prompts.parse import json_object
from prompts.usage import Prices, Usage


@dataclass(frozen=True, slots=True)
class Completion:
    """`data`: the JSON object that was asked for, not yet checked against what it means. `model`: the
    name the server gives itself. `seconds`: what this call waited; 0 and no usage where `cached`."""

    data: dict[str, Any]
    model: str
    prompt: str
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0
    cached: bool = False


def read(
    content: bytes, prices: Prices | None, estimate: Usage
) -> tuple[dict[str, Any], str, Usage]:
    """The object, the model and the usage in a Chat Completions response.

    Raises `LLMError`: `refused` where the model declined or a filter stopped it, `invalid` for any
    other shape. Usage that the server does not tell is `estimate`.
    """
    try:
        body = json.loads(content)
        choice = body["choices"][0]
        message, reason = choice["message"], choice.get("finish_reason")
        text, refusal = message.get("content"), message.get("refusal")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise LLMError("invalid", "no chat completion") from error
    if refusal or reason == "content_filter":
        raise LLMError("refused")
    if text is not None and not isinstance(text, str):
        raise LLMError("invalid", "content that is no text")
    data = json_object(text)
    return data, str(body.get("model") or "")[:120], usage(body.get("usage"), prices, estimate)


def used(content: bytes, prices: Prices | None, estimate: Usage) -> Usage:
    """The usage alone, for a response whose answer is of no use."""
    try:
        return usage(json.loads(content).get("usage"), prices, estimate)
    except (ValueError, AttributeError, RecursionError):
        return estimate


def usage(said: object, prices: Prices | None, estimate: Usage) -> Usage:
    """A server's `usage` object; anything implausible counts as the estimate."""
    if not isinstance(said, dict):
        return estimate
    details = said.get("prompt_tokens_details")
    read_anew, written = said.get("prompt_tokens"), said.get("completion_tokens")
    warm = details.get("cached_tokens") if isinstance(details, dict) else 0
    numbers = [n if isinstance(n, int) and 0 <= n < 10**9 else None for n in (read_anew, written)]
    if None in numbers:
        return estimate
    prompt, completion = (n or 0 for n in numbers)
    cached = warm if isinstance(warm, int) and 0 <= warm <= prompt else 0
    cost = prices.cost(prompt, cached, completion) if prices else None
    return Usage(1, prompt, cached, completion, cost)
