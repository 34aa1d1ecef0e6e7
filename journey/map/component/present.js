// Present: the map alone in the window, large; arrow keys light one lane after the other, Escape leaves.
// It goes with map.js, whose words for nodes, cells and triggers it uses.

function present(view) {
  const lanes = view.data.presented;
  if (!lanes || view.show) return lanes || leavePresented(view);
  const head = make("header", "jm-head"), foot = make("footer", "jm-foot");
  view.show = { head, foot, lit: 0, asked: [], lives: [] };
  view.root.prepend(head);
  view.root.append(foot);
  view.root.classList.add("presented");
  view.show.lives.push(whileThere(view, "keydown", (event) => onPresentedKey(view, event)));
  view.show.lives.push(whileThere(view, "resize", () => { view.show.asked = []; fit(view); }));
  light(view, 0);
}

function leavePresented(view) {
  if (!view.show) return;
  for (const life of view.show.lives) life.abort();
  view.show.head.remove();
  view.show.foot.remove();
  view.root.classList.remove("presented");
  view.show = null;
  view.drawn = "";
}

function onPresentedKey(view, event) {
  const step = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }[event.key];
  if (event.key === "Escape" && !view.open) view.trigger("present", "left");
  else if (!step || view.panel.contains(view.panel.getRootNode().activeElement)) return;
  else light(view, view.show.lit + step);
  event.preventDefault();
  event.stopPropagation();
}

function light(view, number) {
  const { head, foot } = view.show, lanes = view.data.presented;
  view.show.lit = (number + lanes.length) % lanes.length;
  const lit = lanes[view.show.lit];
  head.replaceChildren(make("h1", "", lit.title), make("p", "", lit.reason));
  foot.replaceChildren(
    ...lanes.map((lane, index) => {
      const dot = action(lane.name, () => light(view, index));
      dot.classList.toggle("lit", index === view.show.lit);
      return dot;
    }),
    make("span", "hint", "← → one lane after the other"),
    action("Leave (Esc)", () => view.trigger("present", "left")),
  );
  view.live.textContent = `${lit.title}. ${lit.reason}`;
  dim(view);
}

function dim(view) {
  const lit = view.data.presented[view.show.lit].region, axis = view.data.axis;
  const turns = view.data.turns.includes(lit) ? lit : view.data.turns.find((name) => view.map.querySelector(`[data-region="${CSS.escape(name)}"]`));
  for (const region of view.map.querySelectorAll("[data-region]")) {
    const name = region.dataset.region;
    region.classList.toggle("dim", Boolean(lit) && name !== lit && !axis.includes(name));
    region.classList.toggle("away", view.data.turns.includes(name) && name !== turns);
  }
}

function fitPresented(view) {
  const { map, data } = view;
  const scene = data.wide;
  if (view.drawn !== data.signature) { draw(view, scene, data.signature, data); dim(view); }
  const scale = Math.min(map.clientWidth / scene.width, map.clientHeight / scene.height);
  map.firstChild.style.width = `${scene.width * scale}px`;
  map.firstChild.style.height = `${scene.height * scale}px`;
  const filling = (map.clientWidth * scene.height) / map.clientHeight; // as wide as the window, where it is as high
  const wanted = Math.max(data.presented_least, Math.round(filling / STEP) * STEP);
  if (Math.abs(wanted - scene.width) <= STEP || view.show.asked.includes(wanted)) return;
  view.show.asked.push(wanted);
  view.keep("presented_width", wanted);
}
