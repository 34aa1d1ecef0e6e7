"""The jobs that cross rooms."""
