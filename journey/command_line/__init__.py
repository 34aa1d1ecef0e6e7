"""The command line: one module a command, which adds its words to the parser and runs."""
