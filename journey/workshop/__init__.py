"""The workshop: notes on the measured journey, votes, what to do first and what was decided, without a server or Streamlit."""
