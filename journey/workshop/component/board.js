// The board: what the room has written, stage by stage, under what is measured. It draws what its room tells, and asks for changes.

const PHASES = [["believe", "Believe"], ["notes", "Notes"], ["vote", "Vote"], ["weigh", "Weigh"], ["decide", "Decide"]];
const KINDS = [["pain point", "Pain point"], ["idea", "Idea"], ["question", "Question"], ["praise", "Praise"]];
const TEXT = 280, HEADING = 80;
const GAP = 16; // pixels between stages
const SIZES = [1, 0.92, 0.84, 0.76, 0.7]; // of the letters on the projector, of which the first that fits is taken
const SAID_MS = 5000; // that a word on what was done stays
const ALL = "Filters: none.";
const OWN = "journey own notes"; // what this browser wrote without a name, and so knows alone

class BoardView {
  // `place`: "room" for people with a seat, "lead" for who leads, "stage" for the projector.
  constructor(root, { address, query, place, code = "", link = "", qr = "" }) {
    Object.assign(this, { root, place, code, link, qr });
    this.things = {};
    this.together = {};
    this.here = [];
    this.person = "";
    this.drafts = {}; // by kind and id what this browser has set and the room has not told yet
    this.done = []; // requests of this browser that can be undone, the latest last
    this.own = JSON.parse(sessionStorage.getItem(OWN) ?? "{}");
    this.parts = skeleton(root);
    this.link_ = new Link({ address, query, hear: (message) => this.hear(message), tell: (is) => this.reached(is) });
    this.ticking = setInterval(() => tick(this), 500);
    this.sized = new ResizeObserver(() => this.stages && this.drawSoon());
    this.sized.observe(root);
  }

  get settings() { return this.things.settings?.all ?? {}; }
  get me() { return this.things.person?.[this.person]; }
  get leads() { return this.place === "lead"; }
  get mayWrite() { return this.place !== "stage" && !this.settings.is_ended && (this.leads || (this.me && !this.me.is_watching && !this.settings.is_locked)); }
  get maySeat() { return Boolean(this.me) && !this.me.is_watching && !this.settings.is_ended; }
  all(kind) { return Object.entries(this.things[kind] ?? {}); }

  end() {
    clearInterval(this.ticking);
    this.sized.disconnect();
    this.link_.end();
    this.root.replaceChildren();
  }

  reached(is) {
    this.parts.state.textContent = is ? "" : "Not connected. What you have written waits here, and is sent as soon as the room answers.";
    this.parts.state.classList.toggle("lost", !is);
  }

  hear(message) {
    if (message.type === "here") this.here = message.people;
    if (message.type === "out") { leaveRoom(this, message.reason); return; }
    if (message.type === "whole") {
      this.things = message.things;
      this.stages = message.stages;
      this.metrics = message.metrics;
      this.unit = message.unit;
      this.leftWords = message.left_words; // of those whom a stage lost: "left", or "are silent" where the data tell no more
      this.figures = message.figures; // what an action can move, for who leads
      this.person = message.person;
      this.late = message.now * 1000 - Date.now(); // of this machine's clock
    } else if (message.type === "part") {
      for (const [kind, found] of Object.entries(message.things)) {
        for (const [id, thing] of Object.entries(found)) {
          if (thing === null) delete this.things[kind][id];
          else (this.things[kind] ??= {})[id] = thing;
          if (!this.drafts[`${kind}/${id}`]?.waiting) delete this.drafts[`${kind}/${id}`];
        }
      }
    }
    if (message.together) this.together = message.together;
    if (this.stages) this.drawSoon();
  }

