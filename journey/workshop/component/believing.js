// What the room believes: a curve drawn with a finger, three stages where most leave, and then what is measured, laid over it.

const POINTS = 4; // of the curve a stage
const NARROW = 600; // pixels of width, below which a sentence may name the largest difference in place of the drawing

function drawBelief(view) {
  const { settings, together } = view, { belief } = view.parts;
  const isBelieving = settings.phase === "believe", isOpen = isBelieving && !settings.is_evidence_shown && view.maySeat;
  belief.classList.toggle("compact", !isBelieving);
  const frame = frameOf(view, !isBelieving);
  const own = ownBelief(view);
  const shown = JSON.stringify([isOpen, isBelieving, settings.is_evidence_shown, !isOpen && [together.belief, together.drawn, together.difference], own, view.stages, frame]);
  if (shown === view.shownBelief) return;
  view.shownBelief = shown;
  if (!isOpen && !settings.is_evidence_shown) belief.replaceChildren(waiting(view));
  else {
    const title = make("h2", "", isOpen ? "How do customers feel, from stage to stage?" : differenceWords(view));
    const parts = [make("header", "", title, isOpen ? "" : legend(together)), beliefDrawing(view, frame, own, isOpen)];
    if (isOpen) parts.push(curveByHand(view, own), leavingChoice(view, own));
    else if (isBelieving) parts.push(leavingShown(view, frame));
    const at = [...belief.querySelectorAll("input")].indexOf(view.root.getRootNode().activeElement);
    belief.replaceChildren(...parts);
    if (at >= 0) belief.querySelectorAll("input")[at]?.focus({ preventScroll: true });
  }
}

// Until the evidence is shown those who do not draw see how many have, and the projector how to come in.
function waiting(view) {
  const node = make("div", "ws-waiting");
  if (view.place === "stage") node.append(invitation(view));
  node.append(make("h2", "", `${plural(view.together.drawn ?? 0, "curve")} drawn`), make("p", "", "What customers say is shown after that."));
  return node;
}

// How to come in: the picture to photograph, the address, the code.
function invitation(view) {
  const node = make("div", "ws-invitation");
  if (view.qr) node.append(new DOMParser().parseFromString(view.qr, "image/svg+xml").documentElement);
  const words = make("p", "", view.link ? "Join at " : "Join with the code ");
  if (view.link) words.append(make("b", "", view.link), " with the code ");
  words.append(make("b", "", view.code));
  node.append(words);
  return node;
}

// Where the drawing's stages and valences lie, in pixels: under the first step it stands alone, later over the stages of the board.
function frameOf(view, isCompact) {
  const { belief } = view.parts, u = letters(belief), count = view.stages.length, isStage = view.place === "stage";
  const full = Math.max(280, belief.clientWidth - (isCompact ? 0 : sides(belief))), gap = isCompact ? GAP : 2, left = isCompact ? 0 : 2.8 * u;
  const step = (full - left + gap) / count, rows = isCompact ? 0 : Math.min(3, Math.ceil((Math.max(...view.stages.map((stage) => stage.name.length)) * 0.56 * u) / (step - gap)));
  const top = isCompact ? 0.8 * u : (rows * 1.2 + 1.2) * u, isNarrow = full < NARROW;
  const high = isCompact ? (isStage ? Math.max(7 * u, innerHeight * 0.13) : isNarrow ? 112 : 136) : isStage ? Math.max(300, innerHeight - belief.getBoundingClientRect().top - scrollY - 9.5 * u) : isNarrow ? 260 : 280;
  return { u, full, high, top, foot: (isCompact ? 0.8 : 1) * u, gap, left, step, rows, count };
}

const sides = (node) => { const { paddingLeft, paddingRight } = getComputedStyle(node); return parseFloat(paddingLeft) + parseFloat(paddingRight); };

const felt = (value) => (value <= -0.6 ? "very bad" : value <= -0.2 ? "bad" : value < 0.2 ? "neutral" : value < 0.6 ? "good" : "very good");

