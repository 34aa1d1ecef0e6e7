"""The lanes of the map across, one module each: the frame in, shapes and a height out."""
