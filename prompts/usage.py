"""Tokens and money of calls."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Prices:
    """Per million tokens: read anew, read from the server's warm prefix, written."""

    input: Decimal
    cached: Decimal
    output: Decimal

    def cost(self, prompt_tokens: int, cached_tokens: int, completion_tokens: int) -> Decimal:
        """In the currency of the prices. Cached tokens are part of the prompt's."""
        fresh = max(0, prompt_tokens - cached_tokens)
        due = fresh * self.input + cached_tokens * self.cached + completion_tokens * self.output
        return due / _MILLION


@dataclass(frozen=True, slots=True)
class Usage:
    """What one or more calls used. `cost` is `None` where no price is configured; `estimated` is true
    where a server did not say, or never answered, and the number is this side's upper estimate."""

    calls: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    cost: Decimal | None = None
    estimated: bool = False

    @property
    def tokens(self) -> int:
        """Read and written together."""
        return self.prompt_tokens + self.completion_tokens

    def __add__(self, other: Usage) -> Usage:
        known = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Usage(
            calls=self.calls + other.calls,
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
            cost=sum(known, Decimal(0)) if known else None,
            estimated=self.estimated or other.estimated,
        )
