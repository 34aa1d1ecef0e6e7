"""Exhibits as files: pictures, decks, reports, workbooks, and the passport that each of them carries."""
