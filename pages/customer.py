"""Who is behind a figure, and what happened to each of them?"""

from journey.ui import customer, page_state, shell

filters = shell.open_page("Customer", state_keys=page_state.CUSTOMER)

customer.show(filters)
