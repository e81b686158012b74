"""Which opening line may stand in a draft, if a model wrote one: a closed list of words, no judgement.

An opening acknowledges what the client said. It can hold no figure, date, name or address, because none of
these is on the list; it can promise nothing, because the words for it are not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import yaml
from pydantic import BaseModel, ConfigDict

from policy.clauses import HERE

_SENTENCE = re.compile(r"[^.]+\.")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_GAP = re.compile(r"[ ,'.-]*")


class Words(BaseModel):
    """One language: how a sentence may begin, and every word it may hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    starts: tuple[str, ...]
    words: str


class Whitelist(BaseModel):
    """`policy/opening.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    max_letters: int
    max_sentences: int
    max_words: int
    languages: dict[str, Words]


@cache
def whitelist() -> Whitelist:
    """The shipped list. Raises `pydantic.ValidationError` where the file is malformed."""
    return Whitelist.model_validate(yaml.safe_load((HERE / "opening.yaml").read_text("utf-8")))


def languages() -> frozenset[str]:
    """Languages that an opening can be checked in."""
    return frozenset(whitelist().languages)


def faults(text: str, language: str) -> tuple[str, ...]:
    """Why `text` may not open a draft in `language`; empty where it may. Pure, and strict on purpose:
    the macro's own opening is always there to fall back on."""
    listed = whitelist()
    words = listed.languages.get(language)
    if words is None:
        return (f"no words are listed for the language {language!r}",)
    found = []
    if len(text) > listed.max_letters:
        found.append("it is too long")
    if text != text.strip() or text != unicodedata.normalize("NFC", text):
        found.append("it is not plain text")
    plain = text.replace("’", "'").casefold()
    sentences = [s.strip() for s in _SENTENCE.findall(plain)]
    if not sentences or not plain.endswith("."):
        found.append("it is no whole sentence")
    if len(sentences) > listed.max_sentences:
        found.append("it has too many sentences")
    if _WORD.sub("", plain) and not _GAP.fullmatch(_WORD.sub("", plain)):
        found.append("it holds a sign or figure that no opening needs")
    if any(len(_WORD.findall(s)) > listed.max_words for s in sentences):
        found.append("a sentence is too long")
    allowed = frozenset(words.words.split()) | {w for s in words.starts for w in s.split()}
    if unknown := {w for w in _WORD.findall(plain) if w not in allowed}:
        found.append(f"words that are not on the list: {', '.join(sorted(unknown)[:5])}")
    if not all(_commaless(s).startswith(words.starts) for s in sentences):
        found.append("a sentence does not begin as an opening does")
    return tuple(found)


def _commaless(sentence: str) -> str:
    return re.sub(r" ?, ?", " ", sentence)
