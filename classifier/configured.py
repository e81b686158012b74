"""The cascade that the environment asks for: the one place that puts client, prompt and table together."""

from __future__ import annotations

import os
from collections.abc import Callable

from classifier.cascade import Cascade, Progress
from classifier.classification import Classifier
from classifier.llm import LLM
from classifier.reply import Reply
from policy.account import Account
from prompts.audit import JsonLines, nowhere
from prompts.client import Client
from prompts.settings import LLMSettings


def configured(
    baseline: Classifier,
    settings: LLMSettings | None = None,
    *,
    account_of: Callable[[Reply], Account | None] = lambda _: None,
    progress: Callable[[Progress], None] | None = None,
    ask_anyway: bool = False,
) -> tuple[Cascade, Client] | None:
    """The cascade and its client, whose owner closes it; `None` where no key is set, and then nothing
    leaves the machine. Raises `PromptError` that names every setting at fault, `LLMError` where the file
    of the day's budget cannot be used."""
    settings = settings or LLMSettings.from_env(os.environ)
    if not settings.configured:
        return None
    client = Client(
        settings, audit=JsonLines(settings.audit_file) if settings.audit_file else nowhere
    )
    cascade = Cascade(
        baseline,
        LLM(client, settings.model),
        account_of=account_of,
        concurrency=settings.concurrency,
        progress=progress,
        ask_anyway=ask_anyway,
    )
    return cascade, client
