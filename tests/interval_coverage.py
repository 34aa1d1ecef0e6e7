"""How often the intervals of NPS, CSAT and means hold the true figure: `python -m tests.interval_coverage` prints the table in docs.

Each customer has a level of their own, drawn so that two answers of one customer correlate by the ICC (Dirichlet and multinomial);
answers of different customers are independent. 2,000 draws of each case, seed 22.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from journey.model.intervals import Clusters, mean_interval, nps_interval, share_interval

SEED, DRAWS = 22, 2_000
CUSTOMERS, ANSWERS, ICCS = (30, 100, 1_000), (1, 4), (0.0, 0.3, 0.6)
MARKS = np.array([1, 2, 3, 4, 5])
SHARES = np.array([0.08, 0.12, 0.15, 0.35, 0.30])  # of the marks: CSAT 65 %, mean 3.67
CLASSES = np.array([0.2, 0.3, 0.5])  # detractors, passives, promoters: NPS 30
METRICS = ("CSAT, share", "CSAT, mean", "NPS")


@dataclass(frozen=True)
class Case:
    """So many customers with so many answers each, of this correlation within a customer."""

    customers: int
    answers: int
    icc: float


def cases() -> Iterator[Case]:
    for customers in CUSTOMERS:
        for answers in ANSWERS:
            for icc in ICCS:
                yield Case(customers, answers, icc)


def coverage(case: Case, draws: int = DRAWS, seed: int = SEED) -> dict[str, float]:
    """The share of draws in which each interval holds the true figure."""
    draw = np.random.default_rng([seed, case.customers, case.answers, round(100 * case.icc)])
    marks = _counts(draw, case, SHARES, draws)
    classes = _counts(draw, case, CLASSES, draws)
    good, total = marks[:, :, 3:].sum(axis=2), marks @ MARKS
    up, down = classes[:, :, 2], classes[:, :, 0]
    true_share, true_mean = float(SHARES[3:].sum()), float(SHARES @ MARKS)
    true_nps = 100 * float(CLASSES[2] - CLASSES[0])
    held = dict.fromkeys(METRICS, 0)
    for run in range(draws):
        share = share_interval(_clusters(good[run], case))
        mean = mean_interval(_clusters(total[run], case), 1, 5)
        net = _clusters(up[run] - down[run], case)
        nps = nps_interval(int(up[run].sum()), int(down[run].sum()), net)
        for name, ends, true in zip(
            METRICS, (share, mean, nps), (true_share, true_mean, true_nps), strict=True
        ):
            held[name] += ends[0] is not None and ends[0] <= true <= ends[1]
    return {name: number / draws for name, number in held.items()}


def _counts(draw: np.random.Generator, case: Case, shares: np.ndarray, draws: int) -> np.ndarray:
    """How often each customer of each draw gives each answer."""
    size = (draws, case.customers)
    if case.icc == 0:
        return draw.multinomial(case.answers, shares, size=size)
    weights = draw.standard_gamma(shares * (1 - case.icc) / case.icc, size=(*size, len(shares)))
    weights += 1e-300  # of tiny shapes all may be 0
    levels = weights / weights.sum(axis=2, keepdims=True)
    return draw.multinomial(case.answers, levels)


def _clusters(totals: np.ndarray, case: Case) -> Clusters:
    totals = totals.astype(float)
    n = case.customers * case.answers
    return Clusters(
        n,
        case.customers,
        float(totals.sum()),
        float(case.customers * case.answers**2),
        float(totals @ totals),
        float(case.answers * totals.sum()),
    )


def main() -> None:
    print(f"| customers | answers each | ICC | {' | '.join(METRICS)} |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for case in cases():
        found = coverage(case)
        figures = " | ".join(f"{100 * found[name]:.1f} %" for name in METRICS)
        print(f"| {case.customers:,} | {case.answers} | {case.icc:g} | {figures} |")


if __name__ == "__main__":
    main()
