"""One module a form of table: each opens it and gives a Source."""
