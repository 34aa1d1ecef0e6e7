"""The sample: one year of a phone retailer, made up from a seed, with findings planted in it."""
