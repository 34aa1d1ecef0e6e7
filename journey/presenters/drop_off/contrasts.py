"""Contrasts in words: what is more common among the lost of a stage than among those who went on."""

from journey.data.views.contrasts import LEAST, SURE
from journey.model.words import count, percent, plural, signed
from journey.presenters.drop_off.traits import label


def sentence(row: dict) -> str:
    """'Payment failed: 31 % of the lost, 9 % of those who went on; difference +22 points (19 to 25)'."""
    low, middle, high = (signed(100 * row[name]) for name in ("low", "difference", "high"))
    return (
        f"{label(row)}: {percent(row['lost_share'])} of the lost, {percent(row['kept_share'])} of those who went on; difference "
        f"{middle} points ({low} to {high})"
    )


def merge_equal(rows: list[dict]) -> list[dict]:
    """Traits with equal counts (a touchpoint and the channel that only it has) merged into one row with both labels."""
    joined: dict[tuple[int, int], dict] = {}
    for row in sorted(rows, key=lambda row: (-abs(row["difference"]), row["kind"] != "touchpoint")):
        first = joined.setdefault((row["lost_with"], row["kept_with"]), row | {"words": ""})
        first["words"] += f"{' · ' if first['words'] else ''}{label(row)}"
    return list(joined.values())


def headline(significant: list[dict], lost: list[dict], stage: str) -> str:
    """What is most in excess among the lost; `lost` are the significant ones on their side, merged."""
    if not significant:
        return f"No significant contrasts in {stage}"
    if not lost:
        return f"Nothing is significantly more common among those lost in {stage}"
    shares = f"{percent(lost[0]['lost_share'])} against {percent(lost[0]['kept_share'])} of those who went on"
    return f"More common among those lost in {stage}: {lost[0]['words']}, {shares}"


def basis(tested: list[dict]) -> str:
    """On how many journeys and comparisons the contrasts rest, and what they do not say."""
    first, significant = tested[0], [row for row in tested if row["q"] <= SURE]
    return (
        f"{count(first['lost'])} lost and {count(first['kept'])} who went on, compared by attributes, and by earlier channels, "
        f"touchpoints and emotions. Association, not cause. Significant: {count(len(significant))} of "
        f"{plural(len(tested), 'comparison')}, each with at least {LEAST} customers on every side "
        f"(q ≤ {SURE:g}, corrected for multiple testing); the other {count(len(tested) - len(significant))} are in the table."
    )
