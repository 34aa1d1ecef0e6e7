// Votes, and impact against effort: what is voted stands beside what is measured.

const EFFORTS = [[1, "days", "days"], [2, "weeks", "weeks"], [3, "a month or two", "months"], [4, "half a year", "½ year"], [5, "a year or more", "a year"]];
const CORNERS = [
  ["quick win", "Quick wins", "much impact, little effort"], ["big bet", "Big bets", "much impact, much effort"],
  ["fill-in", "Fill-ins", "little impact, little effort"], ["not now", "Not now", "little impact, much effort"],
];

function spent(view) {
  const drafts = Object.keys(view.drafts).filter((key) => key.startsWith("vote/")).map((key) => key.slice("vote/".length));
  const own = new Set([...view.all("vote").filter(([, vote]) => vote.person === view.person).map(([id]) => id), ...drafts]);
  return [...own].reduce((sum, id) => sum + (view.mine("vote", id)?.count ?? 0), 0);
}

function voteRow(view, id, words, beside = "") {
  const node = make("div", "ws-vote"), { budget, are_votes_closed } = view.settings;
  if (are_votes_closed || !view.maySeat) return node;
  const key = `${view.person}/${id}`, given = () => view.mine("vote", key)?.count ?? 0, count = given(), left = budget - spent(view);
  const change = (by) => {
    const now = given() + by;
    if (now < 0 || (by > 0 && spent(view) >= budget)) return;
    view.set("vote", key, { person: view.person, target: id, count: now }, "vote", { target: id, count: now }, true);
  };
  const less = button("−", () => change(-1)), more = button("+", () => change(1));
  less.disabled = !count;
  more.disabled = left <= 0;
  less.setAttribute("aria-label", `One vote less for: ${words}`);
  more.setAttribute("aria-label", `One vote more for: ${words}`);
  node.append(less, make("b", "", String(count)), more, make("small", "", beside));
  return node;
}

// The three with most votes; more where they are level, none where nearly all are.
function topVoted(view) {
  const votes = (view.together.votes ?? []).filter((each) => each.votes), third = votes.map((each) => each.votes).sort((one, other) => other - one)[2];
  const top = votes.filter((each) => each.votes >= (third ?? 0));
  return top.length < 6 ? top.map((each) => each.target) : [];
}

// Where the vote and what is measured agree and differ.
function votesWords(view) {
  const ranks = view.together.ranks ?? [], far = (each) => Math.abs(each.voted - each.measured), name = (each) => `“${wordsOf(view, each.target, thingOf(view, each.target))}”`;
  const first = [...ranks].sort((one, other) => one.voted - other.voted)[0], most = [...ranks].sort((one, other) => far(other) - far(one))[0];
  if (!first) return "The vote is closed.";
  const words = `Most votes: ${name(first)}, measured ${ordinal(first.measured)} of ${first.of}.`;
  return most === first || !far(most) ? words : `${words} Farthest apart: ${name(most)}, voted ${ordinal(most.voted)}, measured ${ordinal(most.measured)}.`;
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
  const found = view.together.weighed.filter((each) => each.corner).sort((one, other) => CORNERS.findIndex(([name]) => name === one.corner) - CORNERS.findIndex(([name]) => name === other.corner) || other.impact - one.impact);
  const parts = [make("h2", "", "Impact and effort")];
  if (!found.length) parts.push(make("p", "", "No note has both yet: an effort that somebody judged, and an impact, which comes from the touchpoint that the note is about."));
  else parts.push(make("div", "ws-weighed", matrix(view, found), cornerList(view, found)));
  const open = view.together.weighed.filter((each) => !each.corner);
  if (open.length) parts.push(withoutImpact(view, open));
  view.parts.weigh.replaceChildren(...parts);
}

// What somebody has judged the effort of, and nobody knows the impact of.
function withoutImpact(view, open) {
  const node = make("section", "ws-open", make("h3", "", "Without an impact ", make("small", "", "no touchpoint says how many it costs")));
  const list = make("ul");
  for (const each of open) {
    const item = make("li", "", make("span", "", wordsOf(view, each.target, thingOf(view, each.target), 100)));
    if (view.leads) item.append(button("Argue the impact", () => argue(view, each), "ws-link"));
    list.append(item);
  }
  node.append(list);
  return node;
}

