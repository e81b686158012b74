"""The language model's opinion of one reply: asked, checked, or nothing with a reason. Never raises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from classifier.classification import Opinion
from classifier.question import Question
from classifier.said import AnswerError, Said, said
from prompts.completion import Completion
from prompts.errors import PLAIN, LLMError
from prompts.template import Prompt, load
from prompts.usage import Usage


class Completer(Protocol):
    """What is needed of `prompts.client.Client`; tests hand in a double."""

    def complete(self, prompt: Prompt, values: dict[str, str], schema: Any = None) -> Completion:
        """Raises `LLMError`."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of one question. Either `said`, or `failure`: a sentence for the agent.

    `model` names model and prompt; `seconds` is what the reply waited, `usage` what the call cost.
    """

    said: Said | None
    failure: str | None
    model: str
    usage: Usage
    seconds: float
    cached: bool = False

    def opinion(self) -> Opinion | None:
        """The reading as an agent sees it beside the baseline's."""
        if self.said is None:
            return None
        return Opinion(
            source="llm", scenarios=self.said.scenarios, primary=self.said.primary, model=self.model
        )


class LLM:
    """Puts questions to a model. `name` is the model as it is configured, the key of what was learned
    about it (`classifier/model/cascade.json`). Thread-safe."""

    def __init__(self, client: Completer, name: str, prompt: Prompt | None = None) -> None:
        self._client, self.name = client, name
        self._prompt = prompt or load("classify")

    @property
    def version(self) -> str:
        """Model and prompt, as in `gpt-4.1-mini classify/1+1a2b3c4d`."""
        return f"{self.name} {self._prompt.name}"

    def ask(self, question: Question) -> Asked:
        """The model's reading of `question`, or why there is none. Takes as long as the client allows."""
        try:
            done = self._client.complete(self._prompt, question.values)
        except LLMError as error:
            return self._failed(PLAIN[error.kind])
        except Exception as error:
            # No fault on this side path may cost a reply its baseline reading.
            return self._failed(f"asking the language model failed ({type(error).__name__})")
        try:
            reading = said(done.data)
        except AnswerError as error:
            return self._failed(f"{PLAIN['invalid']} ({error})", done)
        return Asked(reading, None, self.version, done.usage, done.seconds, done.cached)

    def _failed(self, reason: str, done: Completion | None = None) -> Asked:
        sentence = f"{reason[0].upper()}{reason[1:]}; the reading is the baseline's alone."
        usage = done.usage if done else Usage()
        return Asked(None, sentence, self.version, usage, done.seconds if done else 0.0)
