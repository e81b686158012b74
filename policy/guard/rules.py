"""The unmistakable, by rule: patterns for text from `text.plain`, in English, Spanish, French, German, Portuguese.

Rules alone do not reach far; they hold the line where the sentence model is missing or fooled. A rule of
`PROMISES` is void in a clause that denies it or repeats the client's request; one of `NEVER` counts wherever it
stands. A model that scores a rule's kind and is all but sure may overrule it (`meaning`), except that template
debris, tags and clause ids, the `LEAK` of `NEVER`, always count.
"""

from __future__ import annotations

import re

from policy.guard.phrases_inside import INSIDE
from policy.guard.phrases_money import MONEY
from policy.guard.phrases_time import TIME
from policy.guard.phrases_told import TOLD

LEAK = "internal_leak"
_WE = (
    r"(?:we|i|the team|our team|my \w+|they)(?:'ve|'ll|'d|'re|'m| have| has| had| can| could| may| might|"
    r" will| would| are| am| is)?(?: (?:certainly|gladly|just|already|also|kindly|happily|now|happy to|glad to|"
    r"willing to|prepared to|able to|going to|be|go ahead and|asked to|been))*"
)

PROMISES: dict[str, tuple[str, ...]] = {
    "plan_offer": (
        rf"\b{_WE} (?:split|spread|divide|break|stagger)\w*\b.{{0,40}}\b(?:it|this|balance|amount|charge|"
        rf"payment|invoice|total|that|debt|sum)",
        rf"\b{_WE} (?:set|put|arrange|offer|approve|accept|take|agree)\w*\b.{{0,30}}\b(?:instal?lments?|"
        rf"payment plan|partial payment|part payment|weekly portions|monthly charges|in stages|in parts)",
        r"\byou (?:can|may|could|are welcome to|'re welcome to) (?:pay|send|settle|clear|"
        r"start)\b.{0,40}\b(?:in (?:\w+ )?(?:parts|instal?lments|stages|pieces|portions)|half|what you can|"
        r"the rest later|a part)",
        r"\b(?:pay|send) (?:us )?(?:half|what you can|a part|a third|whatever you can)\b.{0,60}\b(?:now|"
        r"today|first|rest|remainder|later)",
        r"\b(?:podemos|puedo|podriamos|le ofrezco|le ofrecemos|aceptamos|aprobamos)\b.{0,40}\b(?:cuotas|"
        r"plazos|dividir|fraccionar|plan de pagos|pagos? parcial\w*|por partes)",
        r"\b(?:puede|puedes|pueden) (?:pagar|abonar)\w*\b.{0,30}\b(?:en (?:\w+ )?(?:cuotas|plazos|partes)|"
        r"por partes|la mitad|poco a poco)",
        r"\b(?:nous pouvons|je peux|on peut|nous acceptons|je vous propose|"
        r"nous vous proposons)\b.{0,40}\b(?:echelonn\w+|plusieurs fois|mensualit\w+|echeanc\w+|en (?:deux|"
        r"trois|quatre|\w+) fois|paiements? partiels?|tranches?)",
        r"\bvous pouvez (?:payer|regler|verser)\b.{0,30}\b(?:en (?:\w+ )?(?:fois|tranches|mensualites|"
        r"parties)|la moitie|petit a petit)",
        r"\b(?:wir konnen|ich kann|kann ich|konnen wir|gern\w*|wir bieten|"
        r"wir akzeptieren)\b.{0,50}\b(?:raten\w*|aufteilen|in (?:\w+ )?teilen|teilzahlung\w*|teilbetrage\w*|stuckeln)",
        r"\b(?:sie konnen|konnen sie|du kannst|sie durfen)\b.{0,40}\b(?:in (?:\w+ )?(?:raten|teilen|"
        r"teilbetragen)|ratenweise|die halfte|auf \w+ uberweisungen)",
        r"\b(?:podemos|posso|poderiamos|aceitamos|ofereco|oferecemos)\b.{0,40}\b(?:parcel\w+|dividir|"
        r"prestac\w+|em (?:\w+ )?vezes|pagamentos? parcia\w+)",
        r"\b(?:voce pode|pode|podem) (?:pagar|quitar)\b.{0,30}\b(?:em (?:\w+ )?(?:parcelas|vezes|partes|"
        r"prestacoes)|metade|aos poucos)",
    ),
    "extension_grant": (
        r"\b(?:have|has|'ve) extended (?:the|your) (?:time|deadline|due date)",
        rf"\b{_WE} (?:extend|extended|push|pushed|move|moved|postpone|postponed|grant|granted|give|gave|"
        rf"allow|stretch)\w*\b.{{0,30}}\b(?:deadline|due date|more time|extension|extra|another|until|days|"
        rf"weeks|breathing)",
        r"\b(?:you have|you've got|take) (?:until|till|another|all the time|your time|an extra|as long as)\b",
        r"\b(?:extension|deferral|grace period)\b.{0,25}\b(?:has been|is|was) (?:granted|approved|accepted|"
        r"agreed|fine)",
        rf"\b{_WE} (?:wait|hold off)\b.{{0,25}}\b(?:until|till|for you|a (?:few|couple)|another)",
        r"\b(?:le|te|les) (?:damos|doy|concedemos|concedo|hemos (?:dado|concedido)|extendemos|"
        r"ampliamos)\b.{0,30}\b(?:dias|semanas?|plazo|prorroga|tiempo|hasta)",
        r"\b(?:tiene|tienes) (?:hasta|de plazo)\b",
        r"\bnous (?:vous )?(?:accordons|avons accorde|prolongeons|avons prolonge|repoussons|"
        r"attendrons)\b.{0,30}\b(?:jours?|semaines?|delai|echeance|jusqu)",
        r"\bvous avez jusqu'",
        r"\b(?:wir (?:geben|gewahren|raumen|verlangern|warten)|frist (?:wurde|ist)|"
        r"sie haben (?:noch )?bis)\b.{0,40}\b(?:tage|wochen?|frist|aufschub|verlangert|bis|zeit)",
        r"\b(?:concedemos|damos|estendemos|prorrogamos|dou|concedo)\b.{0,30}\b(?:dias|semanas?|prazo|prorrogacao|ate)",
        r"\b(?:voce )?tem ate (?:o|a|dia|sexta|segunda)\b",
    ),
    "collections_hold": (
        rf"\b{_WE} (?:put|place|pause|stop|freeze|hold|call off|recall|withdr[ae]w|suspend|delay|keep|take|"
        rf"took|pull)\w*\b.{{0,40}}\b(?:collections?|trueaccord|agency|referral|file on hold|account on hold)",
        r"\b(?:collections?|trueaccord|agency|referral)\b.{0,30}\b(?:has been|have been|is|are|was|"
        r"will be) (?:paused|stopped|put on hold|on hold|frozen|cancelled|canceled|withdrawn|recalled|"
        r"called off|suspended|halted)",
        r"\b(?:hemos|he|vamos a|podemos) (?:paus\w+|deten\w+|suspend\w+|par\w+|fren\w+|retir\w+|"
        r"congel\w+)\b.{0,30}\b(?:cobr\w+|agencia|trueaccord|traslado|gestion)",
        r"\b(?:nous avons|j'ai|nous allons|on va) (?:suspend\w+|stopp\w+|gel\w+|mis en pause|interrompu|"
        r"arret\w+|retir\w+)\b.{0,30}\b(?:recouvrement|agence|trueaccord|transfert|dossier)",
        r"\b(?:inkasso\w*|ubergabe|trueaccord)\b.{0,30}\b(?:gestoppt|pausiert|ausgesetzt|zuruckgezogen|"
        r"angehalten|ruht|gestrichen)",
        r"\b(?:pausamos|suspendemos|paramos|congelamos|retiramos|vamos (?:pausar|suspender|"
        r"parar))\b.{0,30}\b(?:cobranca|agencia|trueaccord|encaminhamento)",
    ),
    "dispute_open": (
        rf"\b{_WE} (?:open|opened|file|filed|reopen|reopened|register|start|started|raise|"
        rf"raised)\w*\b.{{0,25}}\b(?:dispute|claim|case|investigation|complaint)",
        rf"\b{_WE} (?:look into|investigate|review|examine|re-examine|check)\w*\b.{{0,30}}\b(?:hours|"
        rf"quality|work diary|deliverables|the work|milestone|screenshots)",
        r"\byou (?:can|may|could) (?:still )?(?:dispute|contest|file a (?:claim|dispute)|open a dispute)",
        r"\b(?:he abierto|hemos abierto|abrimos|abrire\w*|puede (?:abrir|presentar))\b.{0,20}\b(?:disputa|"
        r"reclamacion|reclamo|caso)",
        r"\b(?:j'ai ouvert|nous avons ouvert|nous ouvrons|vous pouvez (?:encore )?(?:ouvrir|"
        r"contester))\b.{0,20}(?:litige|contestation|reclamation|dossier)?",
        r"\b(?:streitfall|streitverfahren|disput|reklamation)\b.{0,20}\b(?:eroffnet|eingeleitet|gestartet|angelegt)",
        r"\b(?:abri|abrimos|vamos abrir|pode (?:abrir|contestar))\b.{0,20}\b(?:disputa|contestacao|reclamacao)",
    ),
    "refund_promise": (
        rf"\b{_WE} (?:refund|reimburse|reverse|return|credit)\w*\b.{{0,30}}\b(?:you|it|payment|milestone|"
        rf"money|hours|bonus|charge|amount|back)",
        r"\b(?:refund|reimbursement)\b.{0,25}\b(?:is on its way|has been (?:issued|approved|processed)|"
        r"will be|was approved|is approved|in \d)",
        r"\byou(?:'ll| will| are going to)? (?:get|have|receive|see) (?:your|the) money back|\byou(?:'ll|"
        r" will) be (?:refunded|reimbursed|paid back)",
        r"\b(?:le|te|les) (?:reembols|devolv|devuelv|reintegr)\w+|\breembolso\b.{0,20}\b(?:aprobado|"
        r"en camino|autorizado)",
        r"\b(?:nous (?:vous )?rembours\w+|vous serez rembourse\w*|remboursement\b.{0,20}\b(?:approuve|"
        r"en cours|accepte|valide))",
        r"\b(?:wir erstatten|erstatten wir|wird (?:ihnen )?(?:erstattet|zuruckgezahlt|gutgeschrieben)|"
        r"ruckerstattung\b.{0,20}\b(?:genehmigt|unterwegs|veranlasst))",
        r"\b(?:vamos (?:reembolsar|devolver|estornar)|reembolsaremos|sera (?:reembolsad|estornad|"
        r"devolvid)\w+|reembolso\b.{0,20}\b(?:aprovado|a caminho))",
    ),
    "agency_payment_confirmed": (
        r"\b(?:we|i)(?: can)? (?:confirm|see|have confirmed|'ve confirmed|have received|"
        r"'ve received)\b.{0,30}\b(?:trueaccord|agency)\b.{0,30}\b(?:received|payment|paid|has)",
        r"\b(?:noted|marked|recorded)\b.{0,25}\bas (?:paid|received|settled)",
        r"\b(?:trueaccord|agency) (?:payment|transfer)\b.{0,25}\b(?:has been|was|is) (?:applied|received|"
        r"confirmed|credited|posted|matched)",
        r"\byour payment (?:to|with|at) (?:the agency|trueaccord)\b.{0,25}\b(?:has been|was|is|came|"
        r"went) (?:applied|received|confirmed|credited|through|noted)",
        r"\bso you(?:'re| are) all set\b",
        r"\bconfirmamos\b.{0,30}\b(?:pago|trueaccord|agencia)",
        r"\bnous confirmons\b.{0,30}\b(?:paiement|trueaccord|agence)",
        r"\b(?:wir bestatigen|ihre zahlung an (?:trueaccord|die agentur|das inkasso\w*) (?:ist|wurde))\b",
        r"\bconfirmamos\b.{0,30}\b(?:pagamento|trueaccord|agencia)",
    ),
    "reinstatement_promise": (
        rf"\b{_WE} (?:reactivate|unsuspend|reinstate|restore|unlock|reopen|lift|switch(?:ed)? (?:back )?on|"
        rf"turn(?:ed)? (?:back )?on)\w*\b.{{0,30}}\b(?:account|suspension|access|you|profile|contracts|messaging)",
        r"\b(?:account|access|profile)\b.{0,15}\b(?:will be|has been|is|was) (?:restored|reactivated|"
        r"reinstated|unlocked|active again|back up)\b(?!.{0,40}\b(?:once|after|when|as soon as)\b)",
        r"\b(?:reactivaremos|hemos reactivado|reactivamos|desbloqueamos|levantamos)\b.{0,25}\b(?:cuenta|"
        r"suspension|acceso)",
        r"\bnous (?:reactivons|avons reactive|retablissons|avons retabli|levons|"
        r"debloquons)\b.{0,25}\b(?:compte|suspension|acces)",
        r"\b(?:schalten wir|wir (?:schalten|entsperren)|heben wir)\b.{0,40}\b(?:frei|konto|auf|entsperr\w*)",
        r"\b(?:reativaremos|reativamos|vamos reativar|desbloqueamos|liberamos)\b.{0,25}\b(?:conta|suspensao|acesso)",
    ),
    "settlement_discount": (
        rf"\b{_WE} (?:waive|reduce|lower|discount|write off|knock|take off|cut|drop)\w*\b.{{0,30}}\b(?:fee|"
        rf"balance|amount|invoice|off|percent|%|\d|charge|total|sum|debt)",
        r"\b(?:discount|reduction)\b.{0,20}\b(?:was|has been|is) (?:applied|approved|granted)",
        r"\b(?:call it even|meet in the middle|settle for less|full and final)\b",
        r"\b(?:le|te) (?:descont|rebaj|condon|perdon)\w+|\b(?:aplicamos|ofrecemos|hemos aplicado)\b.{0,15}\bdescuento",
        r"\bnous (?:vous )?(?:offrons|accordons|appliquons|faisons)\b.{0,20}\b(?:remise|rabais|reduction|ristourne)",
        r"\b(?:erlassen wir|wir erlassen|gewahren (?:wir )?(?:ihnen )?(?:einen )?(?:rabatt|nachlass)|"
        r"schenken wir ihnen)",
        r"\b(?:damos|oferecemos|aplicamos|concedemos)\b.{0,15}\b(?:desconto|abatimento)",
    ),
}
NEVER: dict[str, tuple[str, ...]] = {
    "legal_advice_or_threat": (
        r"\bsee you in court\b|\bcriminal charges\b|\bgo(?:es)? to (?:jail|prison)\b|\bbailiffs?\b|"
        r"\bwages?\b.{0,20}\bgarnish\w*|\bgarnish\w*\b.{0,20}\bwages?\b",
        r"\byou are (?:not )?legally (?:liable|obliged|required)|\b(?:time-barred|statute of limitations)\b|"
        r"\bfair debt collection practices\b|\bexperian\b|\bequifax\b",
        r"\b(?:our|the) (?:lawyers?|attorneys?|legal (?:team|department)) (?:will|have been|has been|are going)\b",
        r"\b(?:nuestros abogados|cargos penales|prescrit[oa] legalmente|le demandaremos|lo demandaremos)\b|"
        r"\b(?:nos avocats|poursuites (?:penales|judiciaires)|huissier|vous poursuivrons)\b",
        r"\b(?:gerichtsvollzieher|unsere anwalte|strafanzeige|verklagen (?:wir )?sie|"
        r"sehen uns vor gericht)\b|\b(?:nossos advogados|oficial de justica|serasa|vamos process\w+ voce)\b",
    ),
    "internal_leak": (
        r"\{\{|\}\}|\{%|%\}|<\|\w+\|>|\[/?inst\]",
        r"\bcollections?_{1,2}\w+|\b(?:col|ubo|hld|dsp|chg)-\d\b|\bbilling and payment > |\b[a-z]+_[a-z]+_[a-z_]+\b",
        r"\b(?:internal|private|staff)[ -](?:note|comment|remark|memo|use|only)s?\b|\bnote to (?:self|"
        r"agent)\b|\bdo not (?:show|send|share)\b.{0,25}\bclient\b|\btodo:? (?:verify|check|add|ask|confirm|"
        r"fix|before)\b",
        r"\bas an ai\b|\blanguage model\b|\bsystem prompt\b|\bmy (?:prompt|instructions)\b|\bgpt\b|"
        r"\bthe (?:classifier|model) (?:put|was|thinks|says|predicted)\b|\bpredicted scenario\b|\bconfidence: \w+",
        r"\b(?:no payment plan|hourly dispute|non-hourly dispute|balance details)\W{0,2} macro\b|\bmacro:|"
        r"\busing (?:the|our) .{0,30}macro\b|\bguard (?:blocked|blocks)\b",
        r"\bnotas? interna\b|\bcomo (?:modelo de|ia\b)|\bmodelo de (?:lenguaje|linguagem)\b|"
        r"\bsegun mis instrucciones\b|\bsolo uso interno\b|\bprompt d[eo]l? sistema\b",
        r"\bnote interne\b|\bmodele de langage\b|\bselon mes (?:instructions|consignes)\b|"
        r"\bprompt systeme\b|\busage interne\b|\ben tant qu'(?:ia|intelligence artificielle)\b",
        r"\binterne[rn]? (?:notiz|vermerk|hinweis)\b|\bsprachmodell\b|\blaut meinen anweisungen\b|"
        r"\bals ki\b|\bsystemprompt\b|\bnur intern\b|\bminhas instrucoes\b|\bcomo uma ia\b|\buso interno\b",
    ),
    "blame_or_rude": (
        r"\b(?:your own fault|your fault|you people|deadbeats?|stop (?:whining|making excuses|wasting)|"
        r"shame on you|grow up|stupid|idiots?|pathetic|excuses again)\b",
        r"\b(?:es (?:su|tu) (?:propia )?culpa|morosos como|deje de (?:inventar|poner) excusas|"
        r"verguenza le)\b|\b(?:c'est (?:de )?(?:votre|ta) faute|mauvais payeurs? comme|arretez (?:de|vos))\b",
        r"\b(?:selbst schuld|ihre eigene schuld|faule ausreden|horen sie auf zu)\b|\b(?:a culpa e sua|"
        r"caloteir\w+|pare de inventar|deixe de desculpas)\b",
    ),
    "collections_hold": (r"\bhold[- ]?off (?:period|is|has|of)\b|\bsuspension hold-?off\b",),
}  # fmt: skip

_PROMISES = [
    (kind, re.compile(p))
    for table in (PROMISES, TIME, MONEY, INSIDE)
    for kind, patterns in table.items()
    for p in patterns
]
_NEVER = [
    (kind, re.compile(p))
    for table in (NEVER, TOLD)
    for kind, patterns in table.items()
    for p in patterns
]


def promises() -> list[tuple[str, re.Pattern[str]]]:
    """Kind and pattern; void where `denial.denied`."""
    return _PROMISES


def never() -> list[tuple[str, re.Pattern[str]]]:
    """Kind and pattern; no denial voids it, and no model the kind `LEAK`."""
    return _NEVER
