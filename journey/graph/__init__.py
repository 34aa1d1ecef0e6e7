"""Transitions as a networkx graph."""