  drawSoon() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    requestAnimationFrame(() => {
      this.isWaiting = false;
      if (this.carried) { this.isLate = true; return; } // drawn when it has been put down
      draw(this);
    });
  }

  // What can be undone is kept; why something was refused is said.
  async ask(what, fields = {}, isUndoable = false) {
    const id = newId();
    try {
      await this.link_.ask(what, fields, id);
      if (isUndoable) this.done.push(id);
      this.say("");
      return true;
    } catch (refused) {
      if (refused.current !== undefined) throw refused;
      this.say(refused.reason);
      return false;
    } finally {
      this.drawSoon();
    }
  }

  // A thing of one's own as it was last set here: what is set next goes on from it, however late the room answers.
  mine(kind, id) {
    const draft = this.drafts[`${kind}/${id}`];
    return draft ? draft.value : this.things[kind]?.[id];
  }

  async set(kind, id, value, what, fields, isUndoable = false) {
    const key = `${kind}/${id}`, draft = (this.drafts[key] ??= { waiting: 0 });
    draft.value = value;
    draft.waiting += 1;
    this.drawSoon();
    const isDone = await this.ask(what, fields, isUndoable);
    draft.waiting -= 1;
    if (!isDone && this.drafts[key] === draft) delete this.drafts[key];
    return isDone;
  }

  // For screen readers and, where it is a refusal, for everybody.
  say(words) {
    this.parts.said.textContent = words;
  }

  announce(words) {
    this.parts.live.textContent = words;
  }
}

function skeleton(root) {
  const parts = {
    head: make("header", "ws-head"), state: make("p", "ws-state"), said: make("p", "ws-said"), live: make("p", "ws-live"),
    lead: make("section", "ws-lead"), belief: make("section", "ws-belief"), columns: make("section", "ws-columns"),
    weigh: make("section", "ws-weigh"), decide: make("section", "ws-decide"), foot: make("footer", "ws-foot"),
  };
  parts.state.setAttribute("role", "status");
  parts.said.setAttribute("role", "alert");
  parts.live.setAttribute("aria-live", "polite");
  root.classList.add("ws");
  root.replaceChildren(...Object.values(parts));
  return parts;
}

function draw(view) {
  const { parts, settings } = view;
  view.root.dataset.place = view.place;
  view.root.dataset.phase = settings.phase;
  drawHead(view);
  if (view.leads) drawLead(view);
  const { phase } = settings, front = phase === "decide" ? ["decide", "weigh"] : phase === "weigh" && settings.are_efforts_shown ? ["weigh"] : [];
  putInFront(view, front);
  parts.belief.hidden = phase !== "believe" && (!settings.is_evidence_shown || phase === "weigh" || phase === "decide");
  if (!parts.belief.hidden) drawBelief(view);
  const isStage = view.place === "stage", isDecided = view.all("action").length > 0; // the projector shows what the step is about, and nothing else
  parts.weigh.hidden = (phase !== "weigh" && phase !== "decide") || !view.together.weighed || (isStage && phase === "decide" && isDecided);
  if (!parts.weigh.hidden) drawWeigh(view);
  parts.decide.hidden = phase !== "decide" && (isStage || !isDecided);
  if (!parts.decide.hidden) drawDecide(view);
  drawFoot(view);
  parts.columns.hidden = phase === "believe" || (isStage && front.length > 0);
  drawColumns(view);
  if (parts.columns.hidden) return;
  if (isStage) fitColumns(view);
  else layColumns(view);
}

// What the step is about stands first.
function putInFront(view, front) {
  const order = [...new Set([...front, "columns", "weigh", "decide"])], isFirst = view.settings.phase === "believe" && isCarried(view);
  if (view.order === `${order},${isFirst}`) return;
  view.order = `${order},${isFirst}`;
  for (const name of order) view.parts.foot.before(view.parts[name]);
  if (isFirst) view.parts.belief.before(view.parts.decide);
}

// Stages stand in one row where there is room, else in rows of about the same length.
function layColumns(view, size = 1) {
  const { columns } = view.parts, count = view.stages.length;
  columns.style.fontSize = `${size}em`;
  const most = Math.max(1, Math.floor((columns.clientWidth + GAP) / (11 * letters(columns) + GAP))), rows = Math.ceil(count / most);
  columns.style.gridTemplateColumns = `repeat(${Math.ceil(count / rows)}, minmax(0, 1fr))`;
  return columns.getBoundingClientRect().bottom + scrollY <= innerHeight - 8;
}

// On the projector all has to fit and to be read from afar: first the cards say less of what is measured, then the curve makes room, then letters shrink.
function fitColumns(view) {
  const { belief, columns } = view.parts, fits = (size) => layColumns(view, size);
  columns.classList.remove("bare");
  if (SIZES.slice(0, 3).some(fits)) return;
  columns.classList.add("bare");
  if (SIZES.slice(0, 3).some(fits)) return;
  belief.hidden = true;
  SIZES.some(fits);
}

