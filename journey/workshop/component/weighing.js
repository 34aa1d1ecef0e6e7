// Votes, and impact against effort: what is voted stands beside what is measured.

const EFFORTS = [[1, "days"], [2, "weeks"], [3, "a month or two"], [4, "half a year"], [5, "a year or more"]];

function spent(view) {
  return view.all("vote").reduce((sum, [, vote]) => sum + (vote.person === view.person ? vote.count : 0), 0);
}

function voteRow(view, id, words) {
  const node = make("div", "ws-vote"), { budget, are_votes_closed } = view.settings;
  if (are_votes_closed || !view.maySeat) return node;
  const count = view.things.vote?.[`${view.person}/${id}`]?.count ?? 0, left = budget - spent(view);
  const less = button("−", () => view.ask("vote", { target: id, count: count - 1 }, true)), more = button("+", () => view.ask("vote", { target: id, count: count + 1 }, true));
  less.disabled = !count;
  more.disabled = left <= 0;
  less.setAttribute("aria-label", `One vote less for: ${words}`);
  more.setAttribute("aria-label", `One vote more for: ${words}`);
  node.append(less, make("b", "", String(count)), more, make("span", "", `${left} of ${budget} left`));
  return node;
}

function effortRow(view, id, words) {
  const node = make("div", "ws-vote");
  if (!view.maySeat) return node;
  const effort = choice([["", "effort?"], ...EFFORTS.map(([value, name]) => [String(value), name])], String(view.things.effort?.[`${view.person}/${id}`]?.value ?? ""));
  effort.setAttribute("aria-label", `Effort of: ${words}`);
  effort.addEventListener("change", () => effort.value && view.ask("effort", { target: id, value: Number(effort.value) }, true));
  node.append(effort);
  return node;
}

// Impact upwards, effort to the right; what is measured is filled, what was argued hollow.
function drawWeigh(view) {
  const found = view.together.weighed;
  const parts = [make("h2", "", "Impact and effort")];
  if (!found) parts.push(make("p", "", view.leads ? "Show the efforts when all have judged them." : "Judge the effort of each note. The room's answer is shown when all have."));
  else if (!found.length) parts.push(make("p", "", "No note has both yet: an effort that somebody judged, and an impact, which comes from the touchpoint that the note is about."));
  else parts.push(matrix(view, found), cornerList(view, found));
  view.parts.weigh.replaceChildren(...parts);
}

function matrix(view, found) {
  const wide = 720, high = 360, side = 46, svg = shape("svg", { viewBox: `0 0 ${wide} ${high}`, class: "ws-matrix", role: "img" });
  svg.setAttribute("aria-label", found.map((each) => `${wordsOf(view, each.target, thingOf(view, each.target))}: ${each.corner}`).join("; "));
  const most = Math.max(...found.map((each) => each.high ?? each.impact), 1);
  const x = (effort) => side + ((effort - 0.5) / 5) * (wide - side - 10), y = (impact) => high - side - (impact / most) * (high - side - 16);
  svg.append(shape("line", { x1: side, x2: side, y1: 10, y2: high - side, class: "axis" }), shape("line", { x1: side, x2: wide - 10, y1: high - side, y2: high - side, class: "axis" }));
  for (const [value, name] of EFFORTS) svg.append(shape("text", { x: x(value), y: high - side + 18, class: "scale", "text-anchor": "middle" }, name));
  svg.append(shape("text", { x: side, y: high - 6, class: "scale" }, "effort, as the room judges it →"));
  svg.append(shape("text", { x: 4, y: 12, class: "scale" }, `↑ ${view.unit}s that ${view.leftWords} there`));
  found.forEach((each, index) => {
    const at = [x(each.effort), y(each.impact)];
    if (each.low !== null) svg.append(shape("line", { x1: at[0], x2: at[0], y1: y(each.low), y2: y(each.high), class: "interval" }));
    svg.append(shape("circle", { cx: at[0], cy: at[1], r: 11, class: each.reason ? "argued" : "measured" }));
    svg.append(shape("text", { x: at[0], y: at[1] + 4, class: each.reason ? "number argued" : "number", "text-anchor": "middle" }, String(index + 1)));
  });
  return svg;
}

function thingOf(view, id) {
  return view.things.note?.[id] ?? view.things.group?.[id] ?? {};
}

function cornerList(view, found) {
  const list = make("ol", "ws-corners");
  for (const each of found) {
    const impact = each.low === null ? `${each.impact.toLocaleString("en")} as the room argues: ${each.reason}`
      : `${each.impact.toLocaleString("en")} ${view.leftWords} (${Math.round(each.low).toLocaleString("en")} to ${Math.round(each.high).toLocaleString("en")})`;
    const item = make("li", "", make("b", "", each.corner), ` ${wordsOf(view, each.target, thingOf(view, each.target))} `, make("small", "", impact));
    if (view.leads) item.append(button("Argue the impact", () => argue(view, each)));
    list.append(item);
  }
  return list;
}

function argue(view, each) {
  dialog(view.root, "The impact, as the room argues", (close) => {
    const value = make("input");
    value.type = "number";
    value.min = 0;
    value.value = each.impact;
    const { node, input } = textField("Why", each.reason, 200);
    const save = async () => { if (await view.ask("impact", { target: each.target, value: Math.round(Number(value.value)), reason: input.value }, true)) close(); };
    const parts = [field(`How many ${view.unit}s it costs`, value), node, button("Save", save, "primary")];
    if (each.reason) parts.push(button("What is measured counts", async () => { if (await view.ask("impact", { target: each.target, value: null }, true)) close(); }));
    return parts;
  });
}
