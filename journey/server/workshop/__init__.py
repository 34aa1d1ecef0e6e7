"""The workshop's own paths: the page that people join with a code, and the socket of each."""
