"""The map, its file and the drawing of the journey graph need neither plotly nor streamlit."""

import subprocess
import sys

import pytest

MAP = 'JourneyMap("journey", (), {"journeys": 0}, ())'
NODE = '{"touchpoint": "Ad", "stage": "purchase", "journeys": 9, "customers": 9, "begun": 9, "dropped_off": 0, "base": "full", "leaving_rate": 0.0}'
DRAWINGS = {
    "wide": f"""
from journey.map.frame import frame
from journey.map.model import JourneyMap
from journey.map.wide import wide_scene
scene = wide_scene(frame({MAP}, 1300, {{}}))
""",
    "narrow": f"""
from journey.map.model import JourneyMap
from journey.map.narrow import narrow_scene
scene = narrow_scene({MAP})
""",
    "graph": f"""
from journey.map.paths.graph import journey_graph
from journey.map.paths.graph_drawing import graph_scene
from journey.map.paths.lines import Looks
graph = journey_graph([{NODE}], [], ("purchase",), {{}}, "journey", 0.8, {{}})
scene = graph_scene(graph, 900, Looks())
""",
    "timeline": """
from journey.map.timeline.drawing import timeline
scene = timeline([], 900, 60)
""",
    "export": """
from journey.export import map_file
from journey.map.scene import Scene, rect
scene = Scene(9, 9, (rect(0, 0, 9, 9, fill="accent"),))
""",
}
CHECK = """
import sys
from journey.map.scene import svg
from journey.model.theme import LIGHT
assert svg(scene, LIGHT).startswith("<svg")
print(*sorted({"plotly", "streamlit"} & set(sys.modules)))
"""


@pytest.mark.parametrize("drawn", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_loads_neither_plotly_nor_streamlit(drawn):
    done = subprocess.run([sys.executable, "-c", drawn + CHECK], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
