"""The journey map: what it says and how it is drawn, without Streamlit."""
