"""The views worked out from the graph, each in a module of its own."""
