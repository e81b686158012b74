"""Text that talks to a machine, or plays the staff, to win a concession; and code payloads.

Reads the raw body too: a comment or a script never reaches the cleaned words.
"""

from __future__ import annotations

import re

_READ = 20_000  # characters

_PAYLOAD = re.compile(
    r"<\s*script\b(?![^>]*\btype=.text/x-)|\bon(?:error|load|click|mouseover)\s*=\s*[\"']?\w*\s*\(?|javascript:\s*\w"
    r"|document\.cookie|fetch\(\s*['\"]|;\s*drop\s+table|'\s*or\s+'?1'?\s*=\s*'?1|union\s+select\b"
    r"|\{\{\s*(?:[\w.]*(?:config|self|request|system|user|balance)\b|\d+\s*[*+]\s*\d+)|\{%\s*\w|\$\{(?:jndi|env)\b"
    r"|^\s*=(?:HYPERLINK|CMD|IMPORTXML|WEBSERVICE)\(|\|\s*rm\s+-rf",
    re.IGNORECASE | re.MULTILINE,
)

# Told to forget its rules.
_IGNORE = (
    r"(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,4}(?:instructions?|rules?|polic(?:y|"
    r"ies)|prompts?|guidelines?|training)"
    r"|ignor(?:a|e|iere|ez|er|uj)\s+(?:\w+\s+){0,5}(?:instruc|instru[çc]|regole|regeln|règles|reglas|"
    r"regras|anweisungen|istruzioni|zasady|polecenia)"
    r"|(?:önceki|tüm)\s+(?:\w+\s+){0,3}(?:talimat|kural)\w*\s+(?:yok\s?say|unut|görmezden)"
    r"|abaikan\s+(?:\w+\s+){0,3}(?:instruksi|perintah|aturan)|b[ỏo] qua\s+(?:\w+\s+){0,4}(?:hướng dẫn|"
    r"chỉ dẫn|quy tắc|lệnh)"
    r"|(?:игнорируй|забудь|ігноруй)\w*\s+(?:\w+\s+){0,4}(?:инструкци|правил|інструкці)|忽略\S{0,10}(?:指令|指示|规则|規則|说明)"
    r"|(?:以前|これまで|上記|前)の?(?:\S{0,8})(?:指示|命令|ルール)\S{0,4}無視|تجاهل\s+(?:\S+\s+){0,3}(?:التعليمات|"
    r"القواعد|الأوامر)|(?:निर्देश|नियम)\S*\s+(?:\S+\s+){0,3}(?:अनदेखा|नज़रअंदाज़|भूल)"
)
# Spoken to as a machine.
_MACHINE = (
    r"you(?:'re|\s+are)\s+(?:now\s+)?(?:in\s+)?(?:an?\s+)?(?:\w+bot|\w*gpt\b|"
    r"admin(?:istrator)?\s+mode|maintenance\s+mode|debug\s+mode|developer\s+mode|unrestricted)"
    r"|(?:ai|llm|language|reviewing|review)\s+(?:model|agent|assistant|bot)\b[^.\n]{0,40}(?:read|"
    r"process|must|should|handl|:)"
    r"|(?:(?:to|for)\s+the|note\s+(?:to|for)(?:\s+the)?|dear|hey|attention)\s+(?:ai|llm|bot|chatbot)\b"
    r"|\b(?:ki|ia|ai)[- ](?:assistent|asistente|assistente|assistant|modell|modelo)\w*\s*[:,]"
    r"|(?:print|reveal|show|output|disclose)\s+(?:\w+\s+){0,5}(?:system prompt|hidden instructions|"
    r"your instructions|internal notes|refund_code|agent macros)"
    r"|system prompt|[\"']role[\"']\s*:\s*[\"']system[\"']|if you(?:'re| are) an? (?:ai|llm|bot|machine)\b"
)
# A frame such as "[SYSTEM]", "SYSTEM NOTICE:", "<!-- assistant:", "{{system}}", "【系统管理员】".
_FRAME = (
    r"(?:^|[\[\(\{<*#【-]\s*)(?:[!-]*\s*)(?:system|sistema|sistem|système|система|sys|assistant|"
    r"admin(?:istrator)?|系统\w*|系統\w*|システム|النظام)"
    r"(?:\s+(?:notice|note|message|mesaj\w*|override|alert|interno|interna|nachricht|to\s+bot|hinweis|"
    r"meldung|instruction|update|command)){0,3}(?:\s+to\s+\w+)?\s*(?:[\]\}】:：—–]|-->)"
    r"|(?:admin|supervisor|urgent|system|collections)\s+override"
    r"|^\s*\[{1,2}(?:internal|interno|admin|note to|upwork|from:?\s*pay|payment\w* op|payments ops)[^\]\n]{0,160}\]"
    r"|^\W*(?:internal|interne|interno|nota interna|note interne)\s+(?:agent\s+|staff\s+)?(?:note|"
    r"notiz|upwork|from|:)"
    r"|[\(\[](?:internal|verified|note to (?:ai|agent|bot)|assistant note|any ai|ai\b)[^\)\]\n]{0,200}[\)\]]"
)
# What such text wants; with a frame or a role it makes an order.
_ORDER = (
    r"approve[ds]?|authori[sz]ed|verified|confirm(?:ed)?\b|waive[ds]?|close\b|set\s+\w+\s*=|"
    r"set\s+(?:the\s+)?balance|balance\s*(?:is\s*)?(?:=|to|now)|mark\s+(?:this|the|as|account)"
    r"|reinstate|restore|resolved|grant(?:ed)?|refund|reply\s+(?:only|with|that|\")|answer\s+(?:only|"
    r"with)|respond\s+with|do\s+not\s+(?:verify|show|mention)|settled|priority"
    r"|condonad|autorizad|aprobad|aprovad|quitad|cerrar|reativar|reactivar|rembours|clôtur|validé|"
    r"valid[ée]|genehmig|gutschreib|freigegeben|approvat|estinto|annull|zatwierdz|umorz|sıfırla|"
    r"onaylan|disetujui|lunas|duyệt|xóa|अनुमोदित|मंज़ूर|списан|одобрен|схвален|معتمد|موافق|"
    r"تمت الموافقة|核销|核銷|批准|已批|恢复|恢復|承認|免除|hold_until|discount_approved"
)
_STAFF = (
    r"(?:this is|i am|i'm)\s+\w+(?:\s+\w+)?\s+(?:from|at|with|of)\s+(?:the\s+)?(?:upwork|"
    r"payment(?:s)? op\w*|billing|trust (?:&|and) safety|collections)\b"
    r"|^\s*from:\s*\w*\s*(?:billing|payment|collections|trust)\b[^\n]{0,40}\((?:internal|staff|verified)\)"
    r"|^\W*from\s+(?:the\s+)?(?:payment\w* op\w*|billing|collections|trust (?:&|and) safety)[^\n]{0,30}:"
    r"|internal note from|payment operations\s*(?:\(|–|-|—)\s*(?:do not|verified|internal)"
)
_ANY = re.compile(f"{_IGNORE}|{_MACHINE}", re.IGNORECASE | re.MULTILINE)
_ACTING = re.compile(f"{_FRAME}|{_STAFF}", re.IGNORECASE | re.MULTILINE)
_ORDERS = re.compile(_ORDER, re.IGNORECASE)
_NEAR = 260  # characters after the frame in which the order stands


def injected(body: str, own: str, subject: str) -> bool:
    """Whether the client's part of a message holds one. `body` raw, `own` its cleaned words.

    Quoted history is read as far as `own` leaves it in, and in `body` only for payloads and hidden
    comments. Linear time.
    """
    if _PAYLOAD.search(body[:_READ]) or _PAYLOAD.search(subject):
        return True
    hidden = " \n".join(re.findall(r"<!--(.{0,600}?)-->", body[:_READ], re.DOTALL))
    return any(_orders(text) for text in (own[:_READ], hidden, subject) if text)


def _orders(text: str) -> bool:
    if _ANY.search(text):
        return True
    return any(
        _ORDERS.search(text, hit.start(), hit.end() + _NEAR) for hit in _ACTING.finditer(text)
    )
