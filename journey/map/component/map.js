// The journey map in a browser: builds the drawing node by node, opens evidence, moves by keyboard.
// Text from data enters by textContent and setAttribute only; tags and attributes are those listed here.

const SVG = "http://www.w3.org/2000/svg";
const TAGS = new Set(["g", "path", "rect", "circle", "line", "text", "linearGradient", "stop"]);
const ATTRIBUTES = new Set([ // those of SVG with _ for -, as scene.py has them
  "font_weight", "font_size", "text_anchor", "stroke_dasharray", "stroke_width", "fill_opacity", "stroke_opacity", "font_style", "stroke_linecap",
  "id", "opacity", "gradientUnits", "offset", "stop_opacity", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "width", "height", "transform",
]);
const COLOURED = new Set(["fill", "stroke", "stop_color"]);
const SHORT = {
  f: "fill", k: "stroke", w: "font_weight", s: "font_size", a: "text_anchor", t: "stroke_width", o: "fill_opacity", p: "stroke_opacity",
  n: "stroke_dasharray", i: "font_style", c: "stroke_linecap", C: "stop_color", O: "stop_opacity", F: "offset", W: "width", H: "height",
};
const NARROW_DRAWING = 400; // a wider one is not made for a phone, and scrolls there
const MIN_SCALE = 0.86, MAX_SCALE = 1.3, LARGEST_ON_PHONE = 1.5;
const STEP = 40; // of the window's width, so that not every pixel is a new drawing
const COMMAND = "Command line";

function journeyMap({ data, parentElement, setTriggerValue, setStateValue }) {
  const root = parentElement.querySelector(".jm");
  const view = (root.journeyMap ??= makeView(root));
  view.trigger = setTriggerValue ?? (() => {});
  view.keep = setStateValue ?? (() => {});
  update(view, data);
}

function makeView(root) {
  const part = (name) => root.querySelector(name);
  const view = { root, map: part(".jm-map"), panel: part(".jm-panel"), tip: part(".jm-tip"), live: part(".jm-live"), drawn: "", open: "" };
  view.map.addEventListener("click", (event) => openCell(view, cellOf(event.target), false));
  view.map.addEventListener("keydown", (event) => onKey(view, event));
  view.map.addEventListener("pointerover", (event) => showTip(view, event));
  view.map.addEventListener("pointermove", (event) => (view.at = [event.clientX, event.clientY]));
  view.map.addEventListener("pointerleave", () => (view.tip.hidden = true));
  view.panel.addEventListener("keydown", (event) => event.key === "Escape" && close(view));
  new ResizeObserver(() => view.data && fit(view)).observe(root);
  whileThere(view, "scroll", () => view.panel.hidden || fitPanel(view));
  whileThere(view, "beforeprint", () => onPrint(view, true));
  whileThere(view, "afterprint", () => onPrint(view, false));
  return view;
}

// Listens to the window until the page has put another drawing in the place of this one.
function whileThere(view, name, work) {
  const life = new AbortController();
  addEventListener(name, (event) => (view.root.isConnected ? work(event) : life.abort()), { capture: true, signal: life.signal });
  return life;
}

function update(view, data) {
  view.data = data;
  if (data.is_beside === false) view.whole = data;
  view.root.setAttribute("aria-label", data.label ?? "Journey map");
  paint(view, isDark(view.root));
  present(view);
  fit(view);
  showOpen(view, data.evidence ?? null);
}

// Paper is light and wide, whatever the screen is: the last drawing that left no room for evidence, if it says the same.
function onPrint(view, isPrinting) {
  view.printing = isPrinting;
  if (!view.data) return;
  paint(view, !isPrinting && isDark(view.root));
  fit(view);
}

function onPaper({ whole, data }) {
  return whole && whole.content === data.content ? whole : data;
}

function paint({ root, data }, dark) {
  for (const [role, colour] of Object.entries(data.themes[dark ? "dark" : "light"])) root.style.setProperty(`--jm-${role}`, colour);
}

function isDark(root) {
  const colour = getComputedStyle(root).getPropertyValue("--st-background-color").trim();
  if (!colour) return matchMedia("(prefers-color-scheme: dark)").matches;
  const probe = document.createElement("span");
  probe.style.color = colour;
  root.append(probe);
  const parts = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] < 128;
}

// Drawing