function drawHead(view) {
  const { settings } = view, people = view.all("person");
  const here = view.here.length, finished = people.filter(([, each]) => each.is_finished).length;
  const title = settings.title || "Workshop", head = [make("h1", title.length > 50 ? "long" : "", title)];
  if (view.code && !settings.is_ended) head.push(make("span", "ws-code", view.link ? `Join at ${view.link}: ` : "Join: ", make("b", "", view.code)));
  const words = settings.phase === "decide" || !finished ? "" : `, ${finished} finished`;
  if (basisOf(view)) head.push(make("span", "ws-basis", basisOf(view)));
  head.push(make("span", "ws-count", `${here === 1 ? "1 person" : `${here} people`} here${words}`));
  const steps = make("ol", "ws-steps");
  PHASES.forEach(([phase, title], index) => {
    const words = `${index + 1} ${title}`;
    const step = view.leads ? button(words, () => view.ask("step", { phase })) : make("span", "", words);
    if (phase === settings.phase) step.setAttribute("aria-current", "step");
    steps.append(make("li", "", step));
  });
  head.push((view.parts.clock = make("span", "ws-clock")), make("p", "ws-task", taskOf(view)), steps);
  view.parts.head.replaceChildren(...head);
  tick(view);
}

// What everybody does now.
function taskOf(view) {
  const { phase, budget, is_ended, is_evidence_shown, is_revealed, are_votes_closed, are_efforts_shown } = view.settings;
  if (is_ended) return "This workshop has ended.";
  if (phase === "believe") return is_evidence_shown ? "Where do you and your customers differ?" : "Draw what you believe. What customers say comes after.";
  if (phase === "notes") return `Write what you know: pain points, ideas, questions, praise.${is_revealed ? "" : " Others see it when notes are shown."}`;
  if (phase === "vote") return are_votes_closed ? votesWords(view) : `Give your ${plural(budget, "vote")} to what matters most.`;
  if (phase === "weigh") return are_efforts_shown ? "Much impact for little effort comes first." : "How much work is it? Choose the effort of each note.";
  return "What is done, by whom, until when?";
}

// Of which journeys the figures are, where not of all.
const basisOf = (view) => (view.together.measured?.words ?? ALL).replace(ALL, "");

// The timer warns and locks nothing.
function tick(view) {
  const { clock } = view.parts, ends = view.settings.ends_at;
  if (!clock) return;
  const left = Math.round(ends - (Date.now() + (view.late ?? 0)) / 1000);
  clock.hidden = !ends;
  const minutes = Math.floor(Math.abs(left) / 60), seconds = String(Math.abs(left) % 60).padStart(2, "0");
  clock.textContent = `${left < 0 ? "+" : ""}${minutes}:${seconds}`;
  clock.classList.toggle("soon", left <= 60 && left >= 0);
  clock.classList.toggle("over", left < 0);
  clock.title = left < 0 ? "over time" : "time left";
}

function drawColumns(view) {
  view.top = topVoted(view);
  const known = view.columns ??= new Map(), focus = focused(view);
  for (const [index, stage] of view.stages.entries()) {
    if (!known.has(stage.name)) known.set(stage.name, newColumn(view, stage, index));
    fillColumn(view, stage, known.get(stage.name));
  }
  if (view.parts.columns.childElementCount !== known.size) view.parts.columns.replaceChildren(...[...known.values()].map((column) => column.node));
  if (focus) refocus(view, focus);
}

// Which card has the focus, and which of its controls; a card that is drawn anew or moved would lose it.
function focused(view) {
  const active = view.root.getRootNode().activeElement, node = active?.closest?.("[data-note]");
  return node && view.root.contains(node) ? { note: node.dataset.note, index: controls(node).indexOf(active) } : null;
}

function refocus(view, { note, index }) {
  const now = focused(view), node = view.root.querySelector(`[data-note="${CSS.escape(note)}"]`);
  if (node && (now?.note !== note || now.index !== index)) (controls(node)[index] ?? node).focus({ preventScroll: true });
}

