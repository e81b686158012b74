"""Finds the greeting on top of a reply: it says nothing about what the client wants.

Left in, "Good afternoon," instead of "Hi" changed one answer in eight (measured by
`classifier.robustness`).
"""

from __future__ import annotations

import re

_WORDS = (
    r"hi+|hiya|hello|hallo|halo|hey+|howdy|g'?day|dear|greetings|good\s*(?:morning|afternoon|evening|day)|"
    r"morning|afternoon|evening|to whom it may concern|respected|sirs?|madam|aloha|namaste|namaskar|"
    r"hola|buen[oa]s?(?:\s+(?:d[ií]as?|tardes|noches))?|estimad[oa]s?|muy señor(?:es)? m[ií]os?|saludos|"
    r"ol[áa]|oi|bom dia|boa (?:tarde|noite)|prezad[oa]s?|car[oa]s?|exmos?\.?|"
    r"bonjour|bonsoir|salut|madame|monsieur|chers?|chère|"
    r"guten\s*(?:tag|morgen|abend)|servus|moin|grüß (?:gott|dich)|grüezi|sehr geehrte[rs]?|liebe[rs]?|"
    r"buongiorno|buonasera|salve|ciao|gentil[ei]|egregi\w*|spett\.?(?:le)?|"
    r"goede(?:n)?(?:morgen|middag|avond|dag)|beste|geachte|"
    r"dzień dobry|cześć|witam|szanown\w+|merhaba(?:lar)?|selam|iyi günler|sayın|"
    r"selamat (?:pagi|siang|sore|malam)|dengan hormat|yth\.?|kumusta|magandang \w+(?: po)?|"
    r"xin chào|chào|kính gửi|добр\w+ (?:день|утро|вечер|ранку|дня|вечір)|здравствуйте|привет|вітаю|"
    r"привіт|шановн\w+|уважаем\w+|"
    r"السلام عليكم(?: ورحمة الله(?: وبركاته)?)?|مرحبا|تحية طيبة|صباح الخير|مساء الخير|नमस्ते|नमस्कार|आदरणीय|महोदय"
)
_GREETING = re.compile(
    rf"(?:{_WORDS})(?![\w])(?:[ \t/]+(?:(?:mr|mrs|ms|dr|prof|st)\.|"
    rf"[\w'’&/-]+)){{0,4}}?[ \t]*(?:[,!.:;—–-]+(?:\s+|$)|\n+)"
    r"|(?:您好|你好|尊敬的\S{1,12}|敬启者|こんにちは|お世話になっております|拝啓)[,，!！。:：、\s]+",
    re.IGNORECASE,
)


def after_greeting(text: str) -> int:
    """Where the text goes on after its greeting; 0 where it has none or is nothing else."""
    found = _GREETING.match(text)
    if found is None or len(text) - found.end() < 2:
        return 0
    return found.end()
