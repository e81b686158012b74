"""How agents give away money and access. For text from `text.plain`.

Void in a clause that denies or repeats (`denial`). Each pattern was tried on the clean sentences of every
author and narrowed where it misfired.
"""

from __future__ import annotations

MONEY: dict[str, tuple[str, ...]] = {
    "dispute_open": (
        r"\b(?:i've|i have|we've|we have|i'll|i will|we'll|we will|let me|i'm|we're|i can|we can|i could|happy to"
        r"|i|we) (?:\w+ ){0,3}(?:escalat\w+|forward\w*|log|logged|logging|put|lodg\w+|submit\w*|challeng\w+"
        r"|contest\w*|pass\w*|reopen\w*|open\w*|evaluate|assess|examin\w+|look(?:ing)? (?:at|into)|check(?:ing)?"
        r"|have (?:someone|them|a colleague)|ask\w* (?:the|our))\b.{0,50}\b(?:dispute\w*|complaint|claim"
        r"|mediat\w+|hours|work diary|screenshots?|quality|milestone|freelancer|deliver\w+|resolution team"
        r"|arbitrat\w+)",
        r"\b(?:you (?:can|could|may|might)|you're entitled to|feel free to|it's not too late to"
        r"|there's still time to|you still have \w+ to) (?:\w+ ){0,3}(?:dispute|contest|challenge|appeal|object"
        r"|file|complain about|reopen)\b",
        r"\b(?:dispute|complaint|claim|case|mediat\w+|hours|milestone|quality|work) (?:\w+ ){0,3}(?:is|are"
        r"|has been|have been|was|were|will be|is being|are being) (?:under review|under investigation"
        r"|being (?:looked|examined|investigated|reviewed|checked)|examined|registered|opened|reopened|accepted"
        r"|investigated|reviewed|looked at|assessed|escalated|with our|decided)\b",
        r"\b(?:describe|tell me|tell us|send us|send me|write down|upload|attach"
        r"|list)\b.{0,60}\b(?:so (?:that )?(?:we|i|our)|and (?:we'll|we will|i'll|i will|we|i) (?:can "
        r"|will )?(?:see|review|evaluate|assess|look|check|decide|open|challenge))",
        r"\b(?:abro|abrimos|abri|abrire|abriremos|he abierto|reabro|reabrimos|tramito|tramitamos|admitimos|acepto"
        r"|aceptamos|revisamos|revisaremos|reviso|revisare|investigamos|estudiamos|analizamos|verificamos|inicie"
        r"|iniciamos|traslado|traslade|escale|elevo|marque)\b.{0,50}\b(?:disputa|reclam\w+|queja|mediaci\w+|horas"
        r"|calidad|hito|trabajo|freelancer|entrega|capturas|diario|diferencias|desacuerdo)",
        r"\b(?:puede|puedes|podria|podrias|aun puede|todavia puede) (?:\w+ )?(?:disputar|impugnar|reclamar"
        r"|presentar|abrir|apelar|objetar|cuestionar)\b|\b(?:disputa|reclamacion|queja|caso"
        r"|mediacion) (?:\w+ ){0,2}(?:abiert\w+|en curso|registrad\w+|admitid\w+|en estudio|en revision"
        r"|en tramite)\b",
        r"\b(?:nous|je|on|notre equipe|le service) (?:\w+ ){0,2}(?:rouvr\w+|ouvr\w+|examin\w+|verifi\w+"
        r"|controle\w*|transme\w+|enregistr\w+|lance\w*|accept\w+|etudi\w+|conteste\w*|fais \w+|saisi\w*"
        r"|allons (?:examiner|ouvrir|verifier|regarder|rouvrir))\b.{0,50}\b(?:litige\w*|contest\w+|reclamation"
        r"|plainte|heures|qualite|jalon|mediation|travail|freelance|livrable\w*|captures|differends?)"
        r"|\b(?:vous pouvez|tu peux|encore temps de|libre a vous de|vous pourriez) (?:\w+ )?(?:contester|ouvrir"
        r"|reclamer|deposer|faire appel)\b|\b(?:litige|plainte|reclamation"
        r"|contestation) (?:\w+ ){0,3}(?:ouvert\w*|enregistr\w+|en cours|examine\w*|porte le|recevable)\b",
        r"\b(?:wir|ich|unser team|ein kollege|kollegen|eine kollegin|das team)\b.{0,30}\b(?:prufen|prufe|pruft"
        r"|schauen?|schaut|sieht|sehen|nehmen?|nimmt|leiten?|leite|eroffne\w*|melde\w*|reiche\w*|gehe|hole\w*"
        r"|rolle\w*)\b.{0,60}\b(?:streit\w*|beschwerde|beanstandung|stunden|qualitat|meilenstein|arbeit"
        r"|ubersetzung|logo|schlichtung\w*|reklamation|widerspruch|lupe|freelancer\w*|arbeitstagebuch)"
        r"|\b(?:sie konnen|konnen sie|du kannst|kannst du|legen sie|reichen sie)\b.{0,40}\b(?:anfechten"
        r"|bestreiten|widerspruch|reklamieren|beanstanden|beschwerde ein\w*|streitfall eroffnen)\b"
        r"|\b(?:streitfall|beschwerde|fall|widerspruch|beanstandung) (?:\w+ ){0,4}(?:liegt bei|liegt beim"
        r"|eingereicht|aufgenommen|lauft|ist eroffnet|wird gepruft|geht an)\b",
        r"\b(?:abro|abrimos|abri|abriremos|reabro|reabrimos|reabri|registrei|registramos|aceitamos|aceito"
        r"|verificamos|analisamos|analiso|investigamos|revisamos|encaminhei|encaminho|iniciamos|iniciei|levo"
        r"|mandei|vamos (?:abrir|analisar|verificar|olhar|rever|apurar|contestar))\b.{0,50}\b(?:disputa"
        r"|contestac\w+|reclamac\w+|queixa|mediac\w+|horas|qualidade|marco|trabalho|freelancer|entrega\w*|prints"
        r"|diario)|\b(?:pode|podera|consegue|ainda da para|ainda da tempo de"
        r"|tem (?:todo )?o direito de) (?:\w+ )?(?:contestar|reclamar|disputar|abrir|impugnar|recorrer)\b"
        r"|\b(?:disputa|queixa|reclamacao|contestacao|caso) (?:\w+ ){0,2}(?:abert\w+|registrad\w+|em analise"
        r"|em andamento|na mediacao|foi para a mediacao|aceit\w+)\b",
    ),
    "refund_promise": (
        r"\b(?:we|i|they|the freelancer|our team|finance)(?:'ll|'ve|'d|'m| will| have| can| could| would| are"
        r"| am)? (?:\w+ ){0,3}(?:refund\w*|reimburs\w+|revers\w+|return\w*|credit\w*|claw\w*|put|pay|give|get|got"
        r"|push\w*)\b.{0,40}\b(?:back|refund|to your (?:card|account|paypal|bank|original)|to you|your money"
        r"|your balance)\b",
        r"\b(?:money|amount|payment|charge|fee|sum|funds|hours|bonus|milestone|\$\d[\d.,]*)\b.{0,25}\b(?:will be"
        r"|is being|has been|have been|was|were|gets|is|are|should be|can be|could be) (?:\w+ )?(?:refunded"
        r"|reimbursed|reversed|returned|credited|sent back|paid back|given back|repaid)\b",
        r"\b(?:your|a|the|full|partial) (?:refund|reimbursement|credit note)\b.{0,25}\b(?:is on|on its way"
        r"|should (?:arrive|reach|show)|will (?:arrive|reach|show|appear|be|come)|has been|was|goes|is being"
        r"|within|in progress|back to you|on the way)\b",
        r"\byou(?:'ll| will| should| are going to| can expect| might| may| could) (?:\w+ )?(?:get|have|receive"
        r"|see|be (?:refunded|reimbursed|credited)|recover|expect)\b.{0,35}\b(?:back|refund\w*|reimburs\w+"
        r"|credit\w*|money)\b",
        r"\b(?:le|te|les|se lo|se le) (?:reembols|devolv|devuelv|reintegr|abonaremos|abonamos|ingresamos"
        r"|compens)\w*|\b(?:reembolsamos|reembolsaremos|devolvemos|devolveremos|reintegramos|devuelvo"
        r"|anulamos el cargo|revertimos)\b|\b(?:reembolso|devolucion|reintegro|importe"
        r"|dinero) (?:\w+ ){0,3}(?:en camino|aprobad\w+|autorizad\w+|llegar\w*|sera|estara|saldra|procesad\w+"
        r"|emitid\w+|devuelt\w+|de vuelta|en curso)",
        r"\b(?:nous|je|on) (?:vous |te |allons vous |vais vous |va vous |lui )?(?:rembours\w+|restitu\w+"
        r"|recredit\w+|rend\w*|reverse\w*|recuper\w+|avons rembours\w+)\b|\b(?:vous|te) (?:sera|seront|serez|est"
        r"|sont|etes) (?:\w+ )?(?:rembourse\w*|restitue\w*|rendue?s?|recredite\w*|credite\w*)|\b(?:serez|etes"
        r"|seras) (?:\w+ )?rembourse\w*|\b(?:remboursement) (?:\w+ ){0,3}(?:en cours|en route|parti\w*|arrive\w*"
        r"|valide\w*|revient|sera|accorde\w*|rendue?|recredite\w*)",
        r"\b(?:wir|ich) (?:\w+ ){0,5}(?:erstatten?|zuruckuberweisen|zuruckerstatten|zuruckzahlen|zuruckholen"
        r"|gutschreiben|schreiben\b.{0,30}\bgut|buchen\b.{0,30}\bzuruck|holen\b.{0,40}\bzuruck"
        r"|zahlen\b.{0,30}\bzuruck|uberweisen\b.{0,30}\bzuruck)\b|\b(?:bekommen|erhalten"
        r"|kriegen) sie\b.{0,40}\b(?:zuruck|erstattet|gutschrift|erstattung|ruckerstattung)|\bsie (?:bekommen"
        r"|erhalten|kriegen)\b.{0,40}\b(?:zuruck|erstattet|erstattung|gutschrift)|\b(?:erstattung|ruckzahlung"
        r"|gutschrift)\b.{0,30}\b(?:unterwegs|veranlasst|angewiesen|genehmigt|zuruck|ist raus"
        r"|erstattet|gutgeschrieben|trifft)\b",
        r"\b(?:devolvemos|devolvo|reembolsamos|reembolsaremos|estornamos|estorno|estornei|ressarcimos|restituimos"
        r"|vamos (?:devolver|reembolsar|estornar|ressarcir)|devolveremos)\b|\b(?:reembolso|estorno|dinheiro|valor"
        r"|devolucao) (?:\w+ ){0,3}(?:a caminho|aprovad\w+|autorizad\w+|volta|sera|cai|chega|estornad\w+"
        r"|devolvid\w+|de volta|em andamento|processad\w+)\b|\b(?:recebera|recebe|tera|vai receber|vai ter"
        r"|terá) (?:\w+ ){0,4}(?:de volta|reembolso|estorno)",
    ),
    "agency_payment_confirmed": (
        r"\b(?:we|i|our (?:system|books|records|side))(?:'ve| have| can| do)? (?:\w+ )?(?:see|confirm|confirmed"
        r"|received|got|matched|applied|credited|recorded|marked|booked|found|updated"
        r"|checked)\b.{0,60}\b(?:agency|trueaccord|ta|collector\w*|them)\b",
        r"\b(?<!once the )(?<!when the )(?<!until the )(?<!if the )(?:agency|trueaccord|collector\w*|they"
        r"|ta) (?:\w+ ){0,2}(?:confirmed|told us|tells us|let us know|reports?|reported|passed (?:it|the money"
        r"|your)|sent us|forwarded|notified|informed|has paid|have paid|says|received|got)\b.{0,50}\b(?:pa(?:id"
        r"|yment)|money|balance|settled|received|funds|transfer|amount|debt|it|you)\b",
        r"\b(?:agency|trueaccord) (?:payment|transfer|money)\b.{0,25}\b(?:has|have|was|is|came|went|counts?"
        r"|arrived|landed|shows|cleared|reached|covers)\b",
        r"\b(?:payment|money|transfer|what you (?:sent|paid)|amount|funds)\b.{0,40}\b(?:agency|trueaccord"
        r"|collector\w*)\b(?! once| until| when| if).{0,14}\b(?:has (?:been )?(?!processed|reported)(?:\w+ed|come"
        r"|gone|reached)|was (?:\w+ed|found)|came through|went through|is (?:in|here|confirmed|applied|booked)"
        r"|arrived|landed|reached us|shows? up|cleared|counts|covers)\b",
        r"\b(?:agencia|trueaccord|cobradores) (?:\w+ ){0,3}(?:confirmo|confirma|ha confirmado|recibio|nos (?:ha"
        r"|han|paso|informo|aviso|dice|traslado|transfirio|notifico)|ya (?:tiene|nos|ha|cobro|recibio))\b"
        r"|\b(?:pago|abono|transferencia|dinero|ingreso)\b.{0,40}\b(?:agencia|trueaccord"
        r"|cobradores)\b.{0,40}\b(?:recibid\w+|llego|aplicad\w+|registrad\w+|confirmad\w+|consta|figura"
        r"|acreditad\w+|entro|quedo|esta bien|cubre|aparece ya)\b|\b(?:vemos|veo (?:el|su|tu)|consta|recibimos"
        r"|registramos|aplicamos|confirmamos|acreditamos)\b.{0,40}\b(?:agencia|trueaccord|cobradores)\b",
        r"\b(?:agence|trueaccord|recouvreur\w*) (?:\w+ ){0,3}(?:confirme\w*|nous (?:a|ont|signale|informe"
        r"|confirme|indique|dit)|a (?:bien )?(?:recu|encaisse|transmis|reverse))\b|\b(?:paiement|versement"
        r"|virement|reglement|argent|somme)\b.{0,40}\b(?:agence|trueaccord)\b.{0,40}\b(?:recu\w*|arrive\w*"
        r"|impute\w*|enregistre\w*|confirme\w*|pris en compte|applique\w*|apparait|encaisse\w*|credite\w*"
        r"|est bien)\b|\b(?:nous avons (?:recu|encaisse|impute)|j'ai (?:recu|vu|bien)|nous voyons|je vois"
        r"|nous confirmons)\b.{0,40}\b(?:agence|trueaccord)\b",
        r"\b(?:agentur|trueaccord|inkasso\w*)\b.{0,30}\b(?:bestatigt|gemeldet|uberwiesen|informiert"
        r"|mitgeteilt|hat uns)\b|\b(?:zahlung|geld|betrag|uberweisung|eingang)\b.{0,50}\b(?:agentur|trueaccord"
        r"|inkasso\w*)\b.{0,50}\b(?:verbucht|eingegangen|angekommen|bestatigt|gutgeschrieben|erfasst|angerechnet"
        r"|da|vermerkt|erhalten|zugeordnet)\b",
        r"\b(?:agencia|trueaccord|cobradora) (?:\w+ ){0,3}(?:confirmou|ja confirmou|recebeu|nos (?:passou"
        r"|repassou|informou|avisou|mandou|disse)|ja (?:nos|recebeu|repassou))\b|\b(?:pagamento|valor"
        r"|transferencia|dinheiro|deposito)\b.{0,40}\b(?:agencia|trueaccord|cobradora)\b.{0,40}\b(?:recebid\w+"
        r"|chegou|aplicad\w+|registrad\w+|confirmad\w+|consta|caiu|creditad\w+|entrou|baixad\w+|abatid\w+"
        r"|compensad\w+|identificad\w+)\b|\b(?:vimos|vejo|recebemos|registramos|aplicamos|confirmo"
        r"|identificamos)\b.{0,40}\b(?:agencia|trueaccord|cobradora)\b|\bpagamento da (?:trueaccord"
        r"|agencia) (?:identificado|recebido|confirmado)",
    ),
    "reinstatement_promise": (
        r"\b(?:we|i|our team|they|a colleague)(?:'ll|'ve|'m|'re| will| have| can| could| am| are"
        r"|'d)? (?:\w+ ){0,4}(?:lift\w*|unlock\w*|unblock\w*|unfreeze|unfroze\w*|reopen\w*|restor\w+|reactivat\w+"
        r"|reinstat\w+|unsuspend\w*|enable\w*|free\w*|open\w*|turn\w*|switch\w*|put|give|gave|get|got"
        r"|bring)\b.{0,40}\b(?:suspension|your account|account back|your access|access (?:again|back|to)"
        r"|your profile|messag\w+|hiring|back (?:on|online|in))\b",
        r"\b(?:account|access|profile|suspension|messaging|hiring)\b (?:\w+ ){0,1}(?:is|has been|was|should be"
        r"|gets|can be)\b (?:\w+ )?(?:lifted|unlocked|restored|reactivated|reinstated|active again|back (?:on"
        r"|online|up)|live|reopened|removed|unblocked|working again|open again|usable|enabled)\b",
        r"\byou(?:'ll| will| can| should|'re| are)? (?:\w+ ){0,2}(?:be back|log in|regain|have (?:full )?access"
        r"|get back|work)\b.{0,40}\b(?:today|tomorrow|tonight|right away|straight away|already|meanwhile"
        r"|in the meantime|from (?:mon|tues|wednes|thurs|fri)day|immediately|by (?:mon|tues|wednes|thurs"
        r"|fri)day)\b",
        r"\b(?:reactiv(?:amos|aremos|o|are|e|ado|ada)|desbloque(?:amos|aremos|o|are|ado|ada|e)|levant(?:amos"
        r"|aremos|o|are|ado|e)|habilit(?:amos|aremos|o|are|e|ado)|rehabilit\w+|restablec(?:emos|eremos|ido)"
        r"|abrimos|quitamos|quito|devolvemos)\b.{0,40}\b(?:cuenta|suspension|acceso|perfil|mensajes|bloqueo)"
        r"|\b(?:cuenta|acceso|perfil) (?:\w+ ){0,3}(?:activ\w+|operativ\w+|abiert\w+|reactivad\w+|desbloquead\w+"
        r"|restablecid\w+|habilitad\w+|disponible)\b.{0,30}\b(?:ya|hoy|manana|esta|hora\w*|lunes|martes|miercoles"
        r"|jueves|viernes|nuevo|mientras|sin esperar)\b",
        r"\b(?:nous|je|on) (?:\w+ ){0,3}(?:reactiv\w+|retabli\w+|debloqu\w+|leve\w*|levons|rouvr\w+|rends?"
        r"|rendons|reouvr\w+|rallum\w+|rallume)\b.{0,40}\b(?:compte|acces|suspension|profil|messagerie|blocage)"
        r"|\b(?:compte|acces|profil|suspension) (?:\w+ ){0,3}(?:reactive\w*|retabli\w*|debloque\w*|rouvert\w*"
        r"|leve\w*|actif|de nouveau|rendu\w*)\b.{0,30}\b(?:deja|aujourd'hui|demain|des|lundi|mardi|mercredi|jeudi"
        r"|vendredi|immediatement|ce soir|sans attendre|pendant|heures?|maintenant)",
        r"\b(?:wir|ich) (?:\w+ ){0,5}(?:frei|entsperren?|entsperre|freischalten|reaktivieren?|aktivieren?"
        r"|aufheben|wiederherstellen|freigeben|heben\b.{0,20}\bauf|hebe\b.{0,20}\bauf|offne\w*)\b|\b(?:schalte\w*"
        r"|geben?|gebe|heben?|hebe|entsperre\w*|aktiviere\w*|offnen?)\b (?:\w+ )?(?:wir|ich)\b.{0,50}\b(?:konto"
        r"|sperre|zugang|profil|nachrichten|sie|zugriff)|\b(?:konto|zugang|zugriff|sperre"
        r"|profil)\b.{0,30}\b(?:(?<!von selbst )wieder (?:aktiv|offen|frei|da|nutzbar)|freigeschaltet|entsperrt"
        r"|aufgehoben|reaktiviert|freigegeben)\b(?!.{0,40}\b(?:sobald|wenn|erst)\b)",
        r"\b(?:reativ(?:amos|aremos|o|arei|ei|ado|ada)|desbloque(?:amos|amos|io|ei|arei|ado|ada)|liber(?:amos"
        r"|aremos|o|ei|arei|ado|ada)|religamos|religo|restabelec(?:emos|ido|o)|reabrimos|reabri|levantamos"
        r"|retiramos|tirei|tiro|abrimos)\b.{0,40}\b(?:conta|suspensao|acesso|perfil|mensagens|bloqueio)"
        r"|\b(?:conta|acesso|perfil) (?:\w+ ){0,3}(?:ativ\w+|liberad\w+|reativad\w+|desbloquead\w+"
        r"|restabelecid\w+|normal|no ar|funciona\w*|de volta)\b.{0,30}\b(?:ja|hoje|amanha|hora\w*|segunda|terca"
        r"|quarta|quinta|sexta|novo|novamente|enquanto|deve)\b",
    ),
}  # fmt: skip
