"""Load events, see what became of every row, say what they mean, and manage what is there."""

from journey.data import store
from journey.ui import data, data_page, shell

shell.open_page("Data", filtered=False, needs_data=False)

data_page.show(store.datasets(data.data_folder()))