function element(shape, words) {
  const [tag, short, inside] = shape;
  const attributes = Object.fromEntries(Object.entries(short).map(([name, value]) => [SHORT[name] ?? name, value]));
  if (!TAGS.has(tag)) throw new Error(`the drawing has an unknown shape ${tag}`);
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (COLOURED.has(name)) node.style.setProperty(name.replaceAll("_", "-"), /^#[0-9A-Fa-f]{6}$|^none$|^url\(#[a-z0-9-]+\)$/.test(value) ? value : `var(--jm-${value})`);
    else if (ATTRIBUTES.has(name)) node.setAttribute(name.replaceAll("_", "-"), value);
  }
  if (attributes.cell !== undefined) asButton(node, attributes, cellWords(words, attributes.cell));
  if (attributes.region) asRegion(node, attributes.region);
  if (attributes.tip) node.dataset.tip = attributes.tip;
  if (typeof inside === "string") node.textContent = inside;
  else for (const child of inside) node.append(element(child, words));
  return node;
}

function cellWords({ names, cells }, number) {
  const [kind, label, ...nameNumbers] = cells[number];
  const parts = [kind, ...nameNumbers.map((index) => names[index])];
  return [parts.map(encodeURIComponent).join("/"), label];
}

function asButton(node, attributes, [name, label]) {
  node.dataset.cell = name;
  node.dataset.tip = label;
  node.setAttribute("role", "button");
  node.setAttribute("tabindex", "-1");
  node.setAttribute("aria-label", label);
  if (!attributes.box) return node.classList.add("line");
  const [x, y, width, height] = attributes.box;
  const ring = element(["rect", { x, y, width, height, rx: 6, fill: "background" }, []]);
  ring.classList.add("ring");
  node.append(ring);
}

function asRegion(node, name) {
  node.dataset.region = name;
  node.setAttribute("role", "group");
  node.setAttribute("aria-label", name);
  node.setAttribute("aria-describedby", "jm-help");
}

