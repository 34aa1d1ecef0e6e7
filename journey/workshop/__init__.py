"""Room for notes, votes and actions. Empty until the workshop issue."""
