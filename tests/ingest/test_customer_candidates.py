"""Who the customer is: what values are like and what a column is called must agree before a column is taken."""

import pytest

from journey.ingest.customer_candidates import customer_candidates, speaks_of_customers, stand_ins

ROWS = 200


def of(**columns) -> tuple[list[str], list[tuple[str, ...]]]:
    """Columns by name, each given by a function of the row's number."""
    names = [name.replace("__", " ") for name in columns]
    return names, [tuple(value(number) for value in columns.values()) for number in range(ROWS)]


def taken(**columns) -> list[str]:
    return [found.column for found in customer_candidates(*of(**columns)) if found.is_taken]


def offered(**columns) -> list[str]:
    return [found.column for found in customer_candidates(*of(**columns)) if not found.is_taken]


def machine(number: int) -> str:
    return f"{number % 40:08x}ab"


def customer(number: int) -> str:
    return f"C1055{number % 60:04d}"


def region(number: int) -> str:
    return ("West", "North", "South", "East")[number % 4]


def test_an_id_of_a_customer_goes_before_that_of_a_device():
    """A bank's app log: 'device_id' had been taken, as columns called so are often a customer's."""
    assert taken(device_id=machine, customer_ref=customer) == ["customer_ref", "device_id"]
    assert taken(device_id=machine, os=region) == ["device_id"]


@pytest.mark.parametrize(
    "name",
    [
        "Cust No",
        "Profil-Nr",
        "customer_ref",
        "Gast-ID",
        "GuestNumber",
        "member code",
        "kundennummer",
        "id_cliente_numero",
        "Policyholder ID",
        "Fahrgast-Nr.",
        "account key",
        "props.user_hash",
        "Konto Nr",
    ],
)
def test_names_that_speak_of_customers_ids(name):
    assert speaks_of_customers(name)


@pytest.mark.parametrize(
    "name",
    [
        "Agent ID",
        "Agent Code",
        "customer_segment_id",
        "Customer Type Code",
        "Order No",
        "Staff No",
        "customer_service_agent_id",
        "Kundengruppe Nr",
        "customer",
        "Note",
        "Artikel-Nr",
        "user agent",
        "client_version_no",
        "Member Status Code",
        "Gast",
    ],
)
def test_names_that_do_not(name):
    assert not speaks_of_customers(name)


def test_a_fallback_never_takes_what_is_no_customer():
    """'West' had become a customer, and 15 agents were proposed as customers."""
    assert taken(Agent__ID=lambda number: f"21{number % 15:02d}", Region=region) == []
    assert offered(Agent__ID=lambda number: f"21{number % 15:02d}", Region=region) == []
    assert taken(Customer__No=region) == [] and taken(user=region) == []
    assert offered(user=region) == ["user"], "called so, but it holds four words: offered alone"
    assert taken(customer_id=lambda number: "5.70E+17") == [], "damaged by a spreadsheet"
    assert taken(client_no=lambda number: f"2024-01-{1 + number % 28:02d}") == [], "dates"
    assert taken(Customer__Number=lambda number: f"{number},50") == [], "amounts"


def test_what_looks_like_an_id_and_comes_again_is_offered_alone():
    found = {"Case": lambda number: f"X-{number}", "Reference": customer, "Haus": region}
    assert taken(**found) == [] and offered(**found) == ["Reference"]


def test_mail_addresses_are_taken_but_not_those_of_staff():
    def mail(number: int) -> str:
        return f"c{number % 50}@example.org"

    assert taken(Reply__to=mail, device_id=machine) == ["Reply to", "device_id"]
    assert taken(Agent__e_mail=mail) == []


def test_few_rows_are_no_ground_to_refuse_a_name():
    names, rows = ["user_id", "what"], [("u1", "a"), ("u1", "b")]
    assert [found.column for found in customer_candidates(names, rows) if found.is_taken] == [
        "user_id"
    ]


def test_visits_and_devices_can_stand_in():
    assert stand_ins(["device_id", "os", "session_id", "props.anonymous_id"]) == [
        "session_id",
        "props.anonymous_id",
        "device_id",
    ]


def test_a_name_that_speaks_of_customers_is_not_taken_for_words():
    """The name alone is not enough: 200 texts without a number in them are no ids."""
    words = ("plain", "small", "quick", "late", "early", "green", "north", "far", "old", "new")

    def text(number: int) -> str:
        return f"{words[number % 10]} {words[number // 10 % 10]}"

    assert taken(**{"Guest__Key": text}) == [] and offered(**{"Guest__Key": text}) == []
    assert taken(**{"Guest__Key": customer}) == ["Guest Key"]