const controls = (node) => [...node.querySelectorAll("button, select, input")];

function newColumn(view, stage, index) {
  const node = make("section", "ws-column"), title = make("h2"), measured = make("p", "ws-measured"), list = make("ol", "ws-list");
  node.style.setProperty("--hue", stage.hue);
  node.dataset.stage = stage.name;
  const add = button("+ note", () => editNote(view, { stage: stage.name }), "ws-add");
  add.setAttribute("aria-label", `Add a note to ${stage.name}`);
  node.append(title, measured, list, add);
  return { node, title, measured, list, add, cards: new Map() };
}

function fillColumn(view, stage, column) {
  const placed = inOrder(view, stage.name), notes = view.all("note").filter(([, note]) => note.stage === stage.name && !note.merged_into);
  column.title.replaceChildren(stage.name, " ", make("span", "", plural(notes.length, "note")));
  column.measured.textContent = [lossOf(view, stage.name), frictionOf(view, stage.name)].filter(Boolean).join(", ");
  column.add.hidden = !view.mayWrite;
  const cards = [];
  for (const [id, thing] of placed) cards.push(card(view, column, id, thing));
  for (const id of column.cards.keys()) if (!cards.some((each) => each.dataset.id === id)) column.cards.delete(id);
  cards.forEach((each, index) => { if (column.list.children[index] !== each) column.list.insertBefore(each, column.list.children[index] ?? null); });
  while (column.list.childElementCount > cards.length) column.list.lastChild.remove();
}

// Notes and headings of a stage from top to bottom; a heading with its notes stands at its own place.
function inOrder(view, stage) {
  const order = ([first, one], [second, other]) => one.order - other.order || (first < second ? -1 : 1);
  const groups = view.all("group").filter(([, group]) => group.stage === stage);
  const single = view.all("note").filter(([, note]) => note.stage === stage && !note.merged_into && !view.things.group?.[note.group]);
  return [...groups, ...single].sort(order);
}

function notesOf(view, group) {
  return view.all("note").filter(([, note]) => note.group === group && !note.merged_into).sort(([, one], [, other]) => one.order - other.order);
}

// A card is drawn anew only where what it shows has changed, so that the focus stays where it is.
function card(view, column, id, thing) {
  const shown = JSON.stringify([thing, shownOf(view, id), view.mayWrite, thing.heading !== undefined && notesOf(view, id).map(([other, note]) => [other, note, shownOf(view, other)])]);
  const before = column.cards.get(id);
  if (before?.shown === shown) return before.node;
  const node = make("li");
  node.dataset.id = id;
  node.append(thing.heading !== undefined ? groupCard(view, id, thing) : noteCard(view, id, thing));
  if (before) before.node.replaceWith(node);
  column.cards.set(id, { node, shown });
  return node;
}

// What a card shows beside its own text.
function shownOf(view, id) {
  const { settings, together } = view;
  return [
    settings.phase, settings.budget, settings.are_votes_closed, together.votes?.find((each) => each.target === id),
    together.ranks?.find((each) => each.target === id), view.mine("vote", `${view.person}/${id}`), view.things.effort?.[`${view.person}/${id}`],
    spent(view), view.top.includes(id), mergedInto(view, id), evidenceOf(view, view.things.note?.[id]), view.own[id], view.things.person?.[view.things.note?.[id]?.author],
  ];
}

function mergedInto(view, id) {
  return view.all("note").filter(([, note]) => note.merged_into === id);
}

function groupCard(view, id, group) {
  const votes = view.together.votes?.find((each) => each.target === id);
  const node = make("article", "ws-group"), title = make("h3", "", group.heading, " ", votes ? votesShown(votes.votes) : ""), list = make("ol");
  for (const [other, note] of notesOf(view, id)) {
    const item = make("li", "", noteCard(view, other, note));
    item.dataset.id = other;
    list.append(item);
  }
  const tools = make("span", "ws-tools");
  if (view.mayWrite) tools.append(menu(view, id, group, groupMenu(view, id, group)));
  node.append(make("header", "", title, tools), list);
  if (view.settings.phase === "vote") node.append(voteRow(view, id, group.heading, "for the heading"));
  return node;
}

