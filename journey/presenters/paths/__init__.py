"""The Paths screen: the sentences, tables, evidence and choices of its parts."""
