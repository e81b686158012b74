"""How agents give away time: parts, delays, holds, a lower sum. For text from `text.plain`.

Void in a clause that denies or repeats (`denial`). Each pattern was tried on the clean sentences of every
author and narrowed where it misfired.
"""

from __future__ import annotations

TIME: dict[str, tuple[str, ...]] = {
    "plan_offer": (
        r"\b(?:your|the) (?:proposal|plan|schedule|suggestion|offer) (?:of|to pay|looks|sounds|works|suits"
        r"|is fine|is acceptable|has been (?:accepted|approved|agreed))",
        r"\b(?:two|three|four|five|six|several|\d) (?:equal |monthly |weekly |separate |smaller )*(?:payments?"
        r"|transfers?|instal?lments|goes|slices|parts)\b.{0,40}\b(?:works?|fine|do|ok|okay|approved|accepted|each"
        r"|settle|of \$?\d)",
        r"\b(?:half|a third|a part|part of it|\d+ ?%|\$\d+|the first \$?\d+) (?:now|today|up front|upfront"
        r"|this week|this month|on (?:mon|tues|wednes|thurs|fri)day)\b",
        r"\b(?:put down|pay|send|transfer|start with) (?:half|a third|a part|part of it|\d+ ?%|whatever"
        r"|what you can|as much as you can)\b",
        r"\b(?:whatever|what|as much as) you can (?:manage|afford|spare)\b",
        r"\bpay (?:it |the balance |the rest |the remainder )?(?:off )?(?:as you go|bit by bit|little by little"
        r"|in your own time|over (?:the next |a few |two |three |several )?(?:weeks|months)"
        r"|when(?:ever)? you can)\b",
        r"\b(?:down payment|first instal?lment|initial payment|partial payment|part payment) (?:of|would|will"
        r"|is (?:enough|fine|okay)|and)\b",
        r"\b(?:the rest|the remainder|the remaining|the second half|the other half) (?:can|may|could|will"
        r"|whenever|later|next|in |by |when|at your)",
        r"\b(?:un primer (?:pago|abono)|la mitad|una parte|\d+ (?:dolares|usd|euros)) (?:ahora|hoy|ya|esta semana"
        r"|de entrada)\b|\b(?:ir|vaya|va|vas|ve) (?:pagando|abonando|ingresando)\b",
        r"\b(?:dos|tres|cuatro|cinco|seis|varios|varias) (?:cuotas|pagos|plazos|mensualidades|abonos|partes"
        r"|transferencias)\b.{0,30}\b(?:esta|estan|esta bien|vale|sirve\w*|bast\w+|aprobad\w+|acept\w+|de \d)",
        r"\b(?:lo que pueda|lo que puedas|a medida que pueda\w*|poco a poco)\b",
        r"\b(?:en|par) (?:deux|trois|quatre|cinq|six|plusieurs|petites?) (?:fois|versements|mensualites|tranches"
        r"|virements)\b.{0,40}\b(?:convien\w+|va|suffi\w+|possible|d'accord|accept\w+)|\b(?:petit a petit"
        r"|au fur et a mesure|ce que vous pouvez)\b",
        r"\b(?:un premier versement|un acompte|la moitie|une partie) (?:de|aujourd'hui|maintenant|tout de suite"
        r"|suffi\w+|nous suffi\w+|cette semaine)\b",
        r"\b(?:zwei|drei|vier|funf|sechs|mehrere\w*) (?:raten|monatsraten|teilen|uberweisungen|teilzahlungen"
        r"|zahlungen)\b.{0,40}\b(?:ordnung|okay|passt|passen|gen\w+|reich\w+|einverstanden|geht|gehen)",
        r"\b(?:die halfte|ein teil|einen teil|eine anzahlung|ne anzahlung|\d+ (?:dollar|euro|prozent)) (?:jetzt"
        r"|sofort|heute|reicht|genugt|bis)\b|\b(?:stuck fur stuck|nach und nach|so viel sie konnen|was sie konnen"
        r"|den rest (?:spater|dann|im|bis|nachsten|zahlen sie))\b",
        r"\b(?:duas|tres|quatro|cinco|seis|varias) (?:parcelas|vezes|prestacoes|transferencias"
        r"|partes)\b.{0,40}\b(?:bem|ok|serve\w*|aceit\w+|aprovad\w+|combinado|de \d|fica)"
        r"|(?<!pagasse )\b(?:metade|uma parte|uma entrada|\d+ ?(?:dolares|reais|%)) (?:agora|hoje|ja|esta semana"
        r"|de entrada)\b|\b(?:aos poucos|aos pouquinhos|ir pagando|vai pagando|va pagando|o que (?:puder|der"
        r"|conseguir))\b",
        r"\b(?:el resto|o resto|o restante|le reste|le solde restant) (?:lo |o |le )?(?:puede|pode|pourra|vemos"
        r"|quando|cuando|quand|mas adelante|despues|depois|mais tarde|plus tard|en enero|em janeiro|le mois"
        r"|el mes|no mes|fica|queda|attend\w*)",
    ),
    "extension_grant": (
        r"\b(?:an?|another|two|three|four|five|six|seven|ten|\d+) (?:extra |more |additional |further "
        r"|full )?(?:days?|weeks?|fortnight|months?)(?:' | | of )?(?:extension|grace|breathing|longer|to sort"
        r"|has been|have been|is fine|are fine|would be fine|is okay|should be|are yours|to pay|to arrange)\b",
        r"\b(?:next week|next month|after payday|the week after|on payday|when you(?:'re| are) back"
        r"|when your client pays|next friday|in january|in december|tomorrow|wednesday|monday|the \d+(?:st|nd|rd"
        r"|th)) (?:is|works|will do|would be|would do|suits|should be|is also) (?:fine|ok|okay|soon enough"
        r"|perfectly|all right|good enough|for us)\b",
        r"\b(?:we'll|we will|i'll|i will|we can|i can|we'd|happy to) (?:wait|expect the payment|hold on"
        r"|be patient|give you (?:an|another|until|more|some|extra|time)|look for the funds|check back|leave it)\b",
        r"\b(?:added|gave|given|granted|approved|agreed to|allowed|noted|registered) (?:you )?(?:an? )?(?:extra"
        r"|additional|further|extension|another|more time|grace|deferral|postponement)\b",
        r"\b(?:pay|paying|settle|transfer) (?:it |us |then |the balance |everything )?(?:next (?:week|month)"
        r"|after (?:payday|the holidays|your)|when(?:ever)? (?:you|your)|by the end of next"
        r"|at the end of the (?:month|quarter)|in the new year)\b",
        r"\b(?:you have|you've got|take) (?:until|till|up to|another|two|three|a few|\w+ more)\b",
        r"\b(?:le|te|les) (?:doy|damos|concedo|concedemos|dejo (?:hasta|unos|un|otra)|dejamos (?:hasta|unos|un"
        r"|otra)|espero|esperamos|alargamos|amplio|ampliamos)\b|\b(?:esperaremos|esperamos|espero) (?:hasta|a que"
        r"|sin|otra|unos|dos)\b|\b(?:tomese|tomate) (?:su|tu|el|unos|unas|otra|otros)\b",
        r"\b(?:una semana|dos semanas|quince dias|unos dias|\d+ dias|semanita|un mes) (?:mas|extra|adicional\w*"
        r"|de margen|de gracia)\b|\b(?:plazo|fecha|vencimiento) (?:queda|se ha|ha sido|fue|se) (?:ampliad\w+"
        r"|extendid\w+|movid\w+|aplazad\w+|prorrogad\w+|amplia|mueve|extiende)\b|\b(?:paguenos|pagas|paga|pague"
        r"|nos paga\w*) (?:cuando|el mes|la semana|en enero|en diciembre|a fin|despues)\b",
        r"\b(?:nous|je|on) (?:vous |te )?(?:laisse\w*|accorde\w*|patiente\w*|attend\w*|donne\w*|reporte\w*"
        r"|repousse\w*) (?:encore|jusqu|une|deux|trois|quelques|dix|quinze|le temps|un|du|\d|votre|la date"
        r"|l'echeance)|\b(?:deux|trois|une|dix|quinze|quelques|\d+) (?:jours|semaines?|mois) (?:de plus"
        r"|supplementaires?|de delai|de repit|de sursis)\b|\b(?:prenez|prends) (?:votre|ton|tout|deux|quelques"
        r"|une|le) (?:temps|le|jours|semaines?)|\bpayez (?:quand|apres|le mois|la semaine|en janvier|fin)",
        r"\b(?:wir|ich) (?:warten|warte|gedulden uns|geben ihnen|gebe ihnen|lassen ihnen|verlangere|verlangern"
        r"|raumen ihnen|gewahren ihnen)\b|\b(?:warten wir|warte ich|geben wir|gebe ich|verlangern wir"
        r"|lassen wir ihnen) (?:eben|gern|ihnen|noch|die|bis|auf|dann)?\b|\b(?:zwei|drei|eine|paar|\d+|sieben"
        r"|zehn|weitere\w*) (?:weitere )?(?:tage|wochen?|monate?) (?:mehr|langer|zusatzlich|aufschub|luft"
        r"|gewahrt)\b|\b(?:zahlen sie|uberweisen sie|zahlst du) (?:einfach |dann |ruhig |eben |uns )?(?:nachste"
        r"|im|wenn|sobald|nach|anfang|ende|spater)\b|\b(?:nachste woche|nachsten monat|anfang januar|im januar"
        r"|montag|freitag|dienstag) (?:reicht|passt|genugt|geht|ist (?:auch )?(?:okay|in ordnung|fruh))",
        r"\b(?:dou|damos|concedo|concedemos|estendo|prorrogo|esperamos|espero|aguardamos|aguardo|deixo"
        r"|deixamos) (?:-?lhe |te |mais|ate|uma|dois|duas|tres|a sua|alguns|umas|uns|o prazo|sua|seu|por)"
        r"|\b(?:mais|outra|uma|duas|dez|quinze|\d+) (?:dias|semanas?|mes(?:es)?|semaninha) (?:de prazo|de folga"
        r"|a mais|adicionais|extras?|de carencia)\b|\bmais (?:uma|duas|dez|quinze|trinta|uns|alguns|\d+) (?:dias"
        r"|semanas?|meses|diazinhos)\b|\b(?:pague|paga|pode pagar|acerta\w*|paga-nos) (?:quando|na semana|no mes"
        r"|em janeiro|depois|so em|so no|mes que vem|semana que vem)\b",
    ),
    "collections_hold": (
        r"\b(?:i've|i have|we've|we have|i'll|i will|we'll|we will|i'm going to|going to) (?:\w+ )?(?:ask|asked"
        r"|tell|told|instruct\w*|arrange\w*|make sure|see to it|speak|spoken|had a word)\b.{0,50}\b(?:agency"
        r"|trueaccord|collections?|collectors?|them to stop|stop (?:calling|contacting|writing))",
        r"\b(?:file|case|account|name|balance|invoice|it) (?:stays|remains|will stay|will remain|is|has been"
        r"|was) (?:with us|in-house|in house|here|on hold|off the list|parked|frozen|paused|taken off"
        r"|out of collections?|removed from)\b",
        r"\b(?:keep|keeping|hold|holding|leave|leaving|take|taking|pull|pulled|taken|kept|got|get) (?:it|this"
        r"|your (?:file|case|name|account)|you|the (?:file|case|account|matter)) (?:back |out |off |away "
        r"|in-house|in house|with us|on hold|from (?:the agency|trueaccord|collections?|the list))\b",
        r"\b(?:collections?|agency|trueaccord|escalation|process|procedure|referral) (?:\w+ ){0,3}(?:on hold"
        r"|on ice|paused|frozen|suspended|stood down|stand down|called off|cancelled|stopped|halted|postponed"
        r"|delayed|waits?|off the table)\b",
        r"\b(?:dejo|dejamos|he dejado|hemos dejado|pongo|ponemos|he puesto|puse|pause|congelamos|congele|detuve"
        r"|he detenido|frene|frenamos|paramos|pare|saque|saco|sacamos|retire|retiro|retiramos|recuperamos"
        r"|hable con|he hablado con|he pedido|pedi)\b.{0,60}\b(?:agencia|trueaccord|cobr\w+|expediente|caso"
        r"|traslado|lista|lote|envio|remesa|gestion)",
        r"\b(?:expediente|caso|gestion|cobro|cobranza|traslado|proceso) (?!estaba|quedaba"
        r"|estuviera)(?:\w+ ){0,2}(?:en pausa|congelad\w+|detenid\w+|paralizad\w+|cancelad\w+|anulad\w+"
        r"|aplazad\w+)\b",
        r"\b(?:j'ai|nous avons|on a|je vais|nous allons|je) (?:\w+ ){0,3}(?:mis|gele\w*|bloque\w*|suspend\w*"
        r"|arrete\w*|stoppe\w*|demande\w*|retire\w*|rappele\w*|glisse|parle\w*|garde\w*)\b.{0,50}\b(?:agence"
        r"|trueaccord|recouvrement|dossier|transfert|attente|liste)|\b(?:recouvrement|dossier|procedure|transfert"
        r"|agence|relances?) (?!etait|aurait|serait)(?:\w+ ){0,2}(?:gele\w*|suspendu\w*|en pause|en attente"
        r"|en suspens|arrete\w*|stoppe\w*|annule\w*|reste\w* chez nous|bloque\w*)\b",
        r"\b(?:inkasso\w*|akte|fall|vorgang|ubergabe|trueaccord|agentur|forderung|eskalation"
        r"|mahnlauf)\b.{0,40}\b(?:still|ruht|ruhen|gestoppt|angehalten|pausiert|pause|ausgesetzt|zuruckgestellt"
        r"|zuruckgeholt|zuruck|aufgehalten|storniert|bei uns im haus|liegen|auf eis)\b|\b(?:wir|ich) (?:holen?"
        r"|halten?|stoppen?|setzen?|nehmen?|ziehen?|habe\w*|lassen?|stelle\w*)\b.{0,50}\b(?:inkasso\w*|agentur"
        r"|trueaccord|eskalation|akte|ubergabe)",
        r"\b(?:segurei|seguro|pedi|falei|tirei|tiro|suspendi|parei|congelei|pausei|retirei|mandei|coloquei|deixei"
        r"|deixo|seguramos|tiramos|pausamos|congelamos|puxei)\b.{0,60}\b(?:agencia|trueaccord|cobranca|caso"
        r"|processo|envio|lista|lote|remessa|telefonemas|espera)|\b(?:cobranca|caso|processo|encaminhamento"
        r"|agencia|envio) (?!estava|estivesse)(?:\w+ ){0,2}(?:parad\w+|congelad\w+|suspens\w+|pausad\w+|em pausa"
        r"|em espera|cancelad\w+|adiad\w+|fica conosco|fica de fora|de fora)\b",
    ),
    "settlement_discount": (
        r"\b(?:we|i|my manager|they|our team|finance|management)(?:'ll|'ve|'d|'re|'m| will| have| has| can| could"
        r"| would| might| are| am| may be able to)? (?:\w+ ){0,4}(?:forget|forgive|overlook|let (?:go|slide)|take"
        r"|knock|accept|drop|cancel|cover|absorb|reduce|lower|settle|close|round|cut|waive|write|meet you"
        r"|leave out|remove|halve|shave|strike)\b.{0,40}\b(?:fees?|\d+ ?%|percent|per cent|off|instead of"
        r"|difference|the rest|remainder|remaining|penalt\w+|interest|less|balance|total|amount|\$\d[\d.,]*|half"
        r"|middle|charges?)\b",
        r"\b(?:instead of|rather than) (?:the )?(?:full |whole |entire )?(?:\$?\d|amount|total|balance)",
        r"\b(?:discount|reduction|rebate|lower (?:amount|figure|price|total)|better price|coupon"
        r"|goodwill (?:credit|gesture)|gesture of goodwill|price cut|loyalty)\b.{0,40}\b(?:we|i|you|your|off|for"
        r"|applied|of|if|when|today|balance|approved|available|has been|is yours)\b",
        r"\b(?:call it|settle (?:at|for|on)|make it|close (?:it|this) (?:for|at)|meet at|let's say) (?:a round "
        r"|an even )?\$?\d",
        r"\b(?:descuento|rebaja|quita|condonacion|bonificacion)\b.{0,30}\b(?:del?|por|si|aplica\w*|aprobad\w+"
        r"|para|le|hoy|\d)|\b(?:le|te) (?:quit|perdon|rebaj|descont|descuent|condon|baj|olvid"
        r"|dej)\w+\b.{0,40}\b(?:comision|recargo|cargo|saldo|deuda|por ciento|%|resto|total|\d+|intereses"
        r"|diferencia|mitad)|\b(?:quitamos|perdonamos|rebajamos|descontamos|descontaremos|condonamos|bajamos"
        r"|olvidamos|dejemoslo en|dejamoslo en|borron y cuenta)\b|\b(?:en lugar|en vez) de (?:los |las )?\d",
        r"\b(?:remise (?:de \d|commerciale|exceptionnelle|sur)|rabais|ristourne|reduction|geste commercial"
        r"|tarif (?:allege|reduit)|bon de)\b.{0,40}\b(?:de"
        r"|sur|si|pour|vous|est|sera|existe|applique\w*|accord\w+)|\b(?:nous|je|on) (?:vous |te )?(?:supprim\w+"
        r"|annul\w+|efface\w*|oubli\w+|abandonn\w+|baiss\w+|redui\w+|rabat\w*|enlev\w+|offr\w+|pren\w+ en charge"
        r"|passons? l'eponge)\b.{0,40}\b(?:frais|penalites?|solde|reste|difference|somme|montant|dette|total|%"
        r"|pour cent|interets|commission|\d+)|\bau lieu d(?:e|es) \d",
        r"\b(?:rabatt|nachlass|preisnachlass|abschlag|skonto|kulanz\w*|gutschein|vergleich)\b.{0,40}\b(?:von|auf"
        r"|fur|wenn|prozent|gewahr\w+|bekommen|erhalten|gesenkt|konnen|ist moglich|bei)|\b(?:wir"
        r"|ich) (?:\w+ ){0,5}(?:streichen?|erlassen?|erlasse|verzichten?|reduzieren?|senken?"
        r"|schreiben\b.{0,20}\bab|schenken?|abrunden|runden|nachlassen|ubernehmen)\b|\b(?:streichen?|erlassen?"
        r"|verzichten|senken|schreiben|runden|reduzieren|schenken) wir\b|\b(?:gebuhr|saldo|betrag|rest"
        r"|forderung)\b.{0,30}\b(?:gesenkt|erlassen|gestrichen|reduziert|abgeschrieben|entfallt|geschenkt"
        r"|halbiert)\b|\bstatt (?:der |den )?\d",
        r"\b(?:desconto|abatimento|perdao|reducao|cupom|bonificacao|campanha)\b.{0,40}\b(?:de|por|se|para"
        r"|aplicad\w+|aprovad\w+|\d|lhe|hoje|damos)|\b(?:a gente|nos|eu)? ?(?:abatemos|perdoamos|esquecemos"
        r"|esquece|descontamos|reduzimos|baixamos|tiramos|isentamos|baixar de|arredondar para|arredondamos"
        r"|dispensamos|abato|perdoo|tiro)\b.{0,40}\b(?:taxa|multa|juros|saldo|resto|valor|divida|diferenca|total"
        r"|%|\d+|por cento|comissao|metade)|\b(?:por nossa conta|em vez de|no lugar de) ?(?:os |as )?\d*",
    ),
}  # fmt: skip
