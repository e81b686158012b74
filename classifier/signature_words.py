"""The words of closings, phone signatures and legal footers, in many languages."""

import re

_FORMAL = (
    "(?:with )?(?:best|kind|kindest|warm|warmest)? ?(?:personal )?regards|regards|rgds|"
    "(?:thanks|thank you) (?:and|&) (?:best |kind )?regards|best wishes|best|all the best|"
    "(?:yours )?(?:sincerely|truly|faithfully)(?: yours)?|respectfully(?: yours)?|cordially|cheers|"
    "mit freundlichen grüßen|mit freundlichen gruessen|mit freundlichem gruß|mit besten grüßen|"
    "(?:freundliche|viele|liebe|beste|schöne|herzliche) grüße|mfg|lg|vg|grüße|gruß|"
    "hochachtungsvoll|"
    "(?:bien )?cordialement|bien à vous|(?:meilleures |sincères |cordiales )?salutations|"
    "salutations distinguées|(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|atentamente|"
    "cordialmente|atte|atenciosamente|att|abraços|(?:com os )?(?:melhores )?cumprimentos|"
    "(?:cordiali|distinti|cari) saluti|saluti|un saluto|(?:met )?vriendelijke groet(?:en)?|groeten|"
    "groetjes|mvg|(?:serdecznie )?pozdrawiam|z poważaniem|saygılarımla|saygılarımızla|"
    "с уважением|з повагою|trân trọng|hormat saya|مع خالص التحية|تحياتي|此致|敬具"
)
_THANKS = (
    "(?:many |much )?thanks(?: again| in advance| so much| a lot)?|thank you(?: again| in "
    "advance| so much)?|"
    "thx|ty|tia|(?:muchas |mil )?gracias|merci(?: d'avance| beaucoup)?|(?:vielen |besten "
    ")?dank(?: im voraus)?|danke|"
    "(?:muito )?obrigad[oa]|grazie(?: mille)?|(?:hartelijk )?bedankt|dziękuję|teşekkürler|"
    "спасибо|дякую"
)
CLOSING = re.compile(rf"(?:{_FORMAL}|{_THANKS})(?=[ ,.!-]*$)")
"""A line that is only a closing, for a lower-case line."""
FORMAL = re.compile(rf"(?:{_FORMAL})[ ,.!-]*")
CLOSING_AND_NAME = re.compile(rf"((?:{_FORMAL})[ ,.!-]+|(?:{_THANKS})(?: ?[,.!-] ?))(.{{1,40}})")
"""A closing with the name on the same line ("Regards, Ann"), for a lower-case line."""

_PARTICLE = """
de da do dos del la le van von der den di el al bin ibn y e und and & the
"""
PARTICLE = frozenset(_PARTICLE.split())
"""Small words inside a name."""

_NEVER_IN_NAME = """
i you he she it we they me us my your our is are was were be am do does did not no yes who what
when where why how which please need pay paid payment send sent can could will would shall
should must want have has had this that these there here for from with without about money
invoice bill refund dispute more time call wait stop asap urgent ok okay now today tomorrow
monday tuesday wednesday thursday friday saturday sunday week month help advise confirm reply
respond hi hello dear thanks thank sorry never also but if or so just only all quien quién que
qué por para cuando cuándo no si sí pago pagar factura favor gracias qui quoi pourquoi quand
payer facture merci wer was wann warum rechnung bitte nicht ich zahlen danke quem quando pagar
fatura obrigado chi che perché quando pagare fattura grazie wie wat waarom betalen factuur
upwork trueaccord agency
"""
NEVER_IN_NAME = frozenset(_NEVER_IN_NAME.split())
"""No name holds one of these: "Please Advise" and "WHO IS THIS" are words, whatever their case."""