function differenceWords(view) {
  const found = view.together.difference;
  if (!found) return view.together.belief?.drawn ? "Nothing is measured to lay beside it." : "What customers say. Nobody drew what they believe.";
  if (found.believed_low && found.believed_low !== found.measured_low) return `You put the low point at ${found.believed_low}; customers say ${found.measured_low}.`;
  if (found.is_clear) return `${found.believed_low ? "You agree on the low point. " : ""}You differ most at ${differsWords(found)}.`;
  return found.believed_low ? `You and your customers agree: the low point is ${found.measured_low}.` : "Where you drew, you and your customers agree.";
}

const yOf = (frame, value) => frame.top + ((1 - value) / 2) * (frame.high - frame.top - frame.foot);
const valueOf = (frame, y) => Math.max(-1, Math.min(1, 1 - (2 * (y - frame.top)) / (frame.high - frame.top - frame.foot)));

// `place`: 0 to the number of stages.
function xOf({ left, step, gap, count }, place) {
  const stage = Math.min(Math.floor(place), count - 1);
  return left + stage * step + (place - stage) * (step - gap);
}

function beliefDrawing(view, frame, own, isOpen) {
  const { full, high, step, gap, left, rows, u } = frame, { belief, measured, difference } = view.together;
  const svg = shape("svg", { viewBox: `0 0 ${full} ${high}`, width: full, height: high, class: "ws-curve", role: "img" });
  view.stages.forEach((stage, index) => {
    const x = left + index * step, wide = step - gap;
    if (index) svg.append(shape("line", { x1: x - gap / 2, x2: x - gap / 2, y1: rows && frame.top - 0.6 * u, y2: high, class: "between-stages" }));
    if (!rows) return;
    svg.append(shape("rect", { x, y: 0, width: wide, height: 4, fill: stage.hue }));
    const reach = (rows * step) / 2, letter = (rows > 1 ? 0.42 : 0.5) * u, most = Math.floor((reach + Math.min(reach, full - x - wide / 2)) / letter);
    const name = stage.name.length > most ? `${stage.name.slice(0, Math.max(1, most - 1))}…` : stage.name, half = (name.length / 2) * letter;
    const middle = Math.min(Math.max(x + wide / 2, half), full - half);
    svg.append(shape("text", { x: middle, y: (1.3 + 1.2 * (index % rows)) * u, class: rows > 1 ? "stage small" : "stage" }, titled(name)));
  });
  svg.append(shape("line", { x1: left, x2: full, y1: yOf(frame, 0), y2: yOf(frame, 0), class: "zero" }));
  if (rows) for (const [words, value] of [["good", 0.85], ["bad", -0.85]]) svg.append(shape("text", { x: 4, y: yOf(frame, value) + 0.3 * u, class: "scale" }, words));
  const runs = (curve) => runsOf(frame, curve);
  if (view.settings.is_evidence_shown) {
    const drawn = runs(belief?.curve ?? []), room = drawn.flat(), isWhole = drawn.length === 1 && room.length === belief.curve.length, said = (measured?.curve ?? []).map(([place, , , valence]) => [xOf(frame, place), yOf(frame, valence)]);
    if (isWhole && said.length > 1) svg.append(shape("path", { d: `${path(room)}${path([...said].reverse()).replace("M", "L")}Z`, class: "between" }));
    for (const run of drawn) svg.append(shape("path", { d: path(run), class: "room" }));
    if (said.length) svg.append(shape("path", { d: path(said), class: "measured" }));
    for (const point of said) svg.append(shape("circle", { cx: point[0], cy: point[1], r: Math.max(2.5, 0.22 * u), class: "measured" }));
    if (difference?.is_clear) markDifference(svg, frame, view.together, [...along(room), ...along(said)]);
  } else if (own.curve.length) for (const run of runs(own.curve)) svg.append(shape("path", { d: path(run), class: "own" }));
  else svg.append(shape("text", { x: (left + full) / 2, y: yOf(frame, 0.45), class: "hint" }, "Draw a line here, from left to right"));
  svg.setAttribute("aria-label", curveWords(view, own));
  if (isOpen) drawByFinger(view, svg, frame, own);
  return svg;
}

