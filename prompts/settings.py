"""Where the language model is and what it may use: read from the environment, once, all faults named."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from prompts.budget import Limits
from prompts.errors import PromptError
from prompts.usage import Prices

_PREFIX = "ARREARS_LLM_"
_Seconds = Annotated[float, Field(gt=0, le=600)]


class LLMSettings(BaseModel):
    """`OPENAI_BASE_URL` and `OPENAI_API_KEY` name the server; all else is `ARREARS_LLM_` and the field's
    name in capitals, as in `ARREARS_LLM_TOTAL_SECONDS`. Prices are per million tokens, in one currency.

    `connect_seconds`, `read_seconds` bound one attempt; `total_seconds` bounds the call with all its
    retries, whatever the server does. `breaker_failures` outages in a row leave the server alone for
    `breaker_seconds`. `cache_file` (answers, and the day's budget) and `audit_file` (what was sent) are
    kept nowhere by default; answers older than `cache_days` are forgotten.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_url: str | None = None
    api_key: SecretStr | None = None
    model: str = "gpt-4.1-mini"
    connect_seconds: _Seconds = 3.0
    read_seconds: _Seconds = 15.0
    total_seconds: _Seconds = 20.0
    retries: Annotated[int, Field(ge=0, le=5)] = 2
    concurrency: Annotated[int, Field(ge=1, le=64)] = 4
    breaker_failures: Annotated[int, Field(ge=1)] = 3
    breaker_seconds: _Seconds = 30.0
    calls_per_day: Annotated[int, Field(ge=0)] | None = 5_000
    tokens_per_day: Annotated[int, Field(ge=0)] | None = 20_000_000
    cost_per_day: Annotated[Decimal, Field(ge=0)] | None = None
    calls_per_run: Annotated[int, Field(ge=0)] | None = None
    tokens_per_run: Annotated[int, Field(ge=0)] | None = None
    cost_per_run: Annotated[Decimal, Field(ge=0)] | None = None
    price_input: Annotated[Decimal, Field(ge=0)] | None = None
    price_cached: Annotated[Decimal, Field(ge=0)] | None = None
    price_output: Annotated[Decimal, Field(ge=0)] | None = None
    cache_file: Path | None = None
    cache_days: Annotated[float, Field(gt=0)] = 90.0
    audit_file: Path | None = None

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> LLMSettings:
        """Raises `PromptError` that names every variable at fault; empty values count as unset."""
        found = {
            name.removeprefix(_PREFIX).lower(): value
            for name, value in environ.items()
            if name.startswith(_PREFIX) and value
        }
        found |= {
            field: environ[name]
            for field, name in (("base_url", "OPENAI_BASE_URL"), ("api_key", "OPENAI_API_KEY"))
            if environ.get(name)
        }
        try:
            made = cls.model_validate(found)
        except ValidationError as error:
            faults = "; ".join(
                f"{_PREFIX}{str(fault['loc'][0]).upper()}: {fault['msg']}"
                for fault in error.errors(include_url=False, include_input=False)
            )
            raise PromptError(faults) from error
        if made.prices is None and (made.cost_per_day is not None or made.cost_per_run is not None):
            raise PromptError(
                f"a budget in money needs {_PREFIX}PRICE_INPUT and {_PREFIX}PRICE_OUTPUT"
            )
        return made

    @property
    def configured(self) -> bool:
        """Whether there is a model to ask at all: a key is set. Without one nothing leaves the machine."""
        return self.api_key is not None

    @property
    def prices(self) -> Prices | None:
        """`None` where no price is known: cost is then unknown, not zero."""
        if self.price_input is None or self.price_output is None:
            return None
        cached = self.price_input if self.price_cached is None else self.price_cached
        return Prices(input=self.price_input, cached=cached, output=self.price_output)

    @property
    def limits(self) -> Limits:
        """The budget's limits."""
        return Limits(**{name: getattr(self, name) for name in Limits.__dataclass_fields__})
