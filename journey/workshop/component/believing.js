// What the room believes: a curve drawn with a finger, three stages where most leave, and then what is measured, laid over it.

const POINTS = 4; // of the curve a stage
const LABELLED = 600; // pixels of width from which on the largest difference is named in the drawing
const HIGH = 210, TOP = 30, FOOT = 34; // of the drawing, in pixels; it is as wide as its place

function drawBelief(view) {
  const { settings, together } = view;
  const isOpen = settings.phase === "believe" && !settings.is_evidence_shown && view.maySeat;
  const wide = view.curveWidth = Math.max(280, view.parts.belief.clientWidth - 32);
  const shown = JSON.stringify([isOpen, settings.is_evidence_shown, together.belief, together.drawn, together.difference, view.things.belief, view.stages, wide]);
  if (shown === view.shownBelief) return;
  view.shownBelief = shown;
  const own = view.things.belief?.[view.person] ?? { curve: [], leaving: [] };
  const parts = [];
  if (isOpen) parts.push(make("h2", "", "How do customers feel, from stage to stage? Draw it."));
  else if (settings.is_evidence_shown) parts.push(make("h2", "", differenceWords(view)));
  else parts.push(make("h2", "", `${plural(together.drawn ?? 0, "curve")} drawn. What customers say is shown when all have drawn.`));
  parts.push(beliefDrawing(view, own, isOpen));
  if (isOpen) parts.push(curveByHand(view, own), leavingChoice(view, own));
  if (settings.is_evidence_shown) parts.push(leavingShown(view));
  view.parts.belief.replaceChildren(...parts);
}

const felt = (value) => (value <= -0.6 ? "very bad" : value <= -0.2 ? "bad" : value < 0.2 ? "neutral" : value < 0.6 ? "good" : "very good");

function differenceWords(view) {
  const found = view.together.difference;
  if (!found) return view.together.belief?.drawn ? "Nothing is measured to lay beside it." : "What customers say. Nobody drew what they believe.";
  if (found.believed_low !== found.measured_low) return `You put the low point at ${found.believed_low}; customers say ${found.measured_low}.`;
  if (found.is_clear) return `You agree on the low point. You differ most at ${found.touchpoint}: you said ${felt(found.believed)}, they say ${signed(found.measured)}.`;
  return `You and your customers agree: the low point is ${found.measured_low}.`;
}

const yOf = (value) => TOP + ((1 - value) / 2) * (HIGH - TOP - FOOT);
const valueOf = (y) => Math.max(-1, Math.min(1, 1 - (2 * (y - TOP)) / (HIGH - TOP - FOOT)));

function beliefDrawing(view, own, isOpen) {
  const count = view.stages.length, full = view.curveWidth;
  const svg = shape("svg", { viewBox: `0 0 ${full} ${HIGH}`, width: full, height: HIGH, class: "ws-curve", role: "img" });
  const wide = full / count, { belief, measured, difference } = view.together;
  view.stages.forEach((stage, index) => {
    svg.append(shape("rect", { x: index * wide + 1, y: 0, width: wide - 2, height: 4, fill: stage.hue }));
    const most = Math.floor(wide / 7.5), name = stage.name.length > most ? `${stage.name.slice(0, most - 1)}…` : stage.name;
    svg.append(shape("text", { x: (index + 0.5) * wide, y: 20, class: "stage" }, name));
  });
  svg.append(shape("line", { x1: 0, x2: full, y1: yOf(0), y2: yOf(0), class: "zero" }));
  for (const [words, value] of [["good", 0.85], ["bad", -0.85]]) svg.append(shape("text", { x: 4, y: yOf(value) + 4, class: "scale" }, words));
  const of = (curve) => curve.map((value, index) => [((index + 0.5) / POINTS) * wide, yOf(value)]);
  if (view.settings.is_evidence_shown) {
    const room = belief?.curve?.length ? of(belief.curve) : [], said = (measured?.curve ?? []).map(([place, , , valence]) => [place * wide, yOf(valence)]);
    if (room.length && said.length > 1) svg.append(shape("path", { d: `${path(room)}L${[...said].reverse().map((point) => point.join(" ")).join("L")}Z`, class: "between" }));
    if (room.length) svg.append(shape("path", { d: path(room), class: "room" }));
    if (said.length) svg.append(shape("path", { d: path(said), class: "measured" }));
    for (const point of said) svg.append(shape("circle", { cx: point[0], cy: point[1], r: 3.5, class: "measured" }));
    if (difference?.is_clear) markDifference(svg, measured, difference, wide, full);
    svg.append(legend(belief, measured, full));
  } else if (own.curve.length) svg.append(shape("path", { d: path(of(own.curve)), class: "own" }));
  svg.setAttribute("aria-label", curveWords(view, own));
  if (isOpen) drawByFinger(view, svg, own, wide);
  return svg;
}

// The words stand where the curves leave room: below a high point, above a low one.
function markDifference(svg, measured, difference, wide, full) {
  const found = measured.curve.find(([, stage, touchpoint]) => stage === difference.stage && touchpoint === difference.touchpoint);
  const x = found[0] * wide, y = yOf(found[3]), isAbove = difference.measured > difference.believed;
  svg.append(shape("circle", { cx: x, cy: y, r: 8, class: "differs" }));
  if (full < LABELLED) return; // the sentence below names it
  const half = Math.min(full / 2, 150), words = `${difference.touchpoint}: you said ${felt(difference.believed)}, they say ${signed(difference.measured)}`;
  const anchor = x < half ? "start" : x > full - half ? "end" : "middle";
  svg.append(shape("text", { x: anchor === "middle" ? x : anchor === "start" ? 4 : full - 4, y: isAbove ? Math.max(y - 14, TOP + 10) : Math.min(y + 24, HIGH - FOOT + 8), class: "differs", "text-anchor": anchor }, words));
}

