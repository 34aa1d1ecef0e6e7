"""How a file's bytes become text: found out over the whole file, noted, and asked where several encodings fit."""