// Effort is even; impact grows by its root, so that small ones do not lie on each other.
function matrix(view, found) {
  const { weigh } = view.parts, u = letters(weigh), room = weigh.clientWidth, isBeside = room > 56 * u;
  const wide = isBeside ? Math.round(room * 0.56) : room, high = view.place === "stage" ? Math.max(300, innerHeight - weigh.getBoundingClientRect().top - scrollY - 3 * u) : Math.min(520, Math.max(320, wide * 0.7));
  const left = 3.4 * u, top = 1.6 * u, base = high - 3 * u, most = Math.max(...found.map((each) => each.high ?? each.impact), 1), across = wide - left;
  const x = (effort) => left + ((effort - 0.5) / 5) * across, y = (impact) => base - 2 * u - Math.sqrt(impact / most) * (base - top - 4.4 * u);
  const svg = shape("svg", { viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, class: "ws-matrix", role: "img" });
  svg.setAttribute("aria-label", found.map((each) => `${wordsOf(view, each.target, thingOf(view, each.target))}: ${each.corner}`).join("; "));
  const write = (words, at, name = "scale", anchor = "start") => svg.append(shape("text", { x: at[0], y: at[1], class: name, "text-anchor": anchor }, words));
  const middle = x(2.75), level = Math.max(top + 2 * u, Math.min(base - 2 * u, y(view.together.large)));
  const corners = [[left, middle - 1, top, level - 1], [middle + 1, wide, top, level - 1], [left, middle - 1, level + 1, base], [middle + 1, wide, level + 1, base]];
  corners.forEach(([from, to, above, below], index) => {
    svg.append(shape("rect", { x: from, y: above, width: to - from, height: Math.max(0, below - above), class: index ? "corner" : "corner first" }));
    write(CORNERS[index][1], [index % 2 ? to - 0.6 * u : from + 0.6 * u, index < 2 ? above + 1.4 * u : below - 0.7 * u], "name", index % 2 ? "end" : "start");
  });
  for (const value of ticks(most)) {
    svg.append(shape("line", { x1: left, x2: wide, y1: y(value), y2: y(value), class: "tick" }));
    write(value.toLocaleString("en"), [left - 0.5 * u, y(value) + 0.3 * u], "scale", "end");
  }
  for (const [value, name, short] of EFFORTS) write(across / 5 > 7 * u ? name : short, [x(value), base + 1.2 * u], "scale", "middle");
  write(`↑ ${view.unit}s that ${view.leftWords} there`, [0, u]);
  write("effort, as the room judges it →", [wide, base + 2.6 * u], "scale", "end");
  if (found.some((each) => each.reason)) write("dashed: argued", [wide, u], "scale", "end");
  const r = 0.75 * u, placed = [];
  found.forEach((each, index) => {
    const at = [x(each.effort), y(each.impact)], isFree = (by) => placed.every(([px, py]) => Math.hypot(at[0] + by - px, at[1] - py) > 2 * r + 2);
    at[0] += [0, 1, -1, 2, -2, 3, -3].map((step) => step * (2 * r + 3)).find(isFree) ?? 0;
    placed.push(at);
    if (each.low !== null) svg.append(shape("line", { x1: at[0], x2: at[0], y1: y(each.low), y2: y(each.high), class: "interval" }));
    svg.append(shape("circle", { cx: at[0], cy: at[1], r, class: each.reason ? "argued" : "measured" }));
    write(String(index + 1), [at[0], at[1] + 0.3 * u], each.reason ? "number argued" : "number", "middle");
  });
  return svg;
}

// Three round numbers up to this one.
function ticks(most) {
  const round = (value) => { const ten = 10 ** Math.floor(Math.log10(value)); return Math.floor(value / ten) * ten; };
  return [...new Set([0, round(Math.max(1, most / 9)), round(Math.max(1, most / 2.5)), round(most)])];
}

function thingOf(view, id) {
  return view.things.note?.[id] ?? view.things.group?.[id] ?? {};
}

function cornerList(view, found) {
  const node = make("div", "ws-corners");
  CORNERS.forEach(([corner, title, words], at) => {
    const list = make("ol"), section = make("section", at ? "" : "first", make("h3", "", `${title} `, make("small", "", words)), list);
    found.forEach((each, index) => { if (each.corner === corner) list.append(cornerItem(view, each, index + 1)); });
    if (!list.childElementCount) list.append(make("li", "", make("small", "", "none")));
    node.append(section);
  });
  return node;
}

function cornerItem(view, each, number) {
  const impact = each.low === null ? `${each.impact.toLocaleString("en")} as the room argues: ${each.reason}`
    : `${each.impact.toLocaleString("en")} ${view.leftWords} (${Math.round(each.low).toLocaleString("en")} to ${Math.round(each.high).toLocaleString("en")})`;
  const item = make("li", "", make("b", "", String(number)), make("span", "", wordsOf(view, each.target, thingOf(view, each.target), 100)), make("small", "", impact));
  if (view.leads) item.append(button("Argue the impact", () => argue(view, each), "ws-link"));
  return item;
}

function argue(view, each) {
  dialog(view.root, "The impact, as the room argues", (close) => {
    const value = make("input");
    value.type = "number";
    value.min = 0;
    value.value = each.impact ?? "";
    const refused = make("p", "ws-meanwhile");
    refused.setAttribute("role", "alert");
    const { node, input } = textField("Why", each.reason, 200);
    const save = async () => {
      if (!value.value || !input.value.trim()) { refused.textContent = "How many, and why: both are needed."; return; }
      if (await view.ask("impact", { target: each.target, value: Math.round(Number(value.value)), reason: input.value }, true)) close();
      else refused.textContent = view.parts.said.textContent;
    };
    const parts = [field(`How many ${view.unit}s it costs`, value), node, refused, button("Save", save, "primary")];
    if (each.reason) parts.push(button("What is measured counts", async () => { if (await view.ask("impact", { target: each.target, value: null }, true)) close(); }));
    return parts;
  });
}
