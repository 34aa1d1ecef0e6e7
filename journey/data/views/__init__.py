"""One module a view: from the sums that its query gives to rows with rates, intervals, definitions and notes."""
