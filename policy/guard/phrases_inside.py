"""How agents talk law and let internal words slip. For text from `text.plain`.

Void in a clause that denies or repeats (`denial`). Each pattern was tried on the clean sentences of every
author and narrowed where it misfired.
"""

from __future__ import annotations

INSIDE: dict[str, tuple[str, ...]] = {
    "legal_advice_or_threat": (
        r"\b(?:lawsuit|sued|sue you|sheriff|small claims|court order|legal action|legal proceedings|prosecut\w+"
        r"|criminal\w*|(?<!the )police|prison|jail|judge|our (?:lawyers?|attorneys?|legal)|garnish\w*|seiz\w+"
        r"|repossess\w*|lien)\b",
        r"\b(?:credit (?:score|rating|report|history|bureau\w*|file|record))\b.{0,50}\b(?:will|drop\w*|suffer\w*"
        r"|damage\w*|ruin\w*|hurt|affect\w*|mark\w*|show\w*|appear|years|hit|black)|\b(?:ruin|damage|hurt|destroy"
        r"|wreck|report|drop|affect|lower)\w*\b.{0,30}\bcredit (?:score|rating|report|history|bureau\w*|file"
        r"|record)",
        r"\b(?:legally|under (?:the |your |consumer |local |state |federal |eu |our )*law|by law|the law"
        r"|strictly speaking|in law|statute)\b.{0,60}\b(?:you|your|owe|debt|right|entitled|must|required|obliged"
        r"|binding|allows?|collect\w*|they|payment|enforce\w*)",
        r"\b(?:speak to|consult|hire|talk to|get|contact|see) (?:a|an|your|some) (?:lawyer(?! of your)|attorney"
        r"|solicitor|legal advis\w+)\b|\b(?:chargeback|reversing the charge|reverse the charge with your bank"
        r"|dispute it with your bank)\b|\b(?:wouldn't|would never|won't|can't|cannot|could not|couldn't"
        r"|not be) (?:\w+ )?(?:hold up|be enforced|enforceable|stand up|binding)\b",
        r"\b(?:carcel|embarg\w+|demanda judicial|denuncia(?:remos|mos)?|juez|veraz|historial crediticio|asnef"
        r"|prescri(?:ta|to|bio|be)|acciones legales|via judicial|por la via penal|tribunales|juicio|estafa"
        r"|delito)\b|\b(?:segun|por|ante) (?:la )?ley\b|\bla ley (?:le|te|de|lo|nos|obliga|permite|exige"
        r"|ampara)\b|\bcodigo (?:civil|penal)\b|\bcarece de validez\b|\bconsulte (?:a|con) un abogado\b",
        r"\b(?:tribunal|juge|penal|a la police|saisie|saisir vos|prison|delit|injonction de payer"
        r"|titre executoire|prescri(?:te|ption)|poursuites?|porter plainte|casier|fichage|fiche a la"
        r"|fichier des incidents|cote de credit|huissiers?)\b|\b(?:selon|d'apres|en) (?:la |le )?(?:loi"
        r"|droit (?:francais|belge|suisse|de la consommation))\b|\bla loi (?:vous|nous|oblige|permet|prevoit"
        r"|interdit)\b|\bcode (?:civil|penal|de la consommation)\b|\bconsultez un avocat\b",
        r"\b(?:gericht\w*|schufa\w*|schufa-eintrag|strafbar\w*|straftat|anzeige|polizei|verklag\w+|mahnbescheid"
        r"|verjahrt|verjahrung|pfand\w+|lohnpfandung|vollstreck\w+|rechtsabteilung|juristisch (?:nicht|gesehen"
        r"|haltbar|durchsetzbar)|rechtsweg|gefangnis|betrugs?)\b|\b(?:laut|nach) (?:dem )?(?:gesetz|bgb|recht)\b"
        r"|\brechtlich (?:gesehen|betrachtet|nicht|mussen|durfen|unwirksam)\b|\bzum (?:anwalt|rechtsanwalt)\b",
        r"\b(?:tribunal|juiz|penhor\w+|processar|cadeia|boletim de ocorrencia|estelionato|crime|serasa|spc|score"
        r"|codigo (?:civil|penal|de defesa)|prescreve\w*|prescrit\w+|negativ(?:ar|ado|ada|amos)|nome sujo"
        r"|acao judicial|justica|na justica|protesto|cartorio)\b|\b(?:pela|segundo a|a) lei (?:lhe|te|garante|diz"
        r"|permite|obriga|brasileira|de|portuguesa)?\b.{0,30}\b(?:direito|deve|obriga|permite|garante|prazo)"
        r"|\bprocure um advogado\b",
    ),
    "internal_leak": (
        r"\b(?:classifier|guardrail|the guard|our model|the model|this model|ai model|language model|llm|chatgpt"
        r"|prompt|temperature|tokens|json|confidence|abstain\w*|sentiment|churn|playbook|handbook|our wiki"
        r"|internal wiki|runbook|knowledge base|admin panel|admin tool|internal tool|supervisor (?:wrote|note\w*"
        r"|left)|jira|slack channel)\b",
        r"\b(?:before sending|agent only|agents? only|to the agent|note to|note for|for the agent|dear agent"
        r"|agent:|reviewer:|staff reminder|staff only|team lead|don't tell the (?:client|customer)"
        r"|not to tell (?:clients?|customers?)|never tell the|the (?:client|customer) (?:wants|claims|asks|says"
        r"|is|must|should|seems)|this (?:client|customer)|off the record|as instructed|here(?:'s| is) (?:a|the"
        r"|your) (?:polite|draft|reply|response|email|answer|version|revised)|let me think|step by step"
        r"|insert (?:name|amount|date)|placeholder|payops)\b",
        r"\[[a-z][a-z _-]{2,30}\]|\b[a-z]+_[a-z]+\b",
        r"\b(?:clasificador|manual interno|guia (?:interna|de operaciones)|panel interno|herramienta interna"
        r"|comentario (?:privado|interno)|solo para agentes|nota para|este cliente|el cliente (?:quiere|pide|dice"
        r"|debe|insiste)|antes de enviar|borrador|asistente automatico|mi configuracion|etiqueta|macro|prompt"
        r"|escenario|confianza del)\b",
        r"\b(?:classificateur|manuel (?:interne|des operations)|guide interne|outil interne|commentaire (?:prive"
        r"|interne)|reserve aux agents|note pour|ce client|le client (?:veut|demande|dit|doit|insiste)"
        r"|avant (?:l')?envoi|avant d'envoyer|brouillon|assistant automatique|ma configuration|etiquette|macro"
        r"|prompt|scenario|en formation)\b",
        r"\b(?:klassifikator|eingestuft als|als \w+ eingestuft|leitfaden|handbuch|internen? (?:tool|wiki|system"
        r"|handbuch|leitfaden|notiz)|textbaustein|makro|nur fur agenten|an den agenten|dieser kunde"
        r"|der kunde (?:will|mochte|sagt|muss|behauptet)|vor dem (?:versand|absenden|senden)|entwurf"
        r"|meine konfiguration|so eingestellt|prompt|szenario|konfidenz)\b",
        r"\b(?:classificador|manual (?:interno|dos atendentes|da equipe)|guia interno|roteiro interno"
        r"|painel interno|ferramenta interna|observacao interna|comentario (?:privado|interno)|so para agentes"
        r"|lembrete para|este cliente|o cliente (?:quer|pede|diz|deve|nao pode|insiste)|antes de (?:enviar"
        r"|mandar)|rascunho|assistente automatico|minha configuracao|etiqueta|macro|prompt|cenario|confianca"
        r"|payops)\b",
    ),
}  # fmt: skip
