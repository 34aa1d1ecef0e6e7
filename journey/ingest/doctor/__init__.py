"""The doctor: what is fine about a load, and what to look at before anybody argues over the numbers."""
