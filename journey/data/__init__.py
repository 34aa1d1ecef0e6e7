"""Generations of events in DuckDB: write one, open one, ask it."""
