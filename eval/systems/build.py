"""Makes the systems of a run: what is always there, what the files and the environment add."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from classifier import baseline
from classifier.classification import Classifier
from eval.data import load, split
from eval.systems.keywords import Keywords
from eval.systems.majority import Majority
from eval.systems.system import System

BASELINE = "baseline"


def systems(
    *,
    no_llm: bool,
    models: Sequence[Path] = (),
    prompts: Sequence[Path] = (),
    keywords: bool = True,
) -> list[System]:
    """All systems to measure, the product's own last but for further models.

    Raises `classifier.artefact.ArtefactError` where a model file cannot be used and
    `prompts.errors.PromptError` where a prompt file cannot.
    """
    made: list[System] = []
    if train := split("train"):
        most = Majority(load(train).cases)
        made.append(System("majority", "always the training data's most frequent label", most))
    if keywords:
        made.append(System("keywords", "five keyword rules and the rest is `other`", Keywords()))
    own = baseline.load(None)
    made.append(_baseline(BASELINE, "the shipped model, no LLM", own, None))
    for path in models:
        name = f"model {path.stem}"
        made.append(
            _baseline(name, "a model file named on the command line", baseline.load(path), path)
        )
    if not no_llm and os.environ.get("OPENAI_API_KEY"):
        from eval.systems.llm import llm_systems

        made += llm_systems(own, prompts)
    return made


def main_system(made: Sequence[System]) -> System:
    """The system that the report is about: the cascade where there is one, else the baseline."""
    named = {system.name: system for system in made}
    return named.get("cascade") or named[BASELINE]


def _baseline(name: str, about: str, classifier: Classifier, path: Path | None) -> System:
    versions = {"model": str(getattr(classifier, "version", "")) or None}
    if path is not None:
        versions["file_sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return System(name, about, classifier, product=True, versions=versions)
