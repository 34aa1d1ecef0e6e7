"""Which stage a touchpoint's name speaks of, and which channel a word: suggestions for people to confirm, never applied unasked."""

import re
from collections.abc import Iterable

# The words of a stage in the order of how much they tell; the first that a name holds decides.
WORDS = (
    (
        "advocacy",
        "recommend",
        "refer",
        "invite",
        "testimonial",
        "ambassador",
        "advoca",
        "wrote a review",
        "review written",
        "posted review",
        "empfehl",
        "recommand",
        "parrain",
    ),
    (
        "retention",
        "reklamation",
        "beschwerde",
        "retoure",
        "kündig",
        "return",
        "refund",
        "complain",
        "cancel",
        "renew",
        "onboarding",
        "welcome",
        "upgrade",
        "loyalty",
    ),
    (
        "purchase",
        "order confirm",
        "checkout",
        "purchase",
        "bought",
        "buy",
        "payment",
        "paid",
        "order",
        "invoice",
        "contract",
        "subscri",
        "deliver",
        "shipped",
        "shipment",
        "deal",
        "closed won",
        "transaction",
        "kauf",
        "bestellung",
        "achat",
        "commande",
        "rechnung",
        "zahlung",
        "lieferung",
    ),
    (
        "consideration",
        "compar",
        "price",
        "pricing",
        "quote",
        "demo",
        "trial",
        "configur",
        "cart",
        "basket",
        "wishlist",
        "brochure",
        "catalog",
        "product page",
        "product view",
        "view item",
        "item view",
        "review",
        "sample",
        "consult",
        "qualified",
        "opportunity",
        "appointment",
        "showroom",
        "sign up",
        "signup",
        "register",
        "registration",
        "beratung",
        "angebot",
        "vergleich",
        "termin",
        "devis",
    ),
    (
        "retention",
        "support",
        "ticket",
        "case",
        "help",
        "faq",
        "knowledge base",
        "chat",
        "call",
        "response",
        "reply",
        "resol",
        "solved",
        "survey",
        "feedback",
        "login",
        "log in",
        "usage",
        "used",
        "service",
        "agent",
        "bot",
        "conversation",
        "repair",
        "warranty",
        "hotline",
    ),
    (
        "awareness",
        "werbung",
        "anzeige",
        "messe",
        "publicité",
        "advert",
        "ad",
        "ads",
        "campaign",
        "impression",
        "banner",
        "search",
        "social",
        "blog",
        "video",
        "webinar",
        "newsletter",
        "landing",
        "first visit",
        "visit",
        "page view",
        "pageview",
        "home page",
        "homepage",
        "session start",
        "click",
        "e-mail",
        "email",
        "event",
        "fair",
        "radio",
        "tv",
        "poster",
        "lead",
        "discover",
        "website",
    ),
)
CHANNEL_WORDS = (
    ("chatbot", "bot", "virtual assistant"),
    ("advertising", "ads", "adwords", "cpc", "ppc", "display", "paid", "banner", "affiliate"),
    (
        "social media",
        "facebook",
        "instagram",
        "twitter",
        "linkedin",
        "tiktok",
        "pinterest",
        "social",
        "xing",
    ),
    ("live chat", "chat", "whatsapp", "messenger", "intercom"),
    ("e-mail", "mail", "newsletter"),
    ("self-service", "faq", "knowledge", "help cent", "forum", "community", "portal", "ivr"),
    ("video", "youtube", "tv", "webinar"),
    ("phone", "tel", "hotline", "call", "voice"),
    ("mobile app", "app", "ios", "android", "mobile"),
    ("store", "shop", "branch", "retail", "filiale", "pos", "till"),
    ("referral", "referr", "friend", "word of mouth"),
    ("events", "event", "fair", "conference"),
    ("in person", "offline", "field", "visit", "consultant"),
    ("web", "site", "online", "desktop", "browser", "organic", "direct", "search"),
)
SHORT = 4


def suggested_stage(touchpoint: str, stages: Iterable[str]) -> str | None:
    """The stage whose own name, or whose words, the touchpoint's name holds; None where it holds none.

    Of the words only those count whose stage is among `stages`.
    """
    name = _plain(touchpoint)
    known = {stage.lower(): stage for stage in stages}
    named = next((stage for word, stage in known.items() if word in name), None)
    words = ((stage, word) for stage, *words in WORDS if stage in known for word in words)
    return named or next(
        (known[stage] for stage, word in words if _holds(name, word.replace("-", " "))), None
    )


def suggested_channel(word: str) -> str | None:
    """The channel that a word for one speaks of; None where it speaks of none."""
    name = _plain(word)
    return next(
        (
            channel
            for channel, *words in CHANNEL_WORDS
            if any(_holds(name, one) for one in (channel, *words))
        ),
        None,
    )


def _plain(text: str) -> str:
    """Lower-case words with blanks between them: 'AddToCart' -> 'add to cart'."""
    return re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)).lower().strip()


def _holds(name: str, word: str) -> bool:
    """A short word has to stand alone, a longer one at a word's beginning."""
    end = r"s?\b" if len(word) <= SHORT else ""
    return bool(re.search(rf"\b{re.escape(word)}{end}", name))