function legend(belief, measured, full) {
  const node = shape("g", { class: "legend" }), n = (measured?.curve ?? []).length, drawn = belief?.drawn;
  if (drawn) node.append(shape("text", { x: 4, y: HIGH - 6, class: "room" }, full < 480 ? "– – the room" : `– – the room believes (${drawn === 1 ? "1 person" : `${drawn} people`})`));
  if (n) node.append(shape("text", { x: drawn ? Math.min(280, full / 2) : 4, y: HIGH - 6, class: "measured" }, "— customers say"));
  return node;
}

function curveWords(view, own) {
  if (view.settings.is_evidence_shown) return (view.together.measured?.curve ?? []).map(([, stage, touchpoint, valence]) => `${stage}, ${touchpoint}: ${signed(valence)}`).join("; ");
  return own.curve.length ? view.stages.map((stage, index) => `${stage.name}: ${felt(own.curve[index * POINTS + 1])}`).join("; ") : "Nothing is drawn yet.";
}

// A smooth line through the points, level at each.
function path(points) {
  return points.map(([x, y], index) => {
    if (!index) return `M${x} ${y}`;
    const middle = (points[index - 1][0] + x) / 2;
    return `C${middle} ${points[index - 1][1]} ${middle} ${y} ${x} ${y}`;
  }).join("");
}

function drawByFinger(view, svg, own, wide) {
  const count = view.stages.length * POINTS, curve = own.curve.length ? [...own.curve] : [];
  let line = null, last = null;
  const put = (event) => {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * view.curveWidth, value = valueOf(((event.clientY - box.top) / box.height) * HIGH);
    const index = Math.max(0, Math.min(count - 1, Math.floor((x / wide) * POINTS)));
    if (!curve.length) curve.push(...Array(count).fill(0));
    const from = last ?? index, before = curve[from];
    for (let step = Math.min(from, index); step <= Math.max(from, index); step += 1) {
      curve[step] = from === index ? value : before + ((value - before) * Math.abs(step - from)) / Math.abs(index - from);
    }
    last = index;
    if (!line) svg.append((line = shape("path", { class: "own" })));
    for (const old of svg.querySelectorAll("path.own")) if (old !== line) old.remove();
    line.setAttribute("d", path(curve.map((each, at) => [((at + 0.5) / POINTS) * wide, yOf(each)])));
  };
  svg.classList.add("open");
  svg.addEventListener("pointerdown", (event) => { svg.setPointerCapture(event.pointerId); last = null; view.carried = svg; put(event); });
  svg.addEventListener("pointermove", (event) => { if (view.carried === svg) put(event); });
  const stop = () => {
    if (view.carried !== svg) return;
    view.carried = null;
    believe(view, { ...own, curve });
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
      const curve = own.curve.length ? [...own.curve] : Array(view.stages.length * POINTS).fill(0);
      curve.fill(Number(slider.value), index * POINTS, (index + 1) * POINTS);
      believe(view, { ...own, curve });
    });
    slider.setAttribute("aria-valuetext", felt(Number(slider.value)));
    node.append(field(stage.name, slider));
  });
  node.open = view.isByHand ?? false;
  node.addEventListener("toggle", () => { view.isByHand = node.open; });
  return node;
}

function leavingChoice(view, own) {
  const node = make("fieldset", "ws-leaving", make("legend", "", `Where do most customers ${view.leftWords === "left" ? "leave" : "go silent"}? Mark up to three stages.`));
  for (const stage of view.stages) {
    const box = toggle(stage.name, own.leaving.includes(stage.name), (is) => believe(view, {
      ...own, leaving: is ? [...own.leaving, stage.name] : own.leaving.filter((name) => name !== stage.name),
    }));
    if (own.leaving.length >= 3 && !own.leaving.includes(stage.name)) box.firstChild.disabled = true;
    node.append(box);
  }
  return node;
}

function believe(view, belief) {
  return view.ask("believe", { curve: belief.curve, leaving: belief.leaving });
}

function leavingShown(view) {
  const { belief, measured } = view.together;
  const told = [...(measured?.stages ?? []), ...(measured?.groups ?? []).map((group) => ({ ...group, name: group.stages.join(" and ") }))];
  const left = told.filter((stage) => stage.left !== null).sort((one, other) => other.left - one.left);
  if (!left.length) return "";
  const marked = view.stages.map((stage) => [stage.name, belief?.leaving?.[stage.name] ?? 0]).filter(([, count]) => count).sort((one, other) => other[1] - one[1]);
  const found = view.together.difference, differs = found?.is_clear && view.curveWidth < LABELLED
    ? ` You differ most at ${found.touchpoint}: you said ${felt(found.believed)}, they say ${signed(found.measured)}.` : "";
  const most = left.slice(0, 3).map((stage) => `${stage.name} (${stage.left.toLocaleString("en")})`).join(", ");
  const said = marked.slice(0, 3).map(([name, count]) => `${name} (${count} of ${belief.marked})`).join(", ");
  return make("p", "ws-most", `Most ${view.unit}s ${view.leftWords} in ${most}.${said ? ` The room marked ${said}.` : ""}${differs}`);
}