function noteCard(view, id, note) {
  const node = make("article", "ws-note");
  node.tabIndex = 0;
  node.dataset.note = id;
  node.classList.toggle("held", view.held === id);
  const text = note.is_hidden ? view.own[id]?.text : note.text;
  if (text === undefined) {
    node.classList.add("hidden");
    node.append(make("p", "", "A note, not shown yet"));
    return node;
  }
  const kind = note.kind ?? view.own[id]?.kind;
  node.dataset.kind = kind;
  if (view.mayWrite) node.append(menu(view, id, note, noteMenu(view, id, note)));
  node.append(make("p", "ws-text", text));
  for (const [, merged] of mergedInto(view, id)) node.append(make("p", "ws-text merged", merged.text));
  const evidence = evidenceOf(view, note);
  const votes = view.together.votes?.find((each) => each.target === id), rank = view.together.ranks?.find((each) => each.target === id);
  if (evidence) node.append(make("p", "ws-evidence", make("span", "", `measured${evidence.place ? ` at ${evidence.place}` : ""}: `), make("b", evidence.isLoss ? "lost" : "", evidence.first),
    make("span", "", `${evidence.rest}${rank ? `. Voted ${ordinal(rank.voted)}, measured ${ordinal(rank.measured)} of ${rank.of}` : ""}`)));
  node.classList.toggle("top", view.top.includes(id));
  const author = view.things.person?.[note.author]?.name || (note.author && note.author === view.person ? "you" : "");
  node.append(make("footer", "", make("span", "ws-kind", kind), votes ? votesShown(votes.votes) : "", make("span", "ws-author", author)));
  if (view.settings.phase === "vote") node.append(voteRow(view, id, text));
  if (view.settings.phase === "weigh") node.append(effortRow(view, id, text));
  if (view.mayWrite) makeMovable(view, node, id, note);
  node.setAttribute("aria-label", `${kind}: ${text}`);
  return node;
}

function votesShown(count) {
  const node = make("span", "ws-votes", "●".repeat(Math.min(count, 12)));
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", plural(count, "vote"));
  if (count > 12) node.append(` ${count}`);
  return node;
}

// How many a stage lost; of stages that are only told together, how many those did.
function lossOf(view, name) {
  const measured = view.together.measured, one = measured?.stages.find((each) => each.name === name);
  const group = one && one.left === null ? measured.groups.find((each) => each.stages.includes(name)) : null, told = group ?? one;
  if (!told?.left) return ""; // nobody leaves the goal
  return `${told.left.toLocaleString("en")} of ${plural(told.reached, view.unit)} ${view.leftWords} ${group ? `in ${group.stages.join(" and ")}` : "here"}`;
}

// Where the stage hurts most, on the map's scale from 0 to 100.
function frictionOf(view, name) {
  const points = view.together.measured?.stages.find((each) => each.name === name)?.touchpoints ?? [];
  const [worst] = points.filter((each) => each.score).sort((one, other) => other.score - one.score);
  return worst ? `most friction at ${worst.name} (${Math.round(worst.score)})` : "";
}

// What is measured where a note is linked: the place, the first fact, and the others.
function evidenceOf(view, note) {
  const { found, touchpointName } = measuredAt(view, note);
  if (!found) return "";
  const parts = [];
  if (found.left !== null && found.left !== undefined) parts.push(`${found.left.toLocaleString("en")} ${touchpointName ? "last seen there" : view.leftWords}`);
  if (found.valence !== null && found.valence !== undefined) parts.push(`felt ${signed(found.valence)}`);
  if (found.score !== null && found.score !== undefined) parts.push(`friction ${Math.round(found.score)}`);
  return parts.length && { place: touchpointName, first: parts[0], rest: parts.slice(1).map((each) => `, ${each}`).join(""), isLoss: found.left > 0 };
}

// The stage or touchpoint that a note is linked to, as it is measured.
function measuredAt(view, note) {
  const { measured } = view.together;
  if (!measured || !note?.cell) return {};
  const [, stageName, touchpointName] = note.cell.split("/").map(decodeURIComponent), stage = measured.stages.find((each) => each.name === stageName);
  return { found: touchpointName ? stage?.touchpoints.find((each) => each.name === touchpointName) : stage, stageName, touchpointName };
}

