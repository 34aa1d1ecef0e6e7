"""How long tests wait, in one place. A slow machine is no fault: what never comes fails a little later, and nothing else depends on it.

A wait waits for a state; these are only how long for at most. The limit of a whole test stands in pyproject.toml (`timeout`).
"""

SECONDS = 300  # a page, a job, a server that starts, a command line that ends
MILLISECONDS = 1000 * SECONDS  # the same, as the browser counts
PROMPT_SECONDS = (
    60  # what takes a second or two where nobody else is at work, and else would take many minutes
)
POLL_SECONDS = 0.05  # between two looks at a state that tells nobody when it comes
SHRINKING_SECONDS = 60  # in which a drawn log that failed is made as small as it gets
