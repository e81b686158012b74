"""Whether a clause denies, or only repeats what the client asked. For text from `text.plain`."""

from __future__ import annotations

import re

_DENIES = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|cannot|cant|unable|neither|nor|without|unless|decline[sd]?|"
    r"refuse[sd]?|impossible|wrong|wish|misleading|suppose|were you to|whether)\b|n't\b|"
    r"\bif (?:i|we) (?:could|said|did|unlocked|let)\b|\bwould like to say\b|\bcould have\b|"
    r"\bactive again by itself\b|\bonly (?:when|if|once|with|after)\b|"
    r"\b(?:nunca|ningun\w*|nadie|nada|ni|tampoco|jamas|sin|imposible|rechazad\w+|denegad\w+|solo (?:si|cuando|con))\b|"
    r"\b(?:ne|pas|aucune?|jamais|rien|sans|impossible|refus\w+|personne|j'ignore|je laisse)\b|\bn'|"
    r"\b(?:nicht|nichts|kein\w*|nie|niemals|niemand\w*|weder|ohne|unmoglich|abgelehnt|ablehnen|erst wenn|nur wenn)\b|"
    r"\b(?:nao|nenhum\w*|ninguem|nem|sem|tampouco|impossivel|negad\w+|recusad\w+|so (?:se|quando))\b"
)
_REPEATS = re.compile(
    r"\byou(?:'d| would| also)? (?:asked|ask|wrote|said|say|mention\w*|told|want\w*|believe|wonder\w*|"
    r"suggest\w*|propos\w*|like|request\w*|describe\w*|feel)\b|"
    r"\byou(?:'re| are| were) (?:asking|hoping|wondering|proposing|worried|told)\b|\byour (?:e-?mail|"
    r"message|note|request|question|suggestion|proposal|idea|reply|letter) |\bas you (?:say|put|wrote)\b|"
    r"\b(?:pide|pides|pregunta|preguntas|propone|propones|quiere|quieres|menciona|mencionas|dice|dices|"
    r"escribe|comenta\w*|solicita|sugiere|pregunto|pidio) |\bsu (?:correo|mensaje|solicitud|propuesta|"
    r"pregunta|peticion) |"
    r"\bvous (?:demand|ecri|dites|mention|propos|souhait|voul|voudr|aimer|indiqu)\w*|\bvotre (?:message|"
    r"mail|courriel|demande|proposition|question) |"
    r"\bsie (?:schreib|frag|mocht|sag|schlag|erwahn|bitt|woll|wunsch)\w*|\b(?:mochten|wollen|fragen|"
    r"schreiben|bitten|fragten|baten) sie\b|\bihre (?:nachricht|frage|bitte|mail) |\bihr (?:vorschlag|wunsch) |"
    r"\b(?:voce|o senhor|a senhora) (?:ped|perg|mencion|diz|diss|escrev|prop|quer|suger|gostaria)\w*|"
    r"\bsua (?:mensagem|pergunta|proposta) |\bseu (?:pedido|e-?mail) "
)
_TURN = re.compile(
    r"[;:.!?\n]|, (?:so|and)\b|\b(?:but|however|though|yet|still|pero|sin embargo|mais|cependant|toutefois|"
    r"aber|jedoch|doch|allerdings|porem|mas|contudo|entretanto)\b"
)

_SETTLED = re.compile(
    r"\b(?:in full|full|fully|entire|whole|zero|cleared|settled|complet\w+|cero|totalidad|saldad\w+|integral\w*|"
    r"entierement|solde\w*|vollstandig\w*|gesamt\w*|ganz\w*|beglichen|ausgeglichen|null|bezahlt ist|"
    r"alles bezahlt|total|zerad\w+|zerar|quitad\w+|zero)\b|\$ ?0\b|\b0 (?:\$|dollar|euro|usd|\w{3}\b)"
)


def settled(sentence: str) -> bool:
    """Whether a sentence ties what it says to the whole balance being paid, as CHG-1 does."""
    return _SETTLED.search(sentence) is not None


def denied(text: str, start: int, end: int) -> bool:
    """Whether the match `text[start:end]` stands in a clause that denies or repeats it.

    A clause runs from the turn ("but", ";") before the match to the turn after it.
    """
    left = max((m.end() for m in _TURN.finditer(text, 0, start)), default=0)
    after = _TURN.search(text, end)
    clause = text[left : after.start() if after else len(text)]
    return _DENIES.search(clause) is not None or _REPEATS.search(clause) is not None
