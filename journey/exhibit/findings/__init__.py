"""Exhibits of what deserves attention: one finding, and the list of them."""
