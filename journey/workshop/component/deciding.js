// Actions: what was decided, by whom and until when, and the figure that it is to move.

function drawDecide(view) {
  const list = make("ol", "ws-actions");
  for (const [id, action] of view.all("action")) list.append(actionItem(view, id, action));
  const isReview = view.settings.phase === "believe" && isCarried(view);
  const parts = [make("h2", "", isReview ? "First: what became of what was decided before?" : "Actions"), list];
  if (!list.childElementCount) parts.push(make("p", "", "Nothing is decided yet."));
  if (view.leads) parts.push(button("+ action", () => editAction(view), "ws-add"));
  view.parts.decide.replaceChildren(...parts);
}

// Whether actions of a workshop before are still open: they are the first step of this one.
const isCarried = (view) => view.all("action").some(([, action]) => action.until && !action.is_done);

function actionItem(view, id, action) {
  const item = make("li", action.is_done ? "done" : "", make("b", "", action.title));
  const who = make("span", action.owner ? "" : "open", action.owner || "nobody yet"), until = make("span", action.due ? "" : "open", action.due ? `until ${dayOf(action.due)}` : "no date");
  item.append(make("span", "", who, ", ", until));
  if (action.metric) {
    const where = [action.touchpoint, action.stage].filter(Boolean).join(", ");
    const aim = action.target === null ? "" : ` to ${valued(action.target, action.unit)}`;
    const then = action.value_then === null ? "not measured" : valued(action.value_then, action.unit);
    item.append(make("small", "", `${action.metric}${where ? ` at ${where}` : ""}: from ${then}${aim}`));
  }
  if (action.became) item.append(make("small", "ws-became", action.became));
  const answered = action.notes.filter((note) => view.things.note?.[note]?.text).map((note) => wordsOf(view, note, view.things.note[note]));
  if (answered.length) item.append(make("small", "", `answers: ${answered.join("; ")}`));
  if (view.leads) {
    item.append(make("footer", "", toggle("Done", action.is_done, (is_done) => view.ask("action.finish", { id, is_done }, true)),
      button("Change", () => editAction(view, action, id)), button("Remove", () => view.ask("action.remove", { id }, true))));
  } else if (action.is_done) item.append(make("small", "", "✓ done"));
  return item;
}

function valued(value, unit) {
  return `${String(value).replace("-", "−")}${unit ? ` ${unit}` : ""}`;
}

function dayOf(due) {
  return new Date(`${due}T00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}

function editAction(view, action = { title: "", owner: "", due: "", metric: "", stage: "", touchpoint: "", target: null, notes: [] }, id = "") {
  dialog(view.root, id ? "Change the action" : "An action", (close) => {
    const title = textField("What is done", action.title, 160), owner = textField("Who", action.owner, 60);
    const due = make("input");
    due.type = "date";
    due.value = action.due;
    const { fields: figure, nodes } = figureToMove(view, action);
    const notes = make("fieldset", "ws-answers", make("legend", "", "The notes that it answers"));
    const chosen = new Set(action.notes);
    for (const [other, note] of view.all("note")) {
      if (note.merged_into || note.is_hidden) continue;
      notes.append(toggle(wordsOf(view, other, note), chosen.has(other), (is) => (is ? chosen.add(other) : chosen.delete(other))));
    }
    const said = make("p", "ws-meanwhile");
    const save = async () => {
      const fields = {
        id: id || newId(), title: title.input.value, owner: owner.input.value, due: due.value, ...figure(), notes: [...chosen],
      };
      if (await view.ask(id ? "action.edit" : "action.add", fields, true)) close();
      else said.textContent = view.parts.said.textContent;
    };
    return [title.node, owner.node, field("Until", due), ...nodes, notes, said, button("Save", save, "primary")];
  });
}

// What is measured can be moved: the figure, where, and to what. An action that was carried over keeps a place that is measured no more.
function figureToMove(view, action) {
  const own = action.metric ? [{ metric: action.metric, stage: action.stage, touchpoint: action.touchpoint, value: action.value_then, unit: action.unit }] : [];
  const isSame = (one, other) => ["metric", "stage", "touchpoint"].every((name) => one[name] === other[name]);
  const figures = [...own, ...view.figures.filter((each) => !own.some((mine) => isSame(mine, each)))];
  const metrics = view.metrics.filter((name) => figures.some((each) => each.metric === name));
  const metric = choice([["", figures.length ? "none" : "none: nothing is measured"], ...metrics.map((each) => [each, each])], action.metric);
  const where = make("select"), target = make("input"), places = field("Where", where), aim = field("To", target), about = make("p", "ws-now");
  target.type = "number";
  target.step = "any";
  target.value = action.target ?? "";
  const here = () => figures.filter((each) => each.metric === metric.value);
  const fill = () => {
    const named = here().map((each, index) => [String(index), `${[each.stage, each.touchpoint].filter(Boolean).join(": ")} (now ${valued(each.value, each.unit)})`]);
    const known = here().findIndex((each) => isSame(each, action));
    where.replaceChildren(...choice(named, String(Math.max(known, 0))).children);
    where.value = String(Math.max(known, 0));
    for (const node of [places, aim, about]) node.hidden = !metric.value;
    aim.querySelector("label").textContent = here()[0]?.unit ? `To, in ${here()[0].unit}` : "To";
    about.textContent = metric.value.startsWith("share") ? "Of journeys old enough to compare, at the same age: so it may differ from the share on the map." : "";
  };
  metric.addEventListener("change", fill);
  fill();
  const fields = () => {
    const found = here()[Number(where.value)] ?? { metric: "", stage: "", touchpoint: "" };
    const isAimed = metric.value && target.value !== "";
    return { metric: found.metric, stage: found.stage, touchpoint: found.touchpoint, target: isAimed ? Number(target.value) : null };
  };
  return { fields, nodes: [field("Figure to move", metric), places, aim, about] };
}
