"""What offends by its own words, a "no" included: no rush, nothing will be sent to the agency, rudeness.

Counts wherever it stands. For text from `text.plain`. Each pattern was tried on the clean sentences of every
author and narrowed where it misfired.
"""

from __future__ import annotations

TOLD: dict[str, tuple[str, ...]] = {
    "extension_grant": (
        r"\b(?:no (?:need to |great )?(?:rush|hurry)|there's no (?:rush|hurry)|isn't urgent|is not urgent"
        r"|no pressure|don't (?:stress|worry) about (?:the|today's) (?:date|deadline)|whenever (?:suits"
        r"|you're ready|it suits)|take your time)\b",
        r"\b(?:no hay (?:prisa|apuro|urgencia)|sin (?:prisa|apuro)|no corre prisa|cuando (?:pueda|puedas"
        r"|le venga bien))\b|\b(?:rien ne presse|pas d'urgence|sans urgence|ca peut attendre|prenez votre temps"
        r"|quand vous pourrez)\b|\b(?:keine eile|hat (?:noch )?zeit|eilt nicht|wann es ihnen passt"
        r"|lassen sie sich zeit)\b|\b(?:sem pressa|nao ha pressa|nao tem pressa|quando (?:puder|der)|com calma"
        r"|sem stress)\b",
    ),
    "collections_hold": (
        r"\b(?:won't|will not|never"
        r"|(?<!promise that )nothing (?:will|is going to)|no one will"
        r"|nobody will|not be|isn't going to|don't)\b (?:\w+ ){0,4}(?:pass(?:ed)?|hand(?:ed)?|sent|send"
        r"|go(?:es)?|move[ds]?|refer(?:red)?"
        r"|forward(?:ed)?|escalat\w+|transferr?\w*|contact(?:ed)?|call(?:ed)?|happen)\b.{0,40}\b(?:agency"
        r"|trueaccord|collections?|collectors?|anywhere|third part\w+|in between|while we|until we|before the"
        r"|for now)\b",
        r"\b(?:no|nunca|nada|nadie|ni) (?:\w+ ){0,3}(?:pasar\w*|enviar\w*|ira|trasladar\w*|llamar\w*|recibira"
        r"|escalaremos|saldra|derivar\w*|mandar\w*)\b.{0,30}\b(?:agencia|trueaccord|cobr\w+|terceros|este mes"
        r"|proximo envio|mientras|antes del)\b|\b(?:ne(?! pouvons| peux| puis)|rien|personne|aucun\w*|plus)"
        r" (?:\w+ ){0,4}(?:partira|transmis\w*|transfere\w*|transmettr\w+|enverr\w+"
        r"|envoye\w*|appeller\w*|contacter\w*|bouger\w*|sera"
        r"|menace)\b.{0,30}\b(?:agence|trueaccord|recouvrement|avant le|tant que|d'agence)\b|\b(?:nicht|nichts"
        r"|niemand|kein\w*) (?:\w+ ){0,4}(?:inkasso\w*|agentur|trueaccord|dritte) (?:\w+ ){0,3}(?:ubergeben"
        r"|weitergegeben|gehen|geht|weitergeleitet|anrufen|abgegeben|geben)\b|\b(?:nao|nada|ninguem"
        r"|nem) (?:\w+ ){0,4}(?:encaminhad\w+|enviad\w+|enviar|mandar|passar|seguir|siga|vai|ira|ligar|tocar"
        r"|toca)\b.{0,30}\b(?:agencia|trueaccord|cobranca|terceiros|este mes|antes d\w+|enquanto)\b",
    ),
    "blame_or_rude": (
        r"\b(?:your excuses?|excuses (?!me)|irresponsible|incompeten\w+|amateur\w*|naive|ridiculous|laughable"
        r"|nonsense|whatever you say|your kind (?!words)|people like you|clients like you|your own (?:mess"
        r"|mistake|problem|making)|not our problem|hardly our (?:problem|fault)|isn't our problem"
        r"|should have (?:thought|read|known|checked|planned|paid)|how many times|hard to believe"
        r"|difficult to believe|pull yourself|common sense|any (?:reasonable|serious|normal) (?:person|adult"
        r"|business|company)|a child|even a child|wasting|tired of|sick of|fed up|coughed up|cough up|sob story"
        r"|same (?:old )?(?:story|song)|spare (?:us|me)|seriously\?|really\?|you people|lazy|greedy|crying|nag\w*"
        r"|mess|you clearly|you obviously|can't even|bother to)\b",
        r"\b(?:culpa suya|por su culpa|es culpa|excusas?|irresponsable\w*|que casualidad|sentido comun|un nino"
        r"|cualquiera entiende|tomar(?:nos)? el pelo|no sabe (?:ni )?(?:leer|llevar)|verguenza|caradura|cara dura"
        r"|cuentos?|otros clientes si|empresario serio|ridicul\w+|lloriqu\w+|hart\w+|cansad\w+ de|a ver si"
        r"|debio (?:pensar|leer|haber)|haberlo pensado|problema suyo|su problema)\b",
        r"\b(?:votre faute|excuses? (?:bidon|habituelles?|a repetition|ne)|une excuse|irresponsable\w*"
        r"|meme un enfant|mauvais payeurs?|bon sens|vous moqu\w+|ridicul\w+|honte|pretextes?|comme par hasard"
        r"|a quoi vous attendiez|vous auriez du|il fallait (?:y penser|lire|reflechir)|lassants?|marre"
        r"|votre probleme|gens comme vous|votre espece|manifestement|les autres clients)\b",
        r"\b(?:selbst schuld|ihre schuld|ausreden?|unverantwortlich|seriose (?:firmen|unternehmen|kunden)"
        r"|braucht sich nicht|selbst sie|leute(?:n)? wie (?:sie|ihnen)|kind versteht|verantwortungslos|lacherlich"
        r"|hatten sie (?:sich )?(?:fruher|vorher|besser)|ihr problem|marchen|peinlich|jammern|satt|schon wieder"
        r"|begreifen|zahlungsmoral|andere kunden|unfahig)\b",
        r"\b(?:culpa (?:e )?sua|sua culpa|por sua culpa|desculpas? (?:do|da|de|esfarrapad\w+|ja)|desculpinha\w*"
        r"|irresponsa\w+|caloteir\w+|calote|qualquer (?:um|crianca)|vergonha|enrola\w*|palhacada|drama"
        r"|francamente|lata para|problema seu|o problema e seu|ridicul\w+|cara de pau|empresa seria"
        r"|outros clientes|devia ter|deveria ter|tivesse (?:lido|pensado)|me encher|mimimi|gente como)\b",
    ),
}  # fmt: skip
