// Actions: what was decided, by whom and until when, and the figure that it is to move.

function drawDecide(view) {
  const list = make("ol", "ws-actions");
  for (const [id, action] of view.all("action")) list.append(actionItem(view, id, action));
  const parts = [make("h2", "", "Actions"), list];
  if (!list.childElementCount) parts.push(make("p", "", "Nothing is decided yet."));
  if (view.leads) parts.push(button("+ action", () => editAction(view), "ws-add"));
  view.parts.decide.replaceChildren(...parts);
}

function actionItem(view, id, action) {
  const item = make("li", action.is_done ? "done" : "", make("b", "", action.title));
  const who = make("span", action.owner ? "" : "open", action.owner || "nobody yet"), until = make("span", action.due ? "" : "open", action.due ? `until ${dayOf(action.due)}` : "no date");
  item.append(make("span", "", who, ", ", until));
  if (action.metric) {
    const where = [action.touchpoint, action.stage].filter(Boolean).join(", "), figures = [];
    if (action.value_then !== null) figures.push(`from ${figureOf(action.metric, action.value_then)}`);
    if (action.target !== null) figures.push(`to ${figureOf(action.metric, action.target)}`);
    item.append(make("small", "", `${action.metric}${where ? ` at ${where}` : ""}: ${figures.join(" ") || "not measured"}`));
  }
  const answered = action.notes.filter((note) => view.things.note?.[note]?.text).map((note) => wordsOf(view, note, view.things.note[note]));
  if (answered.length) item.append(make("small", "", `answers: ${answered.join("; ")}`));
  if (view.leads) {
    item.append(make("footer", "", toggle("Done", action.is_done, (is_done) => view.ask("action.finish", { id, is_done }, true)),
      button("Change", () => editAction(view, action, id)), button("Remove", () => view.ask("action.remove", { id }, true))));
  } else if (action.is_done) item.append(make("small", "", "✓ done"));
  return item;
}

function dayOf(due) {
  return new Date(`${due}T00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}

// As the map writes it.
function figureOf(metric, value) {
  if (metric === "felt") return signed(value);
  if (metric !== "NPS" && value >= 0 && value <= 1) return `${Math.round(100 * value)} %`;
  return value.toLocaleString("en").replace("-", "−");
}

function editAction(view, action = { title: "", owner: "", due: "", metric: "", stage: "", touchpoint: "", target: null, notes: [] }, id = "") {
  dialog(view.root, id ? "Change the action" : "An action", (close) => {
    const title = textField("What is done", action.title, 160), owner = textField("Who", action.owner, 60);
    const due = make("input");
    due.type = "date";
    due.value = action.due;
    const metric = choice([["", "none"], ...view.metrics.map((each) => [each, each])], action.metric);
    const stage = choice([["", "the whole journey"], ...view.stages.map((each) => [each.name, each.name])], action.stage);
    const touchpoint = make("select");
    const fill = () => {
      const names = view.stages.find((each) => each.name === stage.value)?.touchpoints ?? [];
      touchpoint.replaceChildren(...choice([["", "the whole stage"], ...names.map((name) => [name, name])], "").children);
      touchpoint.value = names.includes(action.touchpoint) ? action.touchpoint : "";
    };
    stage.addEventListener("change", fill);
    fill();
    const target = make("input");
    target.type = "number";
    target.step = "any";
    target.value = action.target ?? "";
    const notes = make("fieldset", "ws-answers", make("legend", "", "The notes that it answers"));
    const chosen = new Set(action.notes);
    for (const [other, note] of view.all("note")) {
      if (note.merged_into || note.is_hidden) continue;
      notes.append(toggle(wordsOf(view, other, note), chosen.has(other), (is) => (is ? chosen.add(other) : chosen.delete(other))));
    }
    const said = make("p", "ws-meanwhile");
    const save = async () => {
      const fields = {
        id: id || newId(), title: title.input.value, owner: owner.input.value, due: due.value, metric: metric.value, stage: stage.value,
        touchpoint: touchpoint.value, target: target.value === "" ? null : Number(target.value), notes: [...chosen],
      };
      if (await view.ask(id ? "action.edit" : "action.add", fields, true)) close();
      else said.textContent = view.parts.said.textContent;
    };
    return [title.node, owner.node, field("Until", due), field("Figure to move", metric), field("Stage", stage), field("Touchpoint", touchpoint),
      field("To", target, "as the map shows the figure"), notes, said, button("Save", save, "primary")];
  });
}
