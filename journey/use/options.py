"""How a file is to be read, what its columns mean, and which definition its events are prepared under."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from journey.data.generation import Generation
from journey.data.prepare import ENDS, STAGES
from journey.ingest.answers import BY_ID, PROPOSED, check_answers
from journey.ingest.column_scales import SCALE, score_columns, stated_scales
from journey.ingest.recipe import Recipe
from journey.model.definition import Definition, keeping, overlaid, parse_definition, replaced
from journey.model.errors import Setting, UserError
from journey.model.metrics import ASKED_SCALES, METRIC_NUMBERS, REVERSED, SCALES
from journey.model.patterns import KINDS_OF_NAMES


@dataclass(frozen=True)
class LoadOptions:
    """How to read a file, what its columns mean, and what to do with its rows.

    `recipe` is what is said of the file, with the answers about it; it is laid over `layout`, without one over the header's.
    `identical` is what to do with identical rows; `replace` puts the file in place of all that was loaded before;
    `pseudonymise` stores keyed hashes instead of customer ids; `notes` are sentences for the report.
    """

    recipe: Recipe = Recipe()
    layout: Recipe | None = None
    sheet: str | None = None
    definition_toml: str | None = None
    split_days: float | None = None
    identical: str = "keep"
    replace: bool = False
    pseudonymise: bool = False
    notes: tuple[str, ...] = ()


def answers(options: LoadOptions) -> dict[str, str]:
    """The answers that the layout holds, and over them those that were given; raises UserError for one that means nothing."""
    all_answers = {**(options.layout.answers if options.layout else {}), **options.recipe.answers}
    check_answers(all_answers)
    return all_answers


def taken_proposals(assumed: Mapping[str, str]) -> set[str]:
    """Of what the data propose, what the answers put in force: STAGES, ENDS."""
    return {name for name in (STAGES, ENDS) if assumed.get(name) == PROPOSED}


def resolve_definition(
    earlier: Generation | None, options: LoadOptions, assumed: Mapping[str, str]
) -> Definition:
    """The definition the new generation is prepared under: given, else the dataset's own, else the default."""
    dataset_toml = earlier.definition.toml if earlier else ""
    text = options.definition_toml if options.definition_toml is not None else dataset_toml
    if earlier and not options.replace:
        text = keeping(text, earlier.definition)
    scales = {
        metric: name if name in SCALES[metric] else name.removesuffix(REVERSED)
        for metric in SCALES
        if (name := assumed.get(f"{SCALE}{metric}"))
    }
    journeys: dict[str, float] = {}
    if options.split_days is not None:
        journeys["split_days"] = options.split_days
    if assumed.get("window") == PROPOSED:
        journeys["inactivity_days"] = 0
    if "journeys" in assumed:
        journeys["id_is_journey"] = assumed["journeys"] == BY_ID
    text = overlaid(overlaid(text, "scales", scales), "journeys", journeys)
    said: dict[str, str | bool] = {"kind": assumed["kind"]} if "kind" in assumed else {}
    if "spellings" in assumed:
        said["merge_spellings"] = True
    said |= {kind.key: True for kind in KINDS_OF_NAMES if kind.name in assumed}
    definition = parse_definition(replaced(text, said) if said else text)
    if earlier and not options.replace:
        refuse_other_scales(earlier, definition)
    return definition


def with_stated_scales(
    earlier: Generation | None, options: LoadOptions, definition: Definition, recipe: Recipe
) -> Definition:
    """The definition with the scales on which the scores of a file are counted, of whose columns the recipe's answers say theirs.

    A scale that was said of the metric stands, and so does that of earlier answers. Else it is the one with the most answers, so
    that none of them loses its place; where a column has no word, the definition's own.
    """
    settled = set(tomllib.loads(options.definition_toml or "").get("scales", {}))
    settled |= {metric for metric in SCALES if f"{SCALE}{metric}" in recipe.answers}
    columns, stated = score_columns(recipe), stated_scales(recipe, recipe.answers)
    if not stated:
        return definition
    if earlier and not options.replace:
        settled |= _answered(earlier)
    scales = {}
    for metric in set(SCALES) - settled:
        of_metric = [key for key in columns if key[0] == metric]
        names = [stated[key].scale for key in of_metric if key in stated and stated[key].scale]
        if names and len(names) == len(of_metric):
            largest = max(names, key=lambda name: ASKED_SCALES[metric][name].length)
            is_one = len(set(names)) == 1 and largest in SCALES[metric]
            scales[metric] = largest if is_one else largest.removesuffix(REVERSED)
    return parse_definition(overlaid(definition.toml, "scales", scales)) if scales else definition


def _answered(generation: Generation) -> set[str]:
    """The metrics that the dataset has answers of."""
    numbers = {row[0] for row in generation.rows("select distinct metric_no from answers")}
    return {metric for metric in SCALES if METRIC_NUMBERS[metric] in numbers}


def refuse_other_scales(earlier: Generation, definition: Definition) -> None:
    """Raises UserError where answers were loaded on another scale: loaded numbers cannot be read anew."""
    answered = _answered(earlier)
    for metric, name in earlier.definition.scale_names.items():
        if definition.scale_names[metric] != name and metric in answered:
            raise UserError(
                f"This dataset's {metric} answers were loaded on the scale {name}, not "
                f"{definition.scale_names[metric]}: load them into another dataset.",
                Setting("dataset", "NAME"),
            )