// Named in two lines beside its point, where they lie on neither curve; where there is no such place a narrow drawing leaves it to the sentence below.
function markDifference(svg, frame, { measured, difference }, curves) {
  const { u, full, high } = frame, found = measured.curve.find(([, stage, touchpoint]) => stage === difference.stage && touchpoint === difference.touchpoint);
  const x = xOf(frame, found[0]), y = yOf(frame, found[3]), r = 0.45 * u, [name, said] = differsWords(difference).split(/: (?=you drew)/);
  svg.append(shape("circle", { cx: x, cy: y, r, class: "differs" }));
  const wide = Math.max(name.length, said.length) * 0.45 * u, tall = 2.1 * u, places = [];
  for (const below of [3.2, -1, 1.1, 2.1, 0.1].map((down) => y + down * u)) {
    for (const from of [x - wide / 2, ...[1, 1.5, 2, 3, 4].flatMap((step) => [x - wide - step * u, x + step * u])]) {
      const left = Math.max(4, Math.min(full - wide - 4, from));
      if (left < 4 || below - tall < 0 || below > high - 0.25 * u) continue;
      const hits = [...curves, [x, y]].filter(([px, py]) => px > left - 0.4 * u && px < left + wide + 0.4 * u && py > below - tall - 3 && py < below + 0.4 * u).length;
      places.push({ left, below, hits, far: Math.hypot(Math.max(left - x, x - left - wide, 0), below - tall / 2 - y) });
    }
  }
  const best = places.sort((one, other) => one.hits - other.hits || one.far - other.far)[0];
  if (!best || (best.hits && full < NARROW)) return;
  const anchor = best.left + wide < x ? "end" : best.left > x ? "start" : "middle", at = { end: best.left + wide, start: best.left, middle: best.left + wide / 2 }[anchor];
  [name, said].forEach((words, line) => svg.append(shape("text", { x: at, y: best.below - (1 - line) * 1.1 * u, class: "differs", "text-anchor": anchor }, words)));
}

const differsWords = (found) => `${found.touchpoint}: you drew ${felt(found.believed)}, they say ${signed(found.measured)}`;

// What is drawn without a gap between, as points; what nobody has drawn is no belief.
function runsOf(frame, curve) {
  const found = [[]];
  curve.forEach((value, index) => (value === null ? found.push([]) : found.at(-1).push([xOf(frame, (index + 0.5) / POINTS), yOf(frame, value)])));
  return found.filter((run) => run.length);
}

// Points close together on a smooth line.
function along(points) {
  return points.flatMap(([x, y], index) => {
    const [nextX, nextY] = points[index + 1] ?? [x, y], middle = (x + nextX) / 2;
    return [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875].map((t) => {
      const s = 1 - t, one = 3 * s * s * t, other = 3 * s * t * t;
      return [s ** 3 * x + (one + other) * middle + t ** 3 * nextX, (s ** 3 + one) * y + (other + t ** 3) * nextY];
    });
  });
}

function legend({ belief, measured }) {
  const node = make("p", "ws-legend"), drawn = belief?.drawn;
  if (drawn) node.append(make("span", "room", "the room believes", make("i", "", ` (${drawn === 1 ? "1 person" : `${drawn} people`})`)));
  if (measured?.curve?.length) node.append(make("span", "measured", "customers say", make("i", "", ` (n ${measured.n.toLocaleString("en")})`)));
  return node;
}

function curveWords(view, own) {
  if (view.settings.is_evidence_shown) return (view.together.measured?.curve ?? []).map(([, stage, touchpoint, valence]) => `${stage}, ${touchpoint}: ${signed(valence)}`).join("; ");
  return own.curve.length ? view.stages.map((stage, index) => `${stage.name}: ${own.curve[index * POINTS + 1] === null ? "not drawn" : felt(own.curve[index * POINTS + 1])}`).join("; ") : "Nothing is drawn yet.";
}

// A smooth line through the points, level at each.
function path(points) {
  return points.map(([x, y], index) => {
    if (!index) return `M${x} ${y}`;
    const middle = (points[index - 1][0] + x) / 2;
    return `C${middle} ${points[index - 1][1]} ${middle} ${y} ${x} ${y}`;
  }).join("");
}

