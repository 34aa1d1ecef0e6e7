"""Charts and tables as shapes, from their plain values: what every picture of an exhibit shows, without a browser."""
