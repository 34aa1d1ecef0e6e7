"""From a file to checked events, with an account of every row."""