function drawByFinger(view, svg, frame, own) {
  const count = view.stages.length * POINTS, curve = own.curve.length ? [...own.curve] : [];
  let last = null;
  const put = (event) => {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * frame.full, value = valueOf(frame, ((event.clientY - box.top) / box.height) * frame.high);
    const index = Math.max(0, Math.min(count - 1, Math.floor(((x - frame.left) / frame.step) * POINTS)));
    if (!curve.length) curve.push(...Array(count).fill(null));
    const from = last ?? index, before = curve[from];
    for (let step = Math.min(from, index); step <= Math.max(from, index); step += 1) {
      curve[step] = from === index ? value : before + ((value - before) * Math.abs(step - from)) / Math.abs(index - from);
    }
    last = index;
    for (const old of svg.querySelectorAll("path.own, .hint, .at")) old.remove();
    for (const run of runsOf(frame, curve)) svg.append(shape("path", { d: path(run), class: "own" }));
  };
  svg.classList.add("open");
  svg.addEventListener("pointerdown", (event) => { svg.setPointerCapture(event.pointerId); last = null; view.carried = svg; put(event); });
  svg.addEventListener("pointermove", (event) => { if (view.carried === svg) put(event); });
  const stop = () => {
    if (view.carried !== svg) return;
    view.carried = null;
    believe(view, { curve });
  };
  svg.addEventListener("pointerup", stop);
  svg.addEventListener("pointercancel", stop);
}

// The same for a keyboard: one slider a stage.
function curveByHand(view, own) {
  const node = make("details", "ws-sliders", make("summary", "", "Set it stage by stage"));
  view.stages.forEach((stage, index) => {
    const slider = make("input");
    slider.type = "range";
    [slider.min, slider.max, slider.step, slider.value] = [-1, 1, 0.1, own.curve[index * POINTS + 1] ?? 0];
    slider.addEventListener("change", () => {
      const now = ownBelief(view).curve, curve = now.length ? [...now] : Array(view.stages.length * POINTS).fill(null);
      curve.fill(Number(slider.value), index * POINTS, (index + 1) * POINTS);
      believe(view, { curve });
    });
    slider.setAttribute("aria-valuetext", own.curve[index * POINTS + 1] == null ? "not set" : felt(Number(slider.value)));
    node.append(field(stage.name, slider));
  });
  node.open = view.isByHand ?? false;
  node.firstChild.addEventListener("click", () => { view.isByHand = !node.open; });
  return node;
}

function leavingChoice(view, own) {
  const node = make("fieldset", "ws-leaving", make("legend", "", `Where do most customers ${view.leftWords === "left" ? "leave" : "go silent"}? Mark up to three.`));
  for (const stage of view.stages) {
    const box = toggle(make("span", "ws-name", stage.name), own.leaving.includes(stage.name), (is) => {
      const others = ownBelief(view).leaving.filter((name) => name !== stage.name);
      believe(view, { leaving: is ? [...others, stage.name] : others });
    });
    if (own.leaving.length >= 3 && !own.leaving.includes(stage.name)) box.firstChild.disabled = true;
    node.append(box);
  }
  return node;
}

const ownBelief = (view) => view.mine("belief", view.person) ?? { curve: [], leaving: [] };

// The one is changed, the other stays as it was last set.
function believe(view, changes) {
  const { curve, leaving } = { ...ownBelief(view), ...changes };
  return view.set("belief", view.person, { curve, leaving }, "believe", { curve, leaving });
}

function leavingShown(view, frame) {
  const { belief, measured } = view.together;
  const told = [...(measured?.stages ?? []), ...(measured?.groups ?? []).map((group) => ({ ...group, name: group.stages.join(" and ") }))];
  const left = told.filter((stage) => stage.left !== null).sort((one, other) => other.left - one.left);
  if (!left.length) return "";
  const marked = view.stages.map((stage) => [stage.name, belief?.leaving?.[stage.name] ?? 0]).filter(([, count]) => count).sort((one, other) => other[1] - one[1]);
  const found = view.together.difference, differs = found?.is_clear && frame.full < NARROW ? ` You differ most at ${differsWords(found)}.` : "";
  const most = left.slice(0, 3).map((stage) => `${stage.name} (${stage.left.toLocaleString("en")})`).join(", ");
  const said = marked.map(([name, count]) => `${name} (${count} of ${belief.marked})`).join(", ");
  return make("p", "ws-most", `Most ${view.unit}s ${view.leftWords} in ${most}.${said ? ` The room marked ${said}.` : ""}${differs}`);
}
