"""The exhibits of the Paths screen, one module a part."""
