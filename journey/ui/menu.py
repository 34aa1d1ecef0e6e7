"""The screens in the order of the menu."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MenuEntry:
    file: str
    title: str
    label: str = ""  # shorter, where there is room for no more


MENU = (
    MenuEntry("app.py", "Journey map", "Map"),
    MenuEntry("pages/paths.py", "Paths"),
    MenuEntry("pages/drop_off.py", "Drop-off"),
    MenuEntry("pages/customer.py", "Customer"),
    MenuEntry("pages/present.py", "Present"),
    MenuEntry("pages/data.py", "Data"),
)