// The same with n, interval and definition, for whoever asks.
function evidenceInFull(view, note) {
  const { found, stageName, touchpointName } = measuredAt(view, note);
  if (!evidenceOf(view, note)) return "";
  const came = touchpointName ? found.passed : found.reached, whole = (value) => Math.round(value).toLocaleString("en"), parts = [];
  if (found.left !== null) parts.push(`${whole(found.left)}${came ? ` of ${plural(came, view.unit)}` : ""}${found.low !== null ? ` (${whole(found.low)} to ${whole(found.high)})` : ""} ${touchpointName ? `were last seen at ${touchpointName}` : `${view.leftWords} in ${stageName}`}`);
  if (touchpointName && found.valence !== null) parts.push(`mean feeling ${signed(found.valence)} on −1 to +1, n ${whole(found.n)}`);
  if (touchpointName && found.score !== null) parts.push(`friction score ${whole(found.score)} of 100, as on the map`);
  return `Measured: ${parts.join("; ")}. ${view.together.measured.words}`;
}

function ordinal(number) {
  const ending = number % 100 > 10 && number % 100 < 14 ? "th" : { 1: "st", 2: "nd", 3: "rd" }[number % 10] ?? "th";
  return `${number}${ending}`;
}

function menu(view, id, thing, entries) {
  const told = evidenceInFull(view, thing), measured = told ? [make("p", "ws-evidence", told)] : [];
  const node = button("⋯", () => dialog(view.root, thing.heading ?? thing.text ?? view.own[id]?.text ?? "Note", (close) =>
    [...measured, ...entries.map(([words, act]) => button(words, () => { close(); act(); }, "wide"))]), "ws-more");
  node.setAttribute("aria-label", `Change: ${thing.heading ?? thing.text ?? "note"}`);
  return node;
}

function noteMenu(view, id, note) {
  const entries = [["Edit", () => editNote(view, note, id)], ["Move…", () => moveByHand(view, id, note)]];
  if (!note.is_hidden) entries.push(["Merge with…", () => mergeByHand(view, id, note)], ["Put under a heading…", () => groupByHand(view, id, note)]);
  for (const [other, merged] of mergedInto(view, id)) entries.push([`Take out: ${merged.text}`, () => view.ask("note.part", { id: other }, true)]);
  entries.push(["Remove", () => view.ask("note.remove", { id }, true)]);
  return entries;
}

function groupMenu(view, id, group) {
  return [
    ["Rename", () => renameGroup(view, id, group)],
    ["Move…", () => moveByHand(view, id, group)],
    ["Take the heading away", () => view.ask("group.remove", { id }, true)],
  ];
}

function drawFoot(view) {
  const row = [];
  if (view.maySeat) row.push(toggle("I'm finished", Boolean(view.me.is_finished), (is_finished) => view.ask("finish", { is_finished })));
  if (view.mayWrite && view.settings.phase === "notes") row.push(button("Heading…", () => newGroup(view)));
  if (view.mayWrite && view.settings.phase !== "believe") {
    const undo = button("Undo", () => undoLast(view));
    undo.disabled = !view.done.length;
    row.push(undo);
  }
  if (view.me?.is_watching) row.push(make("span", "", "You are watching."));
  if (view.maySeat && view.settings.phase === "vote" && !view.settings.are_votes_closed) {
    row.push(make("span", "ws-left", `${view.settings.budget - spent(view)} of ${plural(view.settings.budget, "vote")} left`));
  }
  if (view.settings.is_locked) row.push(make("span", "", "The board is locked."));
  view.parts.foot.replaceChildren(...row);
}

async function undoLast(view) {
  const of = view.done.pop();
  if (!of || !(await view.ask("undo", { of }))) return;
  view.announce("Undone.");
  setTimeout(() => view.announce(""), SAID_MS);
}

function leaveRoom(view, reason) {
  clearInterval(view.ticking);
  view.root.replaceChildren(make("p", "ws-out", reason));
}
