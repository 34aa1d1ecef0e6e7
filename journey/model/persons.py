"""Customers as codes: how many different ones there are, and codes that lie close together so that counting them is quick."""

import numpy as np

ROOM = 4  # so many times as many codes as there are values still count as close together


def close(codes: np.ndarray) -> np.ndarray:
    """The codes, none below zero, as they are where they lie close together, else numbered anew from 0 in their order.

    >>> close(np.array([7_000_000, 5, 7_000_000])).tolist()
    [1, 0, 1]
    """
    if not len(codes) or int(codes.max()) < ROOM * len(codes) + ROOM:
        return codes.astype(np.int64)
    return np.unique(codes, return_inverse=True)[1]


def distinct(codes: np.ndarray) -> int:
    """How many different ones there are."""
    return int(np.count_nonzero(np.bincount(close(codes)))) if len(codes) else 0
