"""Who is behind a figure, and what happened to each of them?"""

from journey.ui import asked, customer, shell

filters = shell.open_page("Customer", keeps=asked.CUSTOMER)

customer.show(filters)
