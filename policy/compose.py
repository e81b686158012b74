"""Decision + account -> draft: one greeting, one opening, the macros in order, one closing.

Each run of the body is a segment that says whose words it holds: a macro's, the account's, or an opening
line that a model wrote and the guard let pass.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

from jinja2 import Template

from policy.account import Account
from policy.law import Law, load_law
from policy.macro import Macro, environment
from policy.model import Decision, Draft, Segment
from policy.wording import runs, variables


def compose(
    decision: Decision,
    account: Account,
    *,
    language: str | None = None,
    opening: str | None = None,
    law: Law | None = None,
) -> Draft | None:
    """The draft for a decision, or `None` where the decision leaves the case to a person.

    The subject is a macro too: a client's own subject is never echoed. `language` is the client's; the
    draft uses it where the macros exist in it, English otherwise. `opening` replaces the first macro's own
    opening sentence; the caller has checked it.
    """
    law = law or load_law()
    if decision.handling != "draft":
        return None
    spoken = law.speaks(language)
    values = variables(account, decision.on, spoken)
    macros = [law.macro(name, spoken) for name in decision.macros]
    greeting, closing = law.macro("greeting", spoken), law.macro("closing", spoken)

    segments = _render(greeting, greeting.body, values)
    for previous, macro in zip([None, *macros], macros, strict=False):
        lead = macro.opening if previous is None else _link(previous, macro)
        if previous is None and opening:
            segments += [_gap(macro), Segment(text=opening, origin="opening", source="opening")]
        elif lead:
            segments += [_gap(macro), *_render(macro, lead, values)]
        apart = "\n\n" if previous is None or not lead else " "
        segments += [
            Segment(text=apart, origin="macro", source=macro.name),
            *_render(macro, macro.body, values),
        ]
    segments += [_gap(closing), *_render(closing, closing.body, values)]
    merged = tuple(
        Segment(text="".join(s.text for s in run), origin=origin, source=source)
        for (origin, source), run in groupby(segments, key=lambda s: (s.origin, s.source))
    )
    return Draft(
        subject=law.macro("subject", spoken).body,
        body="".join(s.text for s in merged),
        segments=merged,
        language=spoken,
        macro_versions={m.name: f"{spoken}/{m.version}" for m in (greeting, *macros, closing)},
    )


def _link(previous: Macro, macro: Macro) -> str:
    """The linking sentence, unless both macros answer the same scenario."""
    return "" if previous.cites[0] == macro.cites[0] else macro.also


@cache
def _template(source: str) -> Template:
    """Compiled once: macros are few and fixed, and compiling costs a hundred times the rendering."""
    return environment().from_string(source)


def _render(macro: Macro, source: str, values: dict[str, object]) -> list[Segment]:
    text = _template(source).render({name: values[name] for name in macro.variables})
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return [
        Segment(text=piece, origin="account" if own else "macro", source=macro.name)
        for own, piece in runs(text)
    ]


def _gap(macro: Macro) -> Segment:
    return Segment(text="\n\n", origin="macro", source=macro.name)
