"""The screens in the order of the menu."""

from dataclasses import dataclass

from journey.model.access import Ability


@dataclass(frozen=True)
class MenuEntry:
    file: str
    title: str
    asks: Ability  # of the key of whoever opens it
    label: str = ""  # shorter, where there is room for no more


MENU = (
    MenuEntry("app.py", "Journey map", Ability.LOOK, "Map"),
    MenuEntry("pages/findings.py", "Findings", Ability.LOOK),
    MenuEntry("pages/paths.py", "Paths", Ability.LOOK),
    MenuEntry("pages/drop_off.py", "Drop-off", Ability.LOOK),
    MenuEntry("pages/friction.py", "Friction", Ability.LOOK),
    MenuEntry("pages/satisfaction.py", "Satisfaction", Ability.LOOK),
    MenuEntry("pages/customer.py", "Customer", Ability.SEE_CUSTOMERS),
    MenuEntry("pages/workshop.py", "Workshop", Ability.FACILITATE),
    MenuEntry("pages/present.py", "Present", Ability.LOOK),
    MenuEntry("pages/data.py", "Data", Ability.CHANGE),
)


def entry_of(file: str) -> MenuEntry | None:
    """The entry of the page with this file; None where there is none."""
    return next((entry for entry in MENU if entry.file == file), None)
