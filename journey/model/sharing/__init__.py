"""The rules of shared mode by subject: what may be told of rows that count few customers.

What a reader of all the tables of one export could subtract from what else decides these rules: a funnel gives the
sum of dropped off and in progress away, exits give the total drop-off, a single touchpoint gives its stage's skipped.
"""
