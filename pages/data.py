"""What was loaded, what became of every row, and what the events mean."""

import streamlit as st

from journey.ui import data_page, shell

shell.open_page("Data", filtered=False)

st.title("Every row is accounted for", anchor=False)
data_page.loads()
data_page.definition()