MOBILE = re.compile(
    r"(?:sent (?:from|via|with|using) (?:my |the )?[\w .,'+-]{2,50}|"
    r"get outlook for \w+(?: ?<[^>]{5,80}>)?|"
    r"sent from (?:yahoo )?mail for \w+|(?:von meinem|gesendet von|gesendet mit) .{2,50}|"
    r"(?:envoyé (?:de|depuis|à partir de)) .{2,50}|enviado (?:desde|do|de|a partir do|"
    r"pelo) .{2,50}|"
    r"inviato da .{2,50}|verzonden (?:vanaf|met|via) .{2,50}|wysłan[eoy] z .{2,50}|"
    r"[\w ]{2,20}'?(?:umdan|den|dan|dan|ımdan) gönderildi|отправлено (?:с|из) .{2,50}|"
    r"надіслано (?:з|із) .{2,50}|(?:dikirim|terkirim) dari .{2,50}|(?:đã )?gửi từ .{2,50}|"
    r"(?:发|發)自(?:我的)?.{2,30}|從我的.{2,20}傳送|.{2,20}から送信|나의 .{2,20}에서 보냄|"
    r"(?:أرسلت|أُرسل|مرسل|تم الإرسال) من .{2,40}|skickat från .{2,50}|sendt fra .{2,50}|"
    r"virus-free\. ?(?:www\.)?avast\.com|(?:please )?(?:consider|"
    r"think of) the environment before printing.{0,60})"
    r"[.! ]*",
    re.IGNORECASE,
)
"""A line a program adds: phone signatures, virus scanners. For a line of at most 140 characters."""

LEGAL_START = re.compile(
    r"[*_\-= ]*(?:confidential|privileged|private (?:and|&) confidential|legal (?:notice|"
    r"disclaimer)|disclaimer|important notice|"
    r"notice:|this (?:e-?mail|message|communication|electronic)|the (?:information|"
    r"contents?) (?:contained )?(?:in|of) th|"
    r"if you (?:have received this|are not the intended)|any (?:views|opinions)|"
    r"diese (?:e-?mail|nachricht)|der inhalt dieser|vertraulich|ce (?:message|courriel|mail)|"
    r"cet e-?mail|"
    r"este (?:mensaje|correo|e-?mail)|aviso (?:legal|de)|la información contenida|"
    r"esta mensagem|este e-mail|as informações contidas|questo (?:messaggio|documento)|"
    r"le informazioni contenute|"
    r"questa e-?mail|dit (?:e-?mail)?bericht|deze e-?mail|ta wiadomość|niniejsza wiadomość|"
    r"bu (?:e-?posta|mesaj)|"
    r"это (?:сообщение|письмо)|данное (?:сообщение|письмо)|це повідомлення|"
    r"本邮件|此邮件|このメール|本メール)",
    re.IGNORECASE,
)
LEGAL_WORD = re.compile(
    r"confiden\w+|intended (?:recipient|only|solely|for)|addressee|disclos\w+|unauthori[sz]ed|"
    r"privileged|"
    r"vertraulich\w*|irrtümlich|empfänger|unbefugt\w*|destinatair\w*|destinatari\w*|divulg\w+|"
    r"geadresseerde|vertrouwelijk\w*|poufn\w+|adresat\w*|gizli\w*|конфиденциальн\w+|"
    r"конфіденційн\w+|delete (?:it|this)|notify the sender|"
    r"received this .{0,30}in error|保密|機密|机密|viruses",
    re.IGNORECASE,
)
LIST_FOOTER = re.compile(
    r"(?:to unsubscribe from|you (?:are receiving|received|got) this (?:e-?mail|message) because|"
    r"click here to unsubscribe|"
    r"unsubscribe ?(?:\||here|from this list|<http)|manage (?:your )?(?:email )?preferences|"
    r"update your preferences|"
    r"view this e-?mail in your browser|se désabonner ?(?:\||de cette)|cancelar suscripción ?\||"
    r"newsletter abbestellen ?(?:\||hier))",
    re.IGNORECASE,
)


def is_mobile(text: str) -> bool:
    """Whether a line is one that a phone or a mail program adds under the words."""
    return len(text) <= 140 and MOBILE.fullmatch(text) is not None
