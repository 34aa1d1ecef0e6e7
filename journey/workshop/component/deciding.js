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
  item.append(make("span", "", [action.owner || "nobody yet", action.due ? `until ${action.due}` : "no date"].join(", ")));
  if (action.metric) {
    const where = [action.touchpoint, action.stage].filter(Boolean).join(", ");
    const aim = action.target === null ? "" : ` to ${valued(action.target, action.unit)}`;
    const then = action.value_then === null ? "not measured" : valued(action.value_then, action.unit);
    item.append(make("small", "", `${action.metric}${where ? ` at ${where}` : ""}: from ${then}${aim}`));
  }
  for (const note of action.notes) if (view.things.note?.[note]) item.append(make("small", "", `answers: ${wordsOf(view, note, view.things.note[note])}`));
  if (view.leads) {
    item.append(toggle("Done", action.is_done, (is_done) => view.ask("action.finish", { id, is_done }, true)));
    item.append(button("Change", () => editAction(view, action, id)), button("Remove", () => view.ask("action.remove", { id }, true)));
  }
  return item;
}

function valued(value, unit) {
  return `${String(value).replace("-", "−")}${unit ? ` ${unit}` : ""}`;
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
    const now = make("p", "ws-now");
    now.setAttribute("role", "status");
    const tell = () => {
      const found = view.figures.find((each) => each.metric === metric.value && each.stage === stage.value && each.touchpoint === touchpoint.value);
      now.textContent = !metric.value ? "" : found ? `Now ${valued(found.value, found.unit)}` : "Not measured there: nobody will be able to say whether it moved.";
    };
    stage.addEventListener("change", fill);
    fill();
    for (const each of [metric, stage, touchpoint]) each.addEventListener("change", tell);
    tell();
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
    return [title.node, owner.node, field("Until", due), field("Figure to move", metric), field("Stage", stage), field("Touchpoint", touchpoint), now,
      field("To", target, "as the map shows the figure"), notes, said, button("Save", save, "primary")];
  });
}