function drawing(scene, label, words) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${scene.width} ${scene.height}`);
  svg.setAttribute("width", scene.width);
  svg.setAttribute("height", scene.height);
  if (label) svg.setAttribute("aria-label", label);
  for (const shape of scene.shapes) svg.append(element(shape, words));
  return svg;
}

// Size: a map is always whole, drawn anew for the room it has; a graph keeps its reading size and scrolls.

function fit(view) {
  const { root, map, data } = view;
  const whole = root.clientWidth;
  if (!whole) return;
  if (view.show) return fitPresented(view);
  const { panel, gap, drawer_below, phone_below, narrowest } = data.room;
  const stepped = Math.floor(whole / STEP) * STEP; // the width that the drawing is made for
  const narrow = !view.printing && stepped < phone_below;
  const isOpen = !view.panel.hidden;
  const beside = stepped >= drawer_below && stepped - panel - gap >= narrowest;
  root.classList.toggle("narrow", narrow);
  root.classList.toggle("beside", isOpen && beside && !narrow);
  root.style.setProperty("--jm-panel", `${panel}px`);
  root.style.setProperty("--jm-gap", `${gap}px`);
  const room = map.clientWidth - 6;
  const source = view.printing ? onPaper(view) : data;
  const scene = narrow ? data.narrow : fittingScene(source.wides ?? [source.wide], room);
  const key = `${source.signature}|${scene.width}`;
  if (view.drawn !== key) draw(view, scene, key, source);
  const isOther = data.is_beside !== undefined && data.is_beside !== (isOpen && beside); // made for the room of before
  const isHeld = !narrow && isOther && view.scale > 0; // until the drawing for this room comes, the old one keeps its size
  map.classList.toggle("held", isHeld);
  const fitted = narrow ? narrowScale(scene, room) : data.is_whole ? room / scene.width : Math.min(MAX_SCALE, Math.max(room / scene.width, MIN_SCALE));
  const scale = isHeld ? view.scale : fitted;
  view.scale = scale;
  map.firstChild.style.width = `${scene.width * scale}px`;
  map.firstChild.style.height = `${scene.height * scale}px`;
  fitPanel(view);
  if (!narrow && !data.static) askForWidth(view, data.is_whole ? whole : map.clientWidth);
}

// The panel ends where the window does, so that its foot is in sight; as a drawer it slides in where the open cell is not.
function fitPanel(view) {
  const { root, panel } = view;
  const isDrawer = !root.classList.contains("beside") && !root.classList.contains("narrow");
  root.classList.toggle("left", isDrawer && !panel.hidden && isUnderDrawer(view));
  const top = Math.max(16, panel.getBoundingClientRect().top);
  panel.style.maxHeight = root.classList.contains("beside") ? `${Math.max(320, innerHeight - top - 16)}px` : "";
}

function isUnderDrawer(view) {
  const node = cells(view).find((candidate) => candidate.dataset.cell === view.open);
  return Boolean(node) && node.getBoundingClientRect().right > innerWidth - view.panel.offsetWidth;
}

function fittingScene(scenes, room) {
  return scenes.filter((scene) => scene.width <= room * 1.05).sort((a, b) => b.width - a.width)[0] ?? scenes.sort((a, b) => a.width - b.width)[0];
}

function narrowScale(scene, room) {
  if (scene.width > NARROW_DRAWING) return Math.min(LARGEST_ON_PHONE, Math.max(room / scene.width, MIN_SCALE));
  return Math.min(LARGEST_ON_PHONE, room / scene.width);
}

function draw(view, scene, key, data) {
  const { map } = view;
  const focused = map.getRootNode().activeElement?.dataset?.cell;
  view.tip.hidden = true;
  map.replaceChildren(drawing(scene, data.label, data));
  map.firstChild.setAttribute("role", "group");
  for (const region of map.querySelectorAll("[data-region]")) region.querySelector("[data-cell]")?.setAttribute("tabindex", "0");
  view.drawn = key;
  mark(view);
  if (focused) cells(view).find((node) => node.dataset.cell === focused)?.focus();
}

function askForWidth(view, whole) {
  if (view.printing || matchMedia("print").matches) return; // paper is no window
  const wanted = Math.floor(whole / STEP) * STEP;
  if (wanted === view.data.window || wanted === view.wantedWidth) return;
  clearTimeout(view.timer);
  view.timer = setTimeout(() => { view.wantedWidth = wanted; view.keep("width", wanted); }, 150);
}

// Opening and closing

const cellOf = (node) => node.closest?.("[data-cell]");
const cells = (view) => [...view.map.querySelectorAll("[data-cell]")];

function openCell(view, node, byKeyboard) {
  if (!node) return;
  view.byKeyboard = byKeyboard;
  view.tip.hidden = true;
  view.from = node.dataset.cell;
  view.open = node.dataset.cell;
  mark(view);
  if (view.data.static) return showOpen(view, view.data.static[view.open] ?? null);
  waiting(view, view.open, node.getAttribute("aria-label"));
  view.trigger("open", view.open);
}

function openByName(view, name) {
  view.byKeyboard = true;
  if (view.data.static) return showOpen(view, view.data.static[name] ?? null);
  view.open = name;
  view.panel.setAttribute("aria-busy", "true");
  view.trigger("open", name);
}

function close(view) {
  view.open = "";
  view.trigger("open", "");
  showOpen(view, null);
  const back = cells(view).find((node) => node.dataset.cell === view.from);
  back?.focus({ preventScroll: true });
}

function mark(view) {
  for (const node of cells(view)) {
    const isOpen = node.dataset.cell === view.open;
    node.classList.toggle("is-open", isOpen);
    node.setAttribute("aria-expanded", isOpen);
  }
}

function waiting(view, cell, words) {
  view.panel.replaceChildren(make("h2", "", titleOf(view, cell)), closing(view), make("p", "", words), make("p", "quiet", "Counting…"));
  view.panel.setAttribute("aria-busy", "true");
  view.panel.scrollTop = 0;
  view.shownCell = "";
  reveal(view, true);
}

function titleOf({ data }, cell) {
  const [kind, ...names] = cell.split("/").map(decodeURIComponent);
  const heading = data.titles?.[kind];
  if (!heading) return "";
  const [stage, touchpoint] = names;
  return `${heading}: ${touchpoint ? `${touchpoint}, ${stage}` : stage.charAt(0).toUpperCase() + stage.slice(1)}`;
}

function reveal(view, shown) {
  view.panel.hidden = !shown;
  view.root.classList.toggle("open", shown);
  fit(view);
}

function showOpen(view, evidence) {
  view.open = evidence?.cell ?? "";
  mark(view);
  reveal(view, Boolean(evidence));
  view.panel.setAttribute("aria-busy", "false");
  if (!evidence) { view.shown = ""; return view.panel.replaceChildren(); }
  const key = view.data.signature + JSON.stringify(evidence);
  if (view.shown === key) return;
  const wasOther = view.shownCell !== evidence.cell || view.panel.childElementCount < 2;
  view.shown = key;
  view.shownCell = evidence.cell;
  const hadFocus = view.panel.contains(view.panel.getRootNode().activeElement);
  view.panel.replaceChildren(...panelParts(view, evidence));
  if (!wasOther && hadFocus) view.panel.querySelector("h2").focus({ preventScroll: true });
  if (!wasOther) return;
  view.panel.scrollTop = 0;
  view.live.textContent = `Evidence: ${evidence.sentence}`;
  if (view.byKeyboard) view.panel.querySelector("h2").focus({ preventScroll: true });
  const node = cells(view).find((candidate) => candidate.dataset.cell === evidence.cell);
  if (node && !view.root.classList.contains("narrow")) intoView(view, node);
}

function intoView(view, node) {
  const box = node.getBoundingClientRect(), frame = view.map.getBoundingClientRect();
  if (box.left < frame.left) view.map.scrollLeft -= frame.left - box.left + 60;
  if (box.right > frame.right) view.map.scrollLeft += box.right - frame.right + 60;
}

// The panel

function make(tag, kind, words) {
  const node = document.createElement(tag);
  if (kind) node.className = kind;
  if (words !== undefined) node.textContent = words;
  return node;
}

function action(words, work) {
  const node = make("button", "", words);
  node.type = "button";
  node.addEventListener("click", work);
  return node;
}

function panelParts(view, evidence) {
  const title = make("h2", "", evidence.title);
  title.tabIndex = -1;
  const parts = [title, closing(view)];
  if (evidence.cause) parts.push(causeOf(evidence.cause));
  const splits = evidence.splits ?? [], others = evidence.more_splits ?? [], overTime = evidence.trend ? [evidence.trend] : [];
  for (const split of splits) parts.push(...chart(split));
  if (others.length) parts.push(moreSplits(others));
  for (const trend of overTime) parts.push(...chart(trend));
  if (splits.length + overTime.length) parts.push(asTables([...splits, ...others, ...overTime]));
  if (evidence.together) parts.push(together(evidence.together));
  parts.push(make("p", "", evidence.sentence), make("span", `grade ${evidence.grade.replaceAll(" ", "-")}`, evidence.grade_words));
  if (evidence.source) parts.push(make("p", "quiet", evidence.source));
  for (const table of [evidence.table, ...(evidence.tables ?? [])]) {
    if (table.caption && table.rows.length) parts.push(make("h3", "", table.caption));
    if (table.rows.length) parts.push(tableOf(table, (cell) => openByName(view, cell)));
  }
  if (evidence.voices?.length) parts.push(make("h3", "", "What they say there"), ...evidence.voices.map((words) => make("p", "voice", words)));
  if (evidence.list) parts.push(...listOf(evidence.list));
  parts.push(make("h3", "", "How it is computed"), make("p", "quiet", `${evidence.definition.replace(/\.+$/, "")}.`));
  if (evidence.cause?.definition) parts.push(make("p", "quiet", evidence.cause.definition));
  parts.push(make("p", "quiet", `Unit: ${evidence.unit}. ${view.data.filters}`));
  if (evidence.command) parts.push(commandOf(evidence.command));
  if (view.data.can_note) parts.push(...noteForm(view, evidence));
  if (!view.data.static) parts.push(actions(view, evidence));
  return parts;
}

function closing(view) {
  const shut = action("×", () => close(view));
  shut.className = "close";
  shut.setAttribute("aria-label", "Close the evidence");
  return shut;
}

function causeOf({ lines, note, role }) {
  const box = make("div", `cause ${role}`), words = make("p", "words");
  for (const line of lines) words.append(make("span", "", line.replaceAll(" %", "\u00a0%")), " ");
  box.append(words, make("p", "quiet", note));
  return box;
}

function moreSplits(splits) {
  const details = make("details", "more");
  details.append(make("summary", "", splits.map((split) => split.caption).join(", ")), ...splits.flatMap(chart));
  return details;
}

function together(words) {
  const line = make("p", "together");
  line.append(make("strong", "", "All together"), make("span", "", words));
  return line;
}

function actions(view, evidence) {
  const row = make("div", "actions");
  if (evidence.can_filter) {
    if (evidence.see) row.append(action(evidence.see, () => view.trigger("see", evidence.cell)));
    row.append(action("Filter to these", () => view.trigger("filter", evidence.cell)));
  }
  for (const [words, name, value] of evidence.buttons ?? []) row.append(action(words, () => view.trigger(name, value)));
  const copy = action("Copy link", async () => {
    try { await navigator.clipboard.writeText(location.href); copy.textContent = "Copied"; }
    catch { prompt("Copy this link", location.href); }
  });
  row.append(copy);
  for (const [words, name, value] of evidence.ends ?? []) {
    const end = action(words, () => view.trigger(name, value));
    end.className = "end";
    row.append(end);
  }
  if (row.childElementCount > 1) row.firstChild.classList.add("primary");
  return row;
}

function tableOf({ columns, rows, more, links }, follow) {
  const holder = make("div", "wide-table"), table = make("table"), head = make("tr");
  const numeric = columns.map((_, index) => index > 0 && rows.every((row) => /^[\d+−–-]|^too few|^$/.test(row[index] ?? "")));
  columns.forEach((name, index) => { const th = make("th", numeric[index] ? "number" : "", name); th.scope = "col"; head.append(th); });
  table.append(head);
  for (const row of rows) {
    const tr = make("tr");
    row.forEach((value, index) => tr.append(make("td", numeric[index] ? "number" : "", links && !index ? undefined : value)));
    const to = links?.[rows.indexOf(row)];
    if (links) tr.firstChild.append(to ? action(row[0], () => follow(to)) : row[0]);
    table.append(tr);
  }
  holder.append(table);
  if (more) holder.append(make("p", "quiet", `and ${more} more`));
  return holder;
}

function chart({ caption, note, scene, rows }) {
  const picture = drawing(scene, caption);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", `${caption}: ${rows.map((row) => row.join(" ")).join("; ")}`);
  picture.addEventListener("pointerover", (event) => showTip({ tip: picture.getRootNode().querySelector(".jm-tip") }, event));
  const title = make("h3", "", caption);
  if (note) title.append(make("span", "", note));
  return [title, picture];
}

function asTables(charts) {
  const details = make("details");
  details.append(make("summary", "", "As tables"));
  for (const { caption, rows, command } of charts) details.append(make("h3", "", caption), tableOf({ columns: ["", "value"], rows, more: 0 }), commandOf(command));
  return details;
}

function listOf(list) {
  const details = make("details");
  details.append(make("summary", "", `Behind it: ${list.caption}`), tableOf({ columns: list.columns, rows: list.rows, more: 0 }), commandOf(list.command));
  return [details];
}

function commandOf(command) {
  const holder = make("details");
  holder.append(make("summary", "", COMMAND), make("code", "", command));
  return holder;
}

function noteForm(view, evidence) {
  const field = make("textarea");
  field.rows = 2;
  field.maxLength = 500;
  field.setAttribute("aria-label", "A note on this stage");
  const add = action("Add note", () => { if (field.value.trim()) view.trigger("note", { cell: evidence.cell, text: field.value.trim() }); });
  return [make("h3", "", "Note for the workshop"), field, add];
}

// Hovering and keys

function showTip(view, event) {
  const isStill = view.at?.[0] === event.clientX && view.at?.[1] === event.clientY;
  view.at = [event.clientX, event.clientY];
  if (isStill) return; // the drawing moved, not the pointer
  const node = event.target.closest?.("[data-tip]");
  view.tip.hidden = !node || event.pointerType === "touch";
  if (view.tip.hidden) return;
  view.tip.textContent = node.dataset.tip;
  const box = view.tip.getBoundingClientRect();
  view.tip.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - box.width - 8))}px`;
  view.tip.style.top = `${event.clientY + 18 + box.height > innerHeight ? event.clientY - box.height - 12 : event.clientY + 18}px`;
}

