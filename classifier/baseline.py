"""The classifier that needs no key and no service: features, fusion, decision, facts, evidence.

Serves the arrays that `classifier.train` wrote, with numpy alone; without the encoder's package the
n-gram side serves by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import agency, gates
from classifier.classification import Classification
from classifier.decision import Answer, answer, band, by_label
from classifier.document import Document, document
from classifier.encoder import load_encoder
from classifier.evidence import evidence
from classifier.facts.gather import gather
from classifier.facts.language import language
from classifier.model_file import Model, read
from classifier.reply import Reply
from classifier.targets import PRIMARY_COLUMNS, SCENARIO_COLUMNS
from classifier.views import MAX_SENTENCES, Encoded, Floats, SentenceEncoder, encode
from policy.model import AgencyPayment

MODEL = Path(__file__).parent / "model" / "baseline.model"
_BATCH = 256
"""Replies that are held in memory as vectors at once."""


@dataclass(frozen=True)
class Baseline:
    """A loaded model. `encoder` is `None` where only the n-gram side serves. Thread-safe."""

    model: Model
    encoder: SentenceEncoder | None
    version: str

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        """One classification a reply, in order. Never raises for a reply's content."""
        out: list[Classification] = []
        for start in range(0, len(replies), _BATCH):
            out += self._batch(replies[start : start + _BATCH])
        return out

    def probabilities(self, documents: Sequence[Document]) -> NDArray[np.float32]:
        """Shape (documents, heads); see `classifier.targets.HEADS`."""
        return self._read(documents)[0]

    def _read(
        self, documents: Sequence[Document]
    ) -> tuple[Floats, NDArray[np.bool_], list[str | None], Encoded | None]:
        languages = [language(d.read) for d in documents]
        foreign = np.array([code not in (None, "en") for code in languages], dtype=np.bool_)
        scores, known = self.model.lexical.scores([d.read for d in documents])
        if self.encoder is None:
            return self.model.plain.probabilities([scores], foreign), known, languages, None
        encoded = encode(documents, self.encoder)
        views = [scores, self.model.semantic.scores(encoded)]
        return self.model.fused.probabilities(views, foreign), known, languages, encoded

    def _batch(self, replies: Sequence[Reply]) -> list[Classification]:
        documents = [document(reply) for reply in replies]
        probabilities, known, languages, encoded = self._read(documents)
        out = []
        for i, (reply, doc) in enumerate(zip(replies, documents, strict=True)):
            p = probabilities[i]
            said = answer(p[SCENARIO_COLUMNS], p[PRIMARY_COLUMNS], self.model.rules)
            reasons = gates.reasons(doc, bool(known[i]), p)
            sentences = self._sentence_scores(doc, encoded, i)
            spans = () if said.primary == "other" else evidence(doc, sentences, said.scenarios)
            out.append(
                Classification(
                    id=reply.id,
                    scenarios=said.scenarios,
                    primary=said.primary,
                    probabilities=by_label(p[SCENARIO_COLUMNS], p[PRIMARY_COLUMNS]),
                    confidence="low"
                    if reasons
                    else band(said.certainty, self.model.rules.cuts[_group(languages[i])]),
                    abstained=bool(reasons),
                    abstain_reasons=reasons,
                    facts=gather(doc, p, languages[i], said.scenarios),
                    evidence=spans,
                    agency_payment=self._agency(doc, said, sentences),
                    model_version=self.version,
                )
            )
        return out

    def _sentence_scores(self, doc: Document, encoded: Encoded | None, i: int) -> Floats:
        texts = doc.sentences()[:MAX_SENTENCES]
        scores, _ = self.model.lexical.scores(texts)
        scores = scores[:, SCENARIO_COLUMNS]
        if encoded is not None and texts:
            vectors = encoded.sentences[encoded.starts[i] : encoded.starts[i + 1]]
            both = np.hstack([vectors, vectors])
            heads = self.model.semantic.heads
            scores = scores + (both @ heads.weights + heads.bias)[:, SCENARIO_COLUMNS]
        return scores.astype(np.float32)

    @staticmethod
    def _agency(doc: Document, said: Answer, scores: Floats) -> AgencyPayment:
        if "agency_payment_claim" not in said.scenarios or not len(scores) or not doc.spans:
            return AgencyPayment()
        best = int(scores[: len(doc.spans), SCENARIO_COLUMNS.stop - 1].argmax())
        return agency.details(doc.text, [doc.spans[best]])


def _group(code: str | None) -> str:
    return "english" if code in (None, "en") else "other"


def load(path: Path | None = None, *, encoder: bool = True) -> Baseline:
    """The shipped model, or the one at `path`. Raises `classifier.artefact.ArtefactError`.

    `encoder=False` serves the n-gram side alone. Models are kept: a second call is free.
    """
    return _load((path or MODEL).resolve(), encoder)


@cache
def _load(path: Path, encoder: bool) -> Baseline:
    model, version = read(path)
    return Baseline(model, load_encoder() if encoder else None, version)
