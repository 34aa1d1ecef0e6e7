"""A measured customer-journey map: from a file of touchpoint events to figures that reconcile."""

__version__ = "0.2.0.dev0"  # what CHANGELOG.md begins with, .dev0 while that is not released
