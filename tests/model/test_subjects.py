"""The words of a subject, worked out by hand."""

import pytest

from journey.model.patterns import KINDS_OF_NAMES
from journey.model.subjects import grouped, is_subject, pattern


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        # English, German, French, Spanish, Portuguese, Italian, as their mail programs answer and send on
        ("Re: Your order 10045 has shipped", "Your order * has shipped"),
        ("Fwd: Invoice #33 from Anna", "Invoice * from Anna"),
        ("AW: Rechnung Nr. 2025-0817", "Rechnung Nr. *"),
        ("WG: AW: Termin am 17.08.2025 um 10:30 Uhr", "Termin am * um * Uhr"),
        ("TR : Votre commande n° 4711 a été expédiée", "Votre commande n° * a été expédiée"),
        ("RV: RE: Tu pedido #10045 ha sido enviado", "Tu pedido * ha sido enviado"),
        ("ENC: RES: Fatura n.º 12", "Fatura n.º *"),
        ("I: R: Il tuo ordine 88 è stato spedito", "Il tuo ordine * è stato spedito"),
        ("Antw: SV: Order ORD-17", "Order *"),
        ("Re[2]: FW: RE(3): Re^4: Hello again", "Hello again"),
        ("re:Re:  \t Hello", "Hello"),
        # words that name one thing
        ("Refund of €19.99 for order # 12", "Refund of * for order *"),
        ("Refund of 19,99 € for 12", "Refund of * for *"),
        ("Password reset for anna@shop.example", "Password reset for *"),
        ("News on https://shop.example/a and www.shop.example", "News on * and *"),
        ("Session 3F2504E0-4F89-11D3-9A0C-0305E82C3301 ended", "Session * ended"),
        ("[Ticket#20250817] 12 34 Help", "* Help"),
        ("Sale * 3 * now", "Sale * now"),
        # what stays
        ("Restaurant: menu", "Restaurant: menu"),
        ("Question re: delivery", "Question re: delivery"),
        ("Hallo Anna, Ihr Paket ist da", "Hallo Anna, Ihr Paket ist da"),
        # no word is left: the name stays
        ("Re: ", "Re: "),
        ("AW: Re:", "AW: Re:"),
        ("Re: 10045 #3", "Re: 10045 #3"),
        ("Re: ???", "Re: ???"),
        ("", ""),
        # markup is words like others
        ("Re: <b>Order</b> 17 <script>x</script>", "<b>Order</b> * <script>x</script>"),
    ],
)
def test_the_words_have_a_star_for_each_number_or_address(subject, found):
    assert pattern(subject) == found
    assert pattern(found) == found


@pytest.mark.parametrize(
    "name",
    ["Call 2", "Checkout v2", "A_ACTIVATED", "Step 1", "Ticket #33", "Mail", "", "/p/10045"],
)
def test_short_names_and_addresses_are_no_subjects(name):
    assert not is_subject(name)
    assert grouped([name]) == {}


@pytest.mark.parametrize("name", ["Order 10045", "Re: Order", "Where is my order?", " AW: Hilfe"])
def test_three_words_a_reply_or_a_long_number_read_like_a_subject(name):
    assert is_subject(name)


def test_a_very_long_subject_is_read_in_one_go():
    """Ten thousand words, signs or marks of replies."""
    assert pattern("Re: " * 10_000 + "Order 1") == "Order *"
    assert pattern("word " * 10_000 + "17") == "word " * 10_000 + "*"
    assert pattern("x" * 10_000) == "x" * 10_000
    assert pattern("re [ " * 10_000) == ("re [ " * 10_000).strip()


def test_no_name_is_of_two_kinds():
    names = ["/p/17", "https://shop.example/p/10045", "Re: /p/17", "Your order 10045 is sent"]
    for name in names:
        assert sum(kind.is_one(name) for kind in KINDS_OF_NAMES) == 1, name
