"""The exhibits of the journey map, and of its lanes as charts of their own, one module each."""
