"""The guide's labels as an enumeration, for OpenAPI."""

from __future__ import annotations

from enum import StrEnum

from classifier.classification import LABELS

Label = StrEnum("Label", {name: name for name in LABELS})  # type: ignore[misc]