function onKey(view, event) {
  const node = cellOf(event.target);
  if (event.key === "Escape" && view.open) return close(view);
  if (!node || view.show && event.key.startsWith("Arrow")) return;
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); return openCell(view, node, true); }
  const next = neighbour(view, node, event.key);
  if (!next) return;
  event.preventDefault();
  for (const other of next.closest("[data-region]").querySelectorAll("[data-cell]")) other.setAttribute("tabindex", other === next ? "0" : "-1");
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const TURNED = { ArrowDown: "ArrowRight", ArrowUp: "ArrowLeft", ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp" };

function neighbour(view, node, pressed) {
  const key = view.data.turned ? TURNED[pressed] ?? pressed : pressed;
  const regions = [...view.map.querySelectorAll("[data-region]")];
  const region = node.closest("[data-region]"), inside = [...region.querySelectorAll("[data-cell]")];
  const index = inside.indexOf(node);
  if (key === "ArrowRight") return inside[index + 1];
  if (key === "ArrowLeft") return inside[index - 1];
  if (key === "Home") return inside[0];
  if (key === "End") return inside.at(-1);
  if (key !== "ArrowDown" && key !== "ArrowUp") return null;
  const other = regions[regions.indexOf(region) + (key === "ArrowDown" ? 1 : -1)];
  return other ? nearest([...other.querySelectorAll("[data-cell]")], node, view.data.turned) : null;
}

function nearest(candidates, node, turned) {
  const middle = (candidate) => {
    const box = candidate.getBoundingClientRect();
    return turned ? box.top + box.height / 2 : box.left + box.width / 2;
  };
  const x = middle(node);
  return candidates.sort((a, b) => Math.abs(middle(a) - x) - Math.abs(middle(b) - x))[0];
}
