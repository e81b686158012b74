"""Small signs in a sentence that the encoder is deaf to: a "not", a "but", a "you asked", a "we can".

The multilingual encoder places "we can split it" and "we cannot split it" side by side. These cues tell
them apart. Patterns are for text in lower case without accents; five languages share each pattern.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

# Each entry: name -> alternatives, matched at a word's start.
_CUES: dict[str, str] = {
    # -- who says what ---------------------------------------------------------------------------
    "no": r"not\b|no\b|never\b|none\b|nothing\b|nobody\b|no one\b|cannot\b|\w+n't\b|\w*cant\b|unable\b|neither\b|"
    r"nor\b|nunca\b|ningun\w*|nadie\b|nada\b|ni\b|tampoco\b|jamas\b|n'|ne\b|pas\b|aucune?\b|jamais\b|rien\b|"
    r"personne\b|nicht\b|nichts\b|kein\w*|nie\b|niemals\b|niemand\w*|weder\b|noch nicht\b|nao\b|nenhum\w*|ninguem\b|"
    r"nem\b|tampouco\b",
    "refuse": r"unfortunately\b|afraid\b|regret\w*|impossible\b|declin\w+|refus\w+|reject\w*|"
    r"isn't (?:something|possible)|"
    r"lamentablemente\b|imposible\b|deneg\w+|rechaz\w+|lament\w+|malheureusement\b|impossible\b|leider\b|bedauer\w+|"
    r"unmoglich\b|abgelehnt\b|infelizmente\b|impossivel\b|recus\w+|neg(?:ad|am|ou)\w*|off the table|"
    r"out of the question",
    "without": r"without\b|unless\b|sin\b|sans\b|ohne\b|sem\b|a menos\b|a moins\b|es sei denn|salvo\b",
    "restate": r"you (?:asked|wrote|said|mention\w*|told|say|want\w*|believe|wonder\w*|suggest\w*|propos\w*|"
    r"explain\w*|feel|"
    r"think|describ\w*|offer\w*|report\w*|request\w*)\b|you(?:'d| would) (?:like|prefer|rather)\b|you(?:'re| are) "
    r"(?:asking|hoping|saying|proposing)|your (?:email|message|mail|note|request|question|suggestion|"
    r"proposal|idea|offer|"
    r"letter)\b|as i understand|as you (?:say|put|describe)|usted(?:es)? (?:pid|dic|escrib|propon|quier|"
    r"pregunt|mencion|"
    r"coment|solicit|sugier|plante|cre)\w+|(?:pide|dice|escribe|propone|quiere|pregunta|menciona|comenta|"
    r"comentaba|solicita|"
    r"sugiere|plantea|nos cuenta|cuenta|pides|dices|escribes|propones|quieres|preguntas|mencionas)\b|"
    r"(?:en )?su (?:correo|"
    r"mensaje|solicitud|pregunta|propuesta|peticion|idea)\b|tu (?:correo|mensaje|peticion|pregunta|propuesta)\b|"
    r"vous (?:demand|ecri|dites|mention|propos|souhait|voul|voud|aimer|expliqu|indiqu|pens|suggér|suggere)\w*|votre (?:"
    r"message|mail|courriel|demande|question|proposition|idee)\b|tu (?:demandes|ecris|dis|proposes|veux|voudrais)\b|"
    r"sie (?:schreib|frag|mocht|sag|schlag|erwahn|bitt|woll|wunsch|hatten gern|hoff|mein|berichte|schilder)\w*|"
    r"(?:mochten|wollen|fragen|schreiben|bitten|erwahnen) sie\b|ihre[rmns]? (?:mail|nachricht|frage|bitte|"
    r"vorschlag|wunsch|anfrage|worten)\b|"
    r"du (?:schreibst|fragst|mochtest|sagst|willst)\b|(?:voce|o senhor|a senhora)s? (?:ped|perg|mencion|diz|"
    r"disse|escrev|"
    r"prop|quer|sugere|gostaria|contou|cont|comen)\w*|s(?:ua|eu) (?:mensagem|e-?mail|pergunta|pedido|proposta|ideia)\b",
    "but": r"but\b|however\b|though\b|although\b|yet\b|still\b|even so\b|that said\b|nevertheless\b|nonetheless\b|"
    r"while\b|pero\b|aunque\b|sin embargo\b|no obstante\b|con todo\b|aun asi\b|si bien\b|mas\b|mais\b|cependant\b|"
    r"toutefois\b|pourtant\b|neanmoins\b|bien que\b|quoique\b|aber\b|jedoch\b|doch\b|allerdings\b|dennoch\b|obwohl\b|"
    r"trotzdem\b|zwar\b|porem\b|contudo\b|embora\b|entretanto\b|no entanto\b|todavia\b|mesmo assim\b",
    "exception": r"exception\w*|normally\b|usually\b|as a rule\b|officially\b|just this once\b|this once\b|"
    r"as a courtesy\b|"
    r"goodwill\b|excepcion\w*|normalmente\b|por lo general\b|oficialmente\b|cortesia\b|buena voluntad\b|exception\w*|"
    r"normalement\b|d'habitude\b|geste commercial\b|officiellement\b|ausnahm\w*|normalerweise\b|eigentlich\b|kulanz\w*|"
    r"offiziell\b|excec\w+|excepcion\w+|por gentileza\b|cortesia\b|kindly\b|since you|seeing that|"
    r"given (?:that|your|the|what)",
    "done": r"(?:i've|i have|we've|we have|has been|have been|was|were|is|are|got|"
    r"been) (?:\w+ )?(?:approv\w+|grant\w+|accept\w+|"
    r"agree\w*|arrang\w+|confirm\w+|appli\w+|receiv\w+|open\w+|register\w+|mark\w+|push\w+|paus\w+|stopp\w+|lift\w+|"
    r"restor\w+|refund\w+|revers\w+|credit\w+|reduc\w+|waiv\w+|remov\w+|cancel\w+|clear\w+|settl\w+|"
    r"notified|asked|told|put|"
    r"moved|extended|instructed|matched|updated|taken|reopen\w*|reactivat\w+|unlock\w+|withdrawn)|"
    r"(?:he|hemos|ha|han|fue|fueron|ha sido|queda|quedo) (?:\w+ )?\w+(?:ado|ido|ada|ida|adas|idas|ados|idos|"
    r"echo|uesto|ierto)s?\b|"
    r"(?:j'ai|nous avons|avons|a ete|ont ete|est|sont|avez) (?:\w+ )?\w+(?:e|ee|es|ees|is|it|u|ue|ert)\b|"
    r"(?:wurde|wurden|ist|sind|habe|haben|hat)\b.{0,60}\b(?:ge\w+t|ge\w+en|\w+iert|ver\w+t|er\w+t|be\w+t|"
    r"auf\w+|ein\w+|zuruck\w+)\b|"
    r"(?:foi|foram|ja|fica|ficou|tenho|temos) (?:\w+ )?\w+(?:ado|ido|ada|ida|adas|idas|ados|idos|eito|osto|erto)s?\b|"
    r"\w+(?:amos|emos|imos|ei)\b",
    "we_can": r"(?:we|i|they|my \w+|our \w+|the team) (?:can|could|may|might|will|would|shall|are going to|"
    r"am going to|are happy|"
    r"am happy|are glad|are prepared|are willing)\b|(?:we|i)'(?:ll|d|m going|re going|re happy|m happy|"
    r"re willing)|let me\b|"
    r"let's\b|happy to\b|glad to\b|willing to\b|prepared to\b|podemos\b|puedo\b|podriamos\b|podria\b|vamos a\b|voy a\b|"
    r"con (?:mucho )?gusto\b|nous pou\w+|je peux\b|on peut\b|nous allons\b|je vais\b|on va\b|volontiers\b|wir konn\w+|"
    r"ich kann\b|kann ich\b|konnen wir\b|konnten wir\b|wir werden\b|ich werde\b|gern\w*\b|podemos\b|posso\b|"
    r"poderiamos\b|"
    r"vamos\b|vou\b|com prazer\b|\w+(?:aremos|eremos|iremos|erons|irons|arei|erei|irei)\b",
    "you_may": r"you (?:can|may|could|might|don't need|needn't|have until|are welcome|will be|'ll be)\b|"
    r"you'(?:ll|re welcome|re all|re "
    r"fine|ve got)|feel free\b|welcome to\b|no (?:need|rush|hurry|problem|worries)\b|don't (?:worry|"
    r"stress)\b|take (?:your|all|the) "
    r"\w*|fine (?:with|by) (?:us|me)\b|okay\b|ok\b|puede\w*\b|no (?:se preocupe|te preocupes|hay prisa|"
    r"hace falta|pasa nada)\b|"
    r"tranquil\w*|vous pou\w+|tu peux\b|pas de (?:souci|probleme|urgence)\b|pas besoin\b|ne vous (?:inquiet|"
    r"en fait)\w+|"
    r"sie (?:konn|durf|brauch|mussen nicht|bekomm)\w*|konnen sie\b|du kannst\b|keine (?:sorge|eile)\b|"
    r"kein (?:problem|stress)\b|"
    r"machen sie sich keine\b|ruhig\b|pode\w*\b|nao se preocupe\b|sem (?:problema|pressa)\b|"
    r"fique tranquil\w*|nao precisa\b",
    "good_news": r"good news\b|great\b|sure\b|certainly\b|of course\b|absolutely\b|promise\w*|"
    r"rest assured\b|deal\b|agreed\b|"
    r"accepted\b|consider\b|guarantee\w*|buenas noticias\b|claro\b|por supuesto\b|desde luego\b|prometo\b|garantiz\w+|"
    r"bonne nouvelle\b|bien sur\b|d'accord\b|entendu\b|promets\b|gute nachricht\w*|naturlich\b|selbstverstandlich\b|"
    r"einverstanden\b|versprech\w+|boa noticia\b|boas noticias\b|claro\b|com certeza\b|combinado\b|prometo\b|garant\w+",
    "only": r"only\b|until\b|before\b|in full\b|full\b|whole\b|entire\b|zero\b|\$0|once\b|as soon as\b|"
    r"solo\b|hasta\b|antes\b|"
    r"total\w*|complet\w+|cero\b|cuando\b|en cuanto\b|una vez\b|seul\w*|jusqu'?\w*|avant\b|entier\w*|"
    r"integral\w+|des que\b|"
    r"une fois\b|nur\b|erst\b|bis\b|vollstandig\w*|gesamt\w*|ganz\w*|sobald\b|so ?mente\b|apenas\b|ate\b|"
    r"integral\b|zerado\b|"
    r"assim que\b|quando\b",
    "if": r"if\b|provided\b|should\b|in case\b|si\b|falls\b|wenn\b|sofern\b|se\b|caso\b|siempre que\b|"
    r"pourvu\b|a condition\b",
    "please": r"please\b|kindly\b|could you\b|can you\b|por favor\b|podria(?:s)?\b|s'il vous plait\b|"
    r"merci de\b|veuillez\b|pourriez\b|"
    r"bitte\b|konnten sie\b|por gentileza\b|poderia\b",
    "sorry": r"sorry\b|apologi\w+|understand\w*|thank\w*|siento\b|disculp\w+|entiendo\b|entendemos\b|"
    r"comprend\w+|gracias\b|desole\w*|"
    r"navre\w*|excus\w+|merci\b|leid\b|entschuldig\w+|verstehe\b|danke\b|lamento\b|desculp\w+|entendo\b|"
    r"compreend\w+|obrigad\w+|agradec\w+",
    "later": r"tomorrow\b|next (?:week|month)\b|friday\b|monday\b|by the\b|days?\b|weeks?\b|months?\b|"
    r"manana\b|semana\w*|mes(?:es)?\b|dias?\b|"
    r"viernes\b|lunes\b|demain\b|semaines?\b|mois\b|jours?\b|vendredi\b|lundi\b|morgen\b|wochen?\b|monat\w*|"
    r"tage?n?\b|freitag\b|"
    r"montag\b|amanha\b|dias?\b|sexta\b|segunda\b|time\b|tiempo\b|plazo\b|delai\b|frist\b|zeit\b|prazo\b|tempo\b",
    # -- about what ------------------------------------------------------------------------------
    "parts": r"instal+ments?\b|split\w*|part(?:s|ial\w*|ly)?\b|plan\b|half\b|portion\w*|spread\b|monthly\b|"
    r"weekly\b|stages\b|pieces\b|"
    r"cuotas?\b|plazos?\b|partes\b|parcial\w*|mitad\b|fraccion\w*|a poc\w+|abon\w+|echeanc\w+|tranches?\b|"
    r"fois\b|parti\w*|moitie\b|"
    r"echelonn\w+|acompte\b|mensualit\w+|raten\w*|rate\b|teil\w*|halfte\b|anzahlung\b|aufteil\w*|stuckel\w*|"
    r"monatlich\b|parcel\w+|"
    r"partes?\b|metade\b|prestac\w+|entrada\b|dividi\w+|vezes\b|first\b|rest\b|remainder\b|resto\b|reste\b",
    "agency": r"trueaccord\b|ta\b|agency\b|collect\w+|collections\b|agencia\b|cobr\w+|cobranza\w*|agence\b|"
    r"recouvrement\b|inkasso\w*|agentur\b|"
    r"referral\b|referred\b|traspaso\b|traslado\b|ubergabe\b|encaminh\w+",
    "dispute": r"disput\w+|claim\b|quality\b|hours\b|investigat\w+|complaint\b|mediat\w+|arbitrat\w+|"
    r"review\w*|reclam\w+|mediaci\w+|"
    r"calidad\b|horas\b|investig\w+|litige\w*|contest\w+|reclamation\b|mediation\b|qualite\b|heures\b|"
    r"enquet\w+|beanstand\w+|"
    r"streit\w*|schlichtung\w*|qualitat\b|stunden\b|pruf\w+|reklam\w+|contestac\w+|qualidade\b|freelancer\b|"
    r"milestone\b|work\b|"
    r"trabajo\b|travail\b|arbeit\b|trabalho\b|hito\b|jalon\b|meilenstein\b|marco\b",
    "money_back": r"refund\w*|money back\b|revers\w+|return\w*|reimburs\w+|credit\w*|reembols\w+|devol\w+|"
    r"devuel\w+|rembours\w+|"
    r"recredit\w+|restitu\w+|erstatt\w+|gutschr\w+|gutgeschrieb\w*|zuruck\w*|estorn\w+|compensat\w+|indemn\w+",
    "confirm": r"receiv\w+|confirm\w+|appli\w+|all set\b|record\w*|noted\b|match\w+|paid\b|settled\b|"
    r"recib\w+|confirm\w+|registr\w+|aplic\w+|"
    r"pagad\w+|saldad\w+|recu\w*|enregistr\w+|regle\w*|erhalten\b|bestatig\w+|verbuch\w+|bezahlt\b|"
    r"eingegangen\b|receb\w+|quitad\w+|"
    r"pago\w*|constat\w+|consta\b",
    "account": r"account\b|suspen\w+|reactivat\w+|reinstat\w+|restor\w+|unlock\w*|access\b|hiring\b|"
    r"cuenta\b|reactiv\w+|acceso\b|desbloq\w+|"
    r"compte\b|acces\b|reactiv\w+|debloq\w+|konto\b|sperr\w+|freischalt\w+|entsperr\w+|zugang\b|conta\b|"
    r"reativ\w+|acesso\b|liber\w+",
    "legal": r"legal\w*|law\w*|court\b|sue\w*|liab\w+|attorney\w*|police\b|credit (?:score|report|rating|"
    r"bureau)\w*|judge\b|abogad\w+|ley\b|"
    r"demand\w+|juzgado\b|juicio\b|tribunal\w*|polic\w+|avocat\w*|loi\b|justice\b|huissier\b|juridi\w+|"
    r"jurid\w+|anwalt\w*|anwalte\b|gericht\w*|"
    r"gesetz\w*|recht\w*|klag\w+|schufa\w*|polizei\b|straf\w+|advogad\w+|lei\b|processo\b|justica\b|serasa\b|spc\b",
    "inside": r"internal\w*|macro\w*|prompt\w*|agent\b|template\b|model\b|ai\b|bot\b|tag(?:s|ged)?\b|note\b|"
    r"clause\b|classif\w+|guideline\w*|"
    r"instruction\w*|draft\b|intern[aoe]\w*|plantilla\b|nota\b|instruccion\w*|etiquet\w+|ia\b|modele\b|"
    r"consigne\w*|note interne\b|brouillon\b|"
    r"ki\b|vorlage\b|vermerk\b|anweisung\w*|entwurf\b|modell\b|modelo\b|instruc\w+|rascunho\b|zendesk\b|"
    r"ticket\b|scenario\b|confidence\b",
    "less": r"discount\w*|waive\w*|reduc\w+|lower\w*|write off|written off|writ\w+ off|less\b|knock\w*|"
    r"percent\b|%|fee\b|descuent\w+|condon\w+|rebaj\w+|"
    r"comision\w*|menos\b|remise\w*|rabais\b|ristourne\b|frais\b|moins\b|annul\w+|rabatt\w*|nachlass\w*|"
    r"erlass\w*|gebuhr\w*|verzicht\w*|weniger\b|"
    r"descont\w+|abat\w+|perdo\w+|taxa\b|menor\b|isent\w+",
    "rude": r"fault\b|excuse\w*|honestly\b|frankly\b|you people\b|responsib\w+|whin\w+|deadbeat\w*|"
    r"bother\w*|stupid\w*|culpa\b|excusas?\b|"
    r"francamente\b|faute\b|franchement\b|schuld\b|ausred\w+|ehrlich\b|desculpa\b|irrespons\w+|moros\w*|"
    r"caloteir\w*|convenient\w*|should have\b|"
    r"obvious\w*|clearly\b|adult\b",
}  # fmt: skip
_PATTERNS = {name: re.compile(rf"(?<![\w']){'(?:' + body + ')'}") for name, body in _CUES.items()}
_CLAUSE = re.compile(
    r"[;:.!?\n]|,? (?=(?:but|however|though|although|yet|pero|aunque|sin embargo|mais|cependant|toutefois|"
    r"aber|jedoch|doch|allerdings|porem|mas|contudo|embora|y|and|und|et|e) )|, "
)
_FIGURE = re.compile(r"\d")
_MARKS = ("question", "exclamation", "figure", "brackets", "ascii_lower_start", "words", "clauses")
_PAIRS = (
    "we_can",
    "you_may",
    "done",
    "good_news",
    "parts",
    "agency",
    "money_back",
    "account",
    "less",
    "dispute",
)
NAMES = (*_CUES, *_MARKS, *(f"{p}&free" for p in _PAIRS), *(f"{p}&denied" for p in _PAIRS),
         "last_clause_denied", "first_clause_denied", "all_denied")  # fmt: skip
WIDTH = len(NAMES)


def plain(text: str) -> str:
    """Lower case, without accents, with straight quotes."""
    text = text.lower().replace("’", "'").replace("ß", "ss")
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=16_384)
def _row(text: str) -> tuple[float, ...]:
    low = plain(text[:4000])
    seen = [min(len(p.findall(low)), 3) / 2 for p in _PATTERNS.values()]
    clauses = [c for c in _CLAUSE.split(low) if c and len(c.split()) > 1] or [low]
    denied = [bool(_PATTERNS["no"].search(c) or _PATTERNS["refuse"].search(c)) for c in clauses]
    free = [c for c, d in zip(clauses, denied, strict=True) if not d]
    shut = [c for c, d in zip(clauses, denied, strict=True) if d]
    marks = (
        min(low.count("?"), 2) / 2,
        min(low.count("!"), 2) / 2,
        min(len(_FIGURE.findall(low)), 4) / 4,
        float(any(c in low for c in "[]{}#_")),
        float(text[:1].islower()),
        min(len(low.split()), 60) / 30,
        min(len(clauses), 6) / 3,
    )
    pairs = [
        float(any(_PATTERNS[p].search(c) for c in some)) for some in (free, shut) for p in _PAIRS
    ]
    return (*seen, *marks, *pairs, float(denied[-1]), float(denied[0]), float(all(denied)))


_PART = re.compile(
    r"(?<=[;:.!?\n])\s+|,\s+|\s-\s|\s(?=(?:but|however|though|although|yet|because|since|so|while|until|if|when|once|"
    r"pero|aunque|porque|hasta|si|cuando|mais|car|parce|jusqu|aber|jedoch|doch|weil|wenn|bis|sobald|porém|"
    r"mas|embora|se|"
    r"quando|até|and|und|y|e|et)\b)"
)


@lru_cache(maxsize=16_384)
def halves(text: str) -> tuple[str, str]:
    """The parts of a text that assert something, and those that deny it or repeat the client's words."""
    asserted: list[str] = []
    other: list[str] = []
    for part in _PART.split(text[:4000]):
        low = plain(part)
        shut = any(_PATTERNS[name].search(low) for name in ("restate", "no", "refuse", "without"))
        (other if shut else asserted).append(part)
    return " ".join(" ".join(asserted).split()), " ".join(" ".join(other).split())


def cues(texts: Sequence[str]) -> NDArray[np.float32]:
    """Shape (n, WIDTH), float32, every value between 0 and 2. Linear time; 4,000 characters count."""
    return np.array([_row(t) for t in texts], dtype=np.float32).reshape(len(texts), WIDTH)
