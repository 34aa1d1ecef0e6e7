"""Stages that names speak of, in six languages, each chosen by hand; and none where two fit and nothing decides."""

import pytest

from journey.model.suggested_stages import Place, speaks_of_purchase, suggested_stages

STAGES = ("awareness", "consideration", "purchase", "retention", "advocacy")
NAMES = {
    "awareness": (
        "Google-Anzeige|Startseite|Ad click|Web search|TV spot|Annonce Facebook|Page d'accueil|Anuncio|"
        "Página de inicio|Campanha de verão|Pubblicità|Fiera di Milano|Homepage|Blog post|Messebesuch"
    ),
    "consideration": (
        "Produktseite|Warenkorb|Angebot erhalten|add to cart|ViewItem product|Pricing page|Panier|Devis demandé|"
        "Carrito|Presupuesto|Carrinho|Orçamento|Carrello|Preventivo|Appuntamento|Sign-up"
    ),
    "purchase": (
        "Bestellung|Kasse / Zahlung|Lieferung|ORDER_PLACED|Payment failed|Checkout|Booking made|Commande passée|"
        "Livraison|Compra aprovada|Pedido enviado|Pagamento|Ordine confermato|Spedizione|Rechnung"
    ),
    "retention": (
        "Retoure|Anruf Kundenservice|Nachbestellung|Beschwerde|Return requested|Ticket opened|Case reopened|"
        "Renewal|Order cancelled|Réclamation|Service client|Devolución|Queja|Devolução|Atendimento|Reso|Assistenza|Reclamo"
    ),
    "advocacy": (
        "Weiterempfehlung|Bewertung abgegeben|Review written|Referral|Recommandation|Avis déposé|Recomendación|"
        "Indicação|Raccomandazione|Recensione pubblicata"
    ),
}


@pytest.mark.parametrize(
    ("stage", "name"),
    [(stage, name) for stage, names in NAMES.items() for name in names.split("|")],
)
def test_what_a_name_speaks_of(stage, name):
    assert suggested_stages([name], STAGES) == {name: stage}


@pytest.mark.parametrize(
    "name",
    [
        "Restaurant bill",
        "transfer_started",
        "IVR menu",
        "Waiting",
        "A_SUBMITTED",
        "Release A",
        "Addiction",
        "Reading",
        "Adresse geändert",
        "Check-out",
        "Überweisung",
        "x",
        "42",
        "Casentino",
        "Tickle",
    ],
)
def test_a_name_that_speaks_of_none_is_left(name):
    assert suggested_stages([name], STAGES, {name: Place(500, 0.9)}) == {}


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("Chat started", "consideration", "retention"),
        ("Filialbesuch", "consideration", "retention"),
        ("Newsletter geöffnet", "awareness", "retention"),
        ("Product rating", "consideration", "advocacy"),
    ],
)
def test_where_two_fit_it_is_when_the_touchpoint_comes(name, before, after):
    assert suggested_stages([name], STAGES) == {}
    assert suggested_stages([name], STAGES, {name: Place(10, 0.4)}) == {name: before}
    assert suggested_stages([name], STAGES, {name: Place(10, 0.6)}) == {name: after}
    for place in (Place(10, 0.41), Place(10, 0.59), Place(9, 1.0)):
        assert suggested_stages([name], STAGES, {name: place}) == {}, "on both sides, or too few"


def test_spellings_of_a_name_go_by_the_places_of_all():
    places = {"Filialbesuch": Place(18, 0.1), "filialbesuch ": Place(2, 1.0)}
    assert suggested_stages(places, STAGES, places) == dict.fromkeys(places, "consideration")
    assert suggested_stages(["FILIALBESUCH"], STAGES, places) == {"FILIALBESUCH": "consideration"}


def test_contacts_of_a_service_log_are_of_retention():
    assert suggested_stages(["Call in", "Product rating"], STAGES, is_service=True) == {
        "Call in": "retention"
    }


def test_a_stages_own_name_decides_and_stages_that_there_are_not_are_never_named():
    names = ["Discovery call", "Purchase done", "Ad click"]
    assert suggested_stages(names, ["Discovery", "Purchase"]) == {
        "Discovery call": "Discovery",
        "Purchase done": "Purchase",
    }


def test_purchases_part_a_journey():
    assert [
        name for name in ("Bestellung", "Order", "Cart", "Return") if speaks_of_purchase(name)
    ] == [
        "Bestellung",
        "Order",
    ]
