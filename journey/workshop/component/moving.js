// A note is carried by a finger, a mouse, or the keyboard: Space picks it up, arrows carry it, Space puts it down, Escape puts it back.

const FAR = 6; // pixels before a press becomes a drag
const LONG = 350; // milliseconds a finger rests before it drags, so that a page can be scrolled

function makeMovable(view, node, id, note) {
  node.addEventListener("keydown", (event) => onKey(view, node, id, note, event));
  node.addEventListener("pointerdown", (event) => onPress(view, node, id, event));
}

function onPress(view, node, id, press) {
  if (press.button || press.target.closest("button, select, input, label")) return;
  const drag = { id, node, isOn: false, x: press.clientX, y: press.clientY };
  const isTouch = press.pointerType === "touch";
  const life = new AbortController(), options = { signal: life.signal };
  const rest = isTouch ? setTimeout(() => pickUp(view, drag, press), LONG) : 0;
  const stop = () => { clearTimeout(rest); life.abort(); };
  addEventListener("pointermove", (event) => {
    if (event.pointerId !== press.pointerId) return;
    const isFar = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > FAR;
    if (!drag.isOn && isTouch && isFar) stop(); // it scrolls
    else if (!drag.isOn && isFar) pickUp(view, drag, event);
    if (drag.isOn) carry(view, drag, event);
  }, options);
  addEventListener("touchmove", (event) => { if (drag.isOn) event.preventDefault(); }, { ...options, passive: false });
  addEventListener("pointerup", (event) => { stop(); if (drag.isOn && event.pointerId === press.pointerId) putDown(view, drag); }, options);
  addEventListener("pointercancel", () => { stop(); if (drag.isOn) letGo(view, drag); }, options);
  addEventListener("keydown", (event) => { if (event.key === "Escape" && drag.isOn) { stop(); letGo(view, drag); } }, options);
}

function pickUp(view, drag, event) {
  drag.isOn = true;
  view.carried = drag;
  const box = drag.node.getBoundingClientRect();
  drag.ghost = drag.node.cloneNode(true);
  drag.ghost.classList.add("ghost");
  drag.ghost.style.width = `${box.width}px`;
  drag.dx = event.clientX - box.left;
  drag.dy = event.clientY - box.top;
  drag.mark = make("li", "ws-mark");
  view.root.append(drag.ghost);
  drag.node.classList.add("carried");
  getSelection()?.removeAllRanges();
  carry(view, drag, event);
}

function carry(view, drag, event) {
  drag.ghost.style.transform = `translate(${event.clientX - drag.dx}px, ${event.clientY - drag.dy}px)`;
  const column = columnAt(view, event.clientX, event.clientY);
  if (!column) return;
  const list = column.querySelector(".ws-list");
  const after = [...list.children].filter((item) => item !== drag.mark && item.dataset.id !== drag.id)
    .find((item) => { const box = item.getBoundingClientRect(); return event.clientY < box.top + box.height / 2; });
  drag.stage = column.dataset.stage;
  drag.before = after?.dataset.id ?? "";
  list.insertBefore(drag.mark, after ?? null);
  const edge = 60, scrolled = event.clientY < edge ? -12 : event.clientY > innerHeight - edge ? 12 : 0;
  if (scrolled) scrollBy(0, scrolled);
}

// The column under a point; beside all of them the nearest.
function columnAt(view, x, y) {
  const columns = [...view.parts.columns.children];
  const distance = (column) => {
    const box = column.getBoundingClientRect();
    return Math.max(box.left - x, 0, x - box.right) + Math.max(box.top - y, 0, y - box.bottom);
  };
  return columns.sort((one, other) => distance(one) - distance(other))[0];
}

async function putDown(view, drag) {
  const { stage, before } = drag;
  letGo(view, drag, false);
  if (stage) await moveTo(view, drag.id, stage, before);
}

function letGo(view, drag, isDrawn = true) {
  drag.ghost.remove();
  drag.mark.remove();
  drag.node.classList.remove("carried");
  view.carried = null;
  if (isDrawn || view.isLate) { view.isLate = false; view.drawSoon(); }
}

function onKey(view, node, id, note, event) {
  if (event.target !== node) return;
  const held = view.held === id;
  const steps = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
  if (event.key === " ") {
    view.held = held ? "" : id;
    node.classList.toggle("held", !held);
    view.announce(held ? "Put down." : "Picked up. Arrow keys move it, Space puts it down.");
  } else if (event.key === "Escape" && held) {
    view.held = "";
    node.classList.remove("held");
    view.announce("Put down.");
  } else if (steps && held) view.stepping = (view.stepping ?? Promise.resolve()).then(() => stepNote(view, id, steps));
  else if (steps) focusNext(view, node, steps);
  else if (event.key === "Enter") node.querySelector(".ws-more")?.click();
  else return;
  event.preventDefault();
}

async function stepNote(view, id, [across, down]) {
  const note = view.things.note[id], index = view.stages.findIndex((stage) => stage.name === note.stage);
  const stage = view.stages[index + across];
  if (!stage) return;
  const ids = inOrder(view, stage.name).map(([other]) => other);
  let before = "";
  if (down) {
    const at = ids.indexOf(id), others = ids.filter((other) => other !== id);
    if (at + down < 0 || at + down > others.length) return;
    before = others[at + down] ?? "";
  }
  if (await moveTo(view, id, stage.name, before)) view.announce(`In ${stage.name}, ${across ? "at the end" : `place ${ids.indexOf(id) + down + 1}`}.`);
}

function focusNext(view, node, [across, down]) {
  const column = node.closest(".ws-column"), columns = [...view.parts.columns.children];
  const cards = (each) => [...each.querySelectorAll(".ws-note")];
  const at = cards(column).indexOf(node);
  if (down) { cards(column)[at + down]?.focus(); return; }
  for (let index = columns.indexOf(column) + across; columns[index]; index += across) {
    const found = cards(columns[index]);
    if (found.length) { found[Math.min(at, found.length - 1)].focus(); return; }
  }
}
