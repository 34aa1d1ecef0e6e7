"""What was decided of findings: kept by dataset and name, in backups, forgotten with it, rid of a customer's words."""

from journey.data import workspace
from journey.data.workspace import DISMISSED, WATCHED, FindingState
from journey.model.author import written_by
from journey.model.finding import FindingName

MOBILE = FindingName("purchase", "", "device", "mobile")
BILL = FindingName("retention", "Monthly bill", "", "")


def states(db, dataset="shop") -> dict[str, tuple[str, str, float]]:
    return {
        one.finding: (one.state, one.reason, one.excess)
        for one in workspace.finding_states(db, dataset)
    }


def test_of_a_finding_there_is_one_decision(tmp_path):
    assert states(tmp_path) == {}
    with written_by("Ada"):
        workspace.decide(tmp_path, "shop", MOBILE, WATCHED, 41.0)
        workspace.decide(tmp_path, "shop", MOBILE, DISMISSED, 41.0, "known to the team")
        workspace.decide(tmp_path, "shop", BILL, WATCHED, 274.0)
    workspace.decide(tmp_path, "other", BILL, WATCHED, 1.0)
    assert states(tmp_path) == {
        str(MOBILE): (DISMISSED, "known to the team", 41.0),
        str(BILL): (WATCHED, "", 274.0),
    }
    [watched] = [one for one in workspace.finding_states(tmp_path, "shop") if one.name == BILL]
    assert watched.author == "Ada"
    workspace.undecide(tmp_path, "shop", MOBILE)
    assert set(states(tmp_path)) == {str(BILL)}


def test_a_dismissed_one_comes_back_when_it_has_grown():
    """Dismissed at about 41 more: with 30 to 51 it stays away, with 42 surely it is back; a watched one is always there."""
    state = FindingState(str(MOBILE), DISMISSED, "", 41.0)
    assert state.hides({"excess_low": 30.0, "excess_high": 51.0})
    assert not state.hides({"excess_low": 42.0, "excess_high": 60.0})
    assert state.hides({"excess_low": -5.0, "excess_high": 90.0})  # which may be none at all
    assert not FindingState(str(MOBILE), WATCHED, "", 41.0).hides(
        {"excess_low": 30.0, "excess_high": 51.0}
    )


def test_they_are_kept_whole_and_forgotten_whole(tmp_path):
    workspace.decide(tmp_path, "shop", MOBILE, DISMISSED, 41.0, "known")
    kept = workspace.opinions(tmp_path, "shop")
    workspace.forget_dataset(tmp_path, "shop")
    assert states(tmp_path) == {}
    workspace.restore_opinions(tmp_path, "shop", workspace.Opinions.of(kept.as_dict()))
    assert states(tmp_path) == {str(MOBILE): (DISMISSED, "known", 41.0)}
    earlier = {name: value for name, value in kept.as_dict().items() if name != "findings"}
    assert workspace.Opinions.of(earlier).findings == ()


def test_a_customer_s_words_leave_them(tmp_path):
    workspace.decide(tmp_path, "shop", MOBILE, DISMISSED, 41.0, "C-17 told us")
    assert workspace.holding(tmp_path, ["C-17"]) == 1
    workspace.erase_words(tmp_path, ["C-17"])
    assert states(tmp_path)[str(MOBILE)][1] == "(erased) told us"
