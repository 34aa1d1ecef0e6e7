"""The emotion curve: how customers feel at each touchpoint, how sure that is, and against what was expected."""
