"""The baseline first, a language model only where its word could change the outcome.

A `Classifier`. Whatever the model or its server does, each reply comes back: at worst with the baseline's
reading and a sentence that says why it stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from classifier import trust
from classifier.automail import automatic
from classifier.classification import Classification, Classifier
from classifier.combine import combine
from classifier.llm import LLM, Asked
from classifier.question import question
from classifier.reply import Reply
from classifier.text import clean
from policy.account import Account
from policy.model import Sensitive
from prompts.usage import Usage

_NOT_SHOWN = frozenset({Sensitive.SELF_HARM, Sensitive.VIOLENCE})
"""A person acts on these at once, whatever the scenario; they are nobody else's to read."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the replies that are asked about: how many are done, failed or were known already, and what the
    calls used so far."""

    done: int
    total: int
    failed: int
    cached: int
    usage: Usage


@dataclass(frozen=True, slots=True)
class Step:
    """The way of one reply: the baseline's reading, what was asked (if anything), the result."""

    reply: Reply
    first: Classification
    asked: Asked | None
    final: Classification

    @property
    def disagreed(self) -> bool:
        """Whether both gave a reading and their labels differ."""
        said = self.asked.said if self.asked else None
        return said is not None and (
            set(said.scenarios) != set(self.first.scenarios) or said.primary != self.first.primary
        )


def _no_account(_: Reply) -> Account | None:
    return None


class Cascade:
    """`account_of` serves redaction only: names that billing knows never leave. `concurrency` bounds the
    questions under way at once. `progress` is told after each one, from the calling thread. `ask_anyway`
    asks a model too that was measured to add nothing (a demonstration, an evaluation)."""

    def __init__(
        self,
        baseline: Classifier,
        llm: LLM,
        table: trust.Table | None = None,
        *,
        account_of: Callable[[Reply], Account | None] = _no_account,
        concurrency: int = 4,
        progress: Callable[[Progress], None] | None = None,
        ask_anyway: bool = False,
    ) -> None:
        self._baseline, self._llm = baseline, llm
        self._table = table or trust.load()
        self._trust = self._table.of(llm.name)
        self._asks = self._trust.ask or ask_anyway
        self._account_of = account_of
        self._concurrency, self._progress = concurrency, progress

    @property
    def version(self) -> str:
        """Model and prompt of the second opinion."""
        return self._llm.version

    @property
    def worthwhile(self) -> bool:
        """Whether the model was found to add something, or was never measured."""
        return self._trust.ask

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        """One classification a reply, in order. Never raises for what a reply or a server says."""
        return [step.final for step in self.steps(replies)]

    def steps(self, replies: Sequence[Reply]) -> list[Step]:
        """`classify` with the way of each reply."""
        firsts = self._baseline.classify(replies)
        wanted = [
            i for i, (r, c) in enumerate(zip(replies, firsts, strict=True)) if self.wants(r, c)
        ]
        answers = self._ask_all([replies[i] for i in wanted])
        asked = dict(zip(wanted, answers, strict=True))
        return [
            Step(reply, first, got := asked.get(i), self._final(first, got))
            for i, (reply, first) in enumerate(zip(replies, firsts, strict=True))
        ]

    def wants(self, reply: Reply, first: Classification) -> bool:
        """Whether asking could change the outcome of `reply`, read by the baseline as `first`.

        Not for a `high` reading, automatic mail, a cry for help or a threat of violence, a reply without
        words or one too long to be read whole.
        """
        if not self._asks or (first.confidence == "high" and not first.abstained):
            return False
        if trust.certainty(first) >= self._table.ask_below or _NOT_SHOWN & {*first.facts.sensitive}:
            return False
        if automatic(reply.headers, reply.subject):
            return False
        cleaned = clean(reply.body, reply.subject)
        return not cleaned.truncated and any(c.isalpha() for c in cleaned.text)

    def second_opinion(
        self, reply: Reply, first: Classification, account: Account | None = None
    ) -> Classification:
        """The result for one reply that the baseline has read; asks whatever `wants` says."""
        return self._final(first, self._ask(reply, account))

    def _ask_all(self, replies: Sequence[Reply]) -> list[Asked]:
        if not replies:
            return []
        with ThreadPoolExecutor(self._concurrency, "second-opinion") as pool:
            futures = [pool.submit(self._ask, reply) for reply in replies]
            try:
                self._watch(futures)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return [future.result() for future in futures]

    def _watch(self, futures: Sequence[Future[Asked]]) -> None:
        done = failed = cached = 0
        usage = Usage()
        for future in as_completed(futures):
            asked = future.result()
            done, usage = done + 1, usage + asked.usage
            failed, cached = failed + (asked.said is None), cached + asked.cached
            if self._progress:
                self._progress(Progress(done, len(futures), failed, cached, usage))

    def _ask(self, reply: Reply, account: Account | None = None) -> Asked:
        return self._llm.ask(question(reply, account or self._account_of(reply)))

    def _final(self, first: Classification, asked: Asked | None) -> Classification:
        if asked is None:
            return first
        if asked.said is None:
            reasons = (*first.abstain_reasons, *([asked.failure] if asked.failure else []))
            return first.model_copy(update={"abstain_reasons": reasons})
        if first.confidence == "high" and not first.abstained:
            return first  # a model never overturns what the baseline is sure of
        return combine(first, asked.said, self._trust, dict(self._table.thresholds), asked.model)
