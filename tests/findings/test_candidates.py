"""A touchpoint passed before, held against others that have come as far."""

from dataclasses import replace

import numpy as np

from journey.findings.candidates import _at_equal_steps
from journey.findings.measures import Measure, step_keys


def test_an_event_more_before_it_is_not_the_touchpoint_that_happens_to_be_it():
    """One in two journeys has an event more in the stage, and then finds it easier; half of these are at Mail, half at Letter."""
    n = 1_200
    journeys = np.arange(1, n + 1)
    before = journeys % 3 + 1  # events of earlier stages
    has_more = journeys % 2 == 0
    is_mail = has_more & (journeys % 4 == 0)
    share = np.where(has_more, 15, 40)
    is_hard = (journeys * 7919 % 100) < share
    steps = before + has_more + 1
    effort = Measure(
        *("effort", "use", "Activation", True, 1),
        *(journeys, journeys, np.zeros(n, dtype=np.int16)),
        is_hard.astype(np.int8),
        steps=steps,
    )
    mails = step_keys(journeys[is_mail], before[is_mail] + 1)
    [(_, p)] = _at_equal_steps(effort, mails, 1.0)
    assert p < 1e-3
    standing = has_more + 1
    [(_, p)] = _at_equal_steps(replace(effort, standing=standing), mails, 1.0)
    assert p == 1.0  # it counts among the comparisons, and does not hold
    # Only the mail makes it easier, and Letter does not: then it is told, also at an equal number of events in the stage.
    is_hard = (journeys * 7919 % 100) < np.where(is_mail, 15, 40)
    told = replace(effort, y=is_hard.astype(np.int8), standing=standing)
    [(z, p)] = _at_equal_steps(told, mails, 1.0)
    assert z < -5 and p < 1e-6
