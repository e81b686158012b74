"""What a server understands of a request, learned from what it rejects.

Every OpenAI-compatible server speaks Chat Completions; they differ in how an answer can be held to a schema
and in the names of a few settings. A rejected request is changed one step and sent again, at most five times
in a client's life; what was learned stays.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Literal

from prompts.template import Rendered, Settings

_FORMAT_WORDS = (
    "response_format",
    "json_schema",
    "json_object",
    "schema",
    "grammar",
    "guided",
    "structured",
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """Begins with what hosted models and vLLM, llama.cpp and Ollama of today all take."""

    answers: Literal["json_schema", "json_object", "words"] = "json_schema"
    tokens: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    temperature: bool = True
    seed: bool = True

    def body(
        self, model: str, rendered: Rendered, settings: Settings, schema: dict[str, Any]
    ) -> dict[str, Any]:
        """The JSON body of a Chat Completions request. Where the server cannot be given the schema, the
        first message says it in words."""
        messages = list(rendered.messages)
        made: dict[str, Any] = {"model": model, "stream": False, self.tokens: settings.max_tokens}
        if self.temperature:
            made["temperature"] = settings.temperature
        if self.seed and settings.seed is not None:
            made["seed"] = settings.seed
        if self.answers == "json_schema":
            named = {"name": "answer", "strict": True, "schema": schema}
            made["response_format"] = {"type": "json_schema", "json_schema": named}
        else:
            told = f"Answer with one JSON object that fits this JSON schema:\n{json.dumps(schema)}"
            messages[0] = messages[0] | {"content": f"{messages[0]['content']}\n\n{told}"}
            if self.answers == "json_object":
                made["response_format"] = {"type": "json_object"}
        return made | {"messages": messages}

    def after(self, complaint: str) -> Dialect | None:
        """The next thing to try after a server's `complaint` about a request; `None` when it is not about
        anything here (a question that is too long, say)."""
        said = complaint.lower()
        if self.tokens == "max_tokens" and "max_completion_tokens" in said:
            return replace(self, tokens="max_completion_tokens")
        if self.temperature and "temperature" in said:
            return replace(self, temperature=False)
        if self.seed and "seed" in said:
            return replace(self, seed=False)
        if self.answers != "words" and any(word in said for word in _FORMAT_WORDS):
            return replace(
                self, answers="json_object" if self.answers == "json_schema" else "words"
            )
        return None
