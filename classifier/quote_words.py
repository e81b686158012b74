"""The words by which mail programs introduce quoted history, in many languages."""

import re

WROTE = re.compile(
    r"\b(?:wrote|writes|a écrit|a ecrit|écrit|escribi[óo]|va escriure|schrieb|geschrieben|"
    r"ha scritto|scrive|schreef|geschreven|escreveu|napisał(?:\(?a\)?)?|pisze|napsal(?:\(?a\)?)?|"
    r"yazdı|yazmış|написал(?:\(?а\)?)?|пишет|написав|написала|пише|skrev|kirjoitti|ezt írta|"
    r"a scris|έγραψε|đã viết|menulis|je napisa[ol])(?!\w)"
    r"|写道|寫道|のメール|書きました|書いた|님이 작성|작성:|كتب|كتبت|כתב|ने लिखा|เขียน"
)
"""Verbs of an attribution line ("On … wrote:"), for a lower-case line."""

PREFIX = re.compile(
    r"(?:-{2,} ?)?(?:on|le|el|am|em|il(?: giorno)?|op|w dniu|dnia|den|dne|pada|vào|în data de|"
    r"ngày|в|у|στις|a|à)(?= )|^(?:في|在|于|ב)"
)
"""What such a line begins with, where it does not begin with the date or the sender."""

ADDRESS = re.compile(r"[\w.+=-]{1,64}@[\w-]{1,63}\.[\w.-]{2,}")
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}(?!\d)")
DATE = re.compile(
    r"\b(?:19|20)\d\d\b|(?:19|20)\d\d年|\b\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\b"
    r"|\d{1,2}月 ?\d{1,2}日"
)
WEEKDAY_OR_MONTH = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)(?:[a-z]{0,6})\b"
)
SOMEONE = re.compile(r"\b(?:i|you|your|my|he|she|they|we|someone|who|ich|sie|je|vous|yo|usted)\b")
"""Pronouns before the verb make a sentence of a person ("you wrote:"), not a line of a program."""

SEPARATOR = re.compile(
    r"[-_=*~ ]*(?:original[- ]?(?:message|nachricht|mail|e-mail)|ursprüngliche (?:nachricht|mail)|"
    r"message d'origine|message original|mensaje original|mensagem original|messaggio originale|"
    r"oorspronkelijk bericht|original appointment|wiadomość oryginalna|oryginalna wiadomość|"
    r"orijinal (?:mesaj|ileti)|özgün (?:ileti|i̇leti|mesaj)|исходное сообщение|"
    r"пересылаемое сообщение|оригінальне повідомлення|"
    r"原始邮件|原始郵件|原邮件|元のメッセージ|オリジナルメッセージ|الرسالة الأصلية|thư gốc|"
    r"pesan asli|original-nachricht|ursprungligt meddelande|oprindelig meddelelse|"
    r"forwarded (?:message|by .{1,60})|weitergeleitete nachricht|message transféré|"
    r"mensaje reenviado|mensagem encaminhada|messaggio inoltrato|doorgestuurd bericht|"
    r"wiadomość przekazana|iletilen mesaj|переадресованное сообщение|转发的?邮件|転送メッセージ|"
    r"الرسالة المعاد توجيهها|pesan terusan|thư đã chuyển tiếp)[-_=*~: ]*"
)
BEGIN_FORWARDED = re.compile(
    r"(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|"
    r"début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|"
    r"início da mensagem (?:reencaminhada|encaminhada)|inizio messaggio inoltrato|"
    r"begin doorgestuurd bericht|начало переадресованного сообщения) ?:?"
)
REPLY_ABOVE = re.compile(
    r"[#\-=* ]*(?:please )?(?:type your reply|reply|write|respond|antworten sie|"
    r"répondez) above this line[^\n]{0,40}"
)

_KEYS = {
    "from": (
        "from von de da van od kimden gönderen от від 发件人 寄件者 寄件人 差出人 送信者 من từ "
        "dari 보낸사람 보낸_사람 från fra lähettäjä feladó"
    ),
    "sent": (
        "sent date gesendet datum envoyé envoyé_le date_d'envoi enviado enviado_el fecha "
        "inviato data enviada enviada_em enviado_em verzonden wysłano wysłane gönderilen tarih "
        "gönderildi отправлено дата надіслано 发送时间 日期 时间 寄件日期 時間 送信日時 日付 "
        "التاريخ تم_الإرسال đã_gửi ngày dikirim tanggal 보낸_날짜 skickat sendt"
    ),
    "to": (
        "to an à para a aan do kime alıcı кому 收件人 收件者 宛先 إلى đến kepada tới 받는_사람 "
        "till til"
    ),
    "subject": (
        "subject betreff objet asunto assunto oggetto onderwerp temat konu тема 主题 主旨 標題 "
        "件名 الموضوع chủ_đề perihal subjek 제목 ämne emne"
    ),
    "cc": (
        "cc bcc kopie copie copia bilgi копия копія 抄送 نسخة tembusan reply-to antwort_an "
        "répondre_à attachments importance"
    ),
}

HEADER_KEYS = {
    word.replace("_", " "): kind for kind, words in _KEYS.items() for word in words.split()
}
"""Lower-case key of a header line to its kind: from, sent, to, subject or cc."""
