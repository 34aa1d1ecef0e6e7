"""The words of the product: stages, filters, the journey definition, metrics and their intervals."""
