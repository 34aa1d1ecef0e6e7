"""What screens say and which choices they offer, decided without Streamlit."""
