"""A measured customer-journey map: from a file of touchpoint events to figures that reconcile."""
