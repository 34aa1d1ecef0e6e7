"""The lanes of the wide map, one module each: the frame in, shapes and a height out."""
