"""The one line of a draft that a model may write: optional, off by default, and mostly turned down.

What comes back is used only if the closed list of words and the guard let it pass; whatever else happens, the
macro's own opening stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from classifier.classification import Classification
from classifier.llm import Completer
from classifier.question import question
from classifier.reply import Reply
from policy.account import Account
from policy.law import Law, load_law
from policy.model import Decision, Scenario
from policy.opening import faults, languages
from prompts.template import Prompt, load

ABOUT = {
    Scenario.BALANCE: "what the balance is for",
    Scenario.DISPUTE: "the freelancer's work",
    Scenario.PLAN: "paying in parts",
    Scenario.EXTENSION: "more time to pay",
    Scenario.AGENCY: "the collection agency",
}
Guard = Callable[[str, Decision], Sequence[object]]
"""What the guard objects to in a text; empty where it lets it pass."""


class OpeningWriter:
    """Called with a reply, its reading and its decision; the line, or `None` for the macro's own.

    Never asked: without a draft to open, where the reply is sensitive or instructs machines, or where the
    draft would not be in the client's language. Never raises; takes as long as the client allows.
    """

    def __init__(
        self,
        client: Completer,
        guard: Guard,
        *,
        account_of: Callable[[Reply], Account | None] = lambda _: None,
        law: Law | None = None,
        prompt: Prompt | None = None,
    ) -> None:
        self._client, self._guard, self._account_of = client, guard, account_of
        self._law, self._prompt = law or load_law(), prompt or load("opening")

    def __call__(
        self, reply: Reply, classification: Classification, decision: Decision
    ) -> str | None:
        facts = classification.facts
        language = facts.language or ""
        if (
            decision.handling != "draft"
            or not decision.scenarios
            or facts.injection
            or facts.sensitive
        ):
            return None
        if self._law.speaks(language) != language or language not in languages():
            return None
        try:
            return self._line(reply, decision, language)
        except Exception:
            # The line is an ornament: no fault of a model, server or guard is worth a draft.
            return None

    def _line(self, reply: Reply, decision: Decision, language: str) -> str | None:
        asked = question(reply, self._account_of(reply))
        about = " and ".join(ABOUT[s] for s in decision.scenarios)
        values = {"language": language, "about": about, "body": asked.values["body"]}
        line = self._client.complete(self._prompt, values).data.get("opening")
        if not isinstance(line, str) or faults(line, language) or self._guard(line, decision):
            return None
        return line
