"""One module a view: what it declares of itself, and how the sums that its query gives become rows."""

import pkgutil
from importlib import import_module

from journey.data.views.form import View


def all_views() -> dict[str, View]:
    """Every view that a module of this folder declares, by name."""
    modules = [
        import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    ]
    found = [
        value for module in modules for value in vars(module).values() if isinstance(value, View)
    ]
    return {view.name: view for view in sorted(found, key=lambda view: view.name)}
