"""What a comment may not tell of its writer when it is quoted: addresses, numbers, links, and names that introduce themselves."""

import re

# Order matters: an address holds an @ that a name rule would otherwise cut, a link may hold digits.
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63})+"), "[e-mail]"),
    (re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE), "[link]"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,4})?\b"), "[account]"),
    (re.compile(r"(?<!\w)@[A-Za-z]\w{2,}"), "[name]"),
    (re.compile(r"(?<![\w.,])\+?\(?\d(?:[\s()./-]{0,2}\d){5,}"), "[number]"),
    (
        re.compile(
            r"(?i:\b(my name is|this is|ich heiße|mein name ist|me llamo|mi nombre es|je m'appelle)\s+)"
            r"([A-ZÄÖÜÀ-Ý][\w'’-]+(?:\s+[A-ZÄÖÜÀ-Ý][\w'’-]+)?)"
        ),
        r"\1 [name]",
    ),
    (
        re.compile(r"\b((?:Mr|Mrs|Ms|Dr|Herr|Frau|Señora?|Sra?|Mme|M)\.?)\s+[A-ZÄÖÜÀ-Ý][\w'’-]+"),
        r"\1 [name]",
    ),
)


def redacted(text: str) -> str:
    """The comment in one line with e-mail addresses, links, account and long numbers, handles and introduced names taken out.

    A name that stands alone cannot be told from any other word: what is left is less identifying, not anonymous.
    """
    text = " ".join(text.split())
    for pattern, word in PATTERNS:
        text = pattern.sub(word, text)
    return text
