"""Dollars per reply, from measured processor time and tokens and the prices in `prices.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

PRICES = Path(__file__).parent / "prices.yaml"


@cache
def prices(file: Path = PRICES) -> dict[str, Any]:
    """The assumed prices."""
    loaded: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return loaded


def per_thousand(timing: dict[str, Any], model: str | None = None) -> float:
    """Dollars for 1,000 replies: processor time at `core_hour`, tokens at the model's price.

    `timing` as made by `eval.measure.Measured.timing`. A model on the same machine costs its processor
    time, which the caller's process does not see; price it in `models` by what the machine costs.
    """
    table = prices()
    token = table["models"].get(model, table["default"])
    processor = timing["cpu_ms_per_reply"] / 3_600_000 * table["core_hour"]
    tokens = (
        timing["input_tokens_per_reply"] * token["input"]
        + timing["output_tokens_per_reply"] * token["output"]
    ) / 1e6
    return round(float(1000 * (processor + tokens)), 6)
