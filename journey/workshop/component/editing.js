// Notes are written, changed, moved, merged and put under headings by dialogs that a keyboard and a phone can use.

function editNote(view, note, id = "") {
  const known = id && note.is_hidden ? view.own[id] : note;
  const was = known?.text ?? "";
  dialog(view.root, id ? "Change the note" : `A note on ${note.stage}`, (close) => {
    const { node, input } = textField("Text", was, TEXT, true);
    const kind = choice(KINDS, known?.kind ?? "pain point");
    const where = placeField(view, note.stage, id ? known ?? {} : {});
    let isNamed = Boolean(view.me?.name);
    const meanwhile = make("p", "ws-meanwhile");
    meanwhile.setAttribute("role", "alert");
    let from = was;
    const save = async () => {
      const fields = { id: id || newId(), text: input.value, kind: kind.value, ...where.chosen() };
      try {
        const isDone = id
          ? await view.ask("note.edit", { ...fields, was: from }, true)
          : await view.ask("note.add", { ...fields, stage: note.stage, is_named: isNamed }, true);
        if (!isDone) { meanwhile.textContent = view.parts.said.textContent; return; }
        if (!isNamed || id in view.own) keepOwn(view, fields);
        close();
      } catch (refused) {
        from = refused.current;
        meanwhile.replaceChildren(`${refused.reason} It says now: “${refused.current}”. Save again to put yours in its place, or `,
          button("keep both", () => { input.value = `${refused.current}\n${input.value}`; input.dispatchEvent(new Event("input")); meanwhile.textContent = input.value.length > TEXT ? `Both are ${input.value.length - TEXT} characters too long together: shorten them.` : "Both stand here now."; }), ".");
      }
    };
    const parts = [node, field("Kind", kind), where.node];
    if (!id && view.me?.name) parts.push(toggle(`With my name, ${view.me.name}`, isNamed, (is) => { isNamed = is; }));
    requestAnimationFrame(() => input.focus());
    return [...parts, meanwhile, button(id ? "Save" : "Add", save, "primary")];
  });
}

// Which cell of the map the note is about, whose figures it then shows; a note that was moved keeps its own.
function placeField(view, stage, { touchpoint = "", cell = "" }) {
  const names = view.stages.find((each) => each.name === stage)?.touchpoints ?? [];
  const places = [
    { words: "no place in particular", touchpoint: "", cell: "" },
    { words: `all of ${stage}`, touchpoint: "", cell: cellOf("dropped_off", stage) },
    ...names.map((name) => ({ words: name, touchpoint: name, cell: cellOf("lost", stage, name) })),
  ];
  const isOwn = (place) => place.cell === cell;
  if (!places.some(isOwn)) places.push({ words: touchpoint || decodeURIComponent(cell.split("/")[1] ?? ""), touchpoint, cell });
  const where = choice(places.map((place, index) => [String(index), place.words]), String(places.findIndex(isOwn)));
  const chosen = () => { const place = places[Number(where.value)]; return { touchpoint: place.touchpoint, cell: place.cell }; };
  return { node: field("Where", where), chosen };
}

function cellOf(...parts) {
  return parts.map(encodeURIComponent).join("/");
}

function keepOwn(view, { id, text, kind, touchpoint, cell }) {
  view.own[id] = { text, kind, touchpoint, cell };
  sessionStorage.setItem(OWN, JSON.stringify(view.own));
}

function moveByHand(view, id, thing) {
  dialog(view.root, "Move", (close) => {
    const stage = choice(view.stages.map((each) => [each.name, each.name]), thing.stage);
    const place = make("select");
    const fill = () => {
      const others = inOrder(view, stage.value).filter(([other]) => other !== id);
      place.replaceChildren(...choice([...others.map(([other, each]) => [other, `before: ${wordsOf(view, other, each)}`]), ["", "to the end"]], "").children);
      place.value = "";
    };
    stage.addEventListener("change", fill);
    fill();
    const move = () => { close(); moveTo(view, id, stage.value, place.value); };
    return [field("Stage", stage), field("Place", place), button("Move", move, "primary")];
  });
}

function wordsOf(view, id, thing, most = 40) {
  const words = thing.heading ?? thing.text ?? view.own[id]?.text ?? "a note, not shown yet";
  return words.length > most ? `${words.slice(0, most)}…` : words;
}

function moveTo(view, id, stage, before, group = "") {
  const what = view.things.group?.[id] ? "group.move" : "note.move";
  return view.ask(what, { id, stage, before, ...(what === "note.move" ? { group } : {}) }, true);
}

function mergeByHand(view, id, note) {
  const others = view.all("note").filter(([other, each]) => other !== id && !each.merged_into && !each.is_hidden)
    .sort(([, one]) => (one.stage === note.stage ? -1 : 1));
  dialog(view.root, "Merge with another note", (close) => {
    const into = choice(others.map(([other, each]) => [other, `${each.stage}: ${wordsOf(view, other, each)}`]), others[0]?.[0] ?? "");
    if (!others.length) return [make("p", "", "There is no other note yet.")];
    return [field("Into", into), button("Merge", () => { close(); view.ask("note.merge", { id, into: into.value }, true); }, "primary")];
  });
}

function groupByHand(view, id, note) {
  const groups = view.all("group").filter(([, each]) => each.stage === note.stage);
  dialog(view.root, "Put under a heading", (close) => {
    const { node, input } = textField("New heading", "", HEADING);
    const put = async (group) => { close(); await view.ask("note.move", { id, stage: note.stage, before: "", group }, true); };
    const begin = async () => {
      const group = newId();
      if (await view.ask("group.add", { id: group, heading: input.value, stage: note.stage }, true)) await put(group);
    };
    const parts = groups.map(([group, each]) => button(each.heading, () => put(group), "wide"));
    if (note.group) parts.push(button("Out of its heading", () => put(""), "wide"));
    return [...parts, node, button("Begin a heading", begin, "primary")];
  });
}

function newGroup(view) {
  dialog(view.root, "A heading", (close) => {
    const stage = choice(view.stages.map((each) => [each.name, each.name]), view.stages[0].name);
    const { node, input } = textField("Heading", "", HEADING);
    const begin = async () => { if (await view.ask("group.add", { id: newId(), heading: input.value, stage: stage.value }, true)) close(); };
    return [field("Stage", stage), node, button("Begin", begin, "primary")];
  });
}

function renameGroup(view, id, group) {
  dialog(view.root, "Rename the heading", (close) => {
    const { node, input } = textField("Heading", group.heading, HEADING);
    let was = group.heading;
    const meanwhile = make("p", "ws-meanwhile");
    const save = async () => {
      try {
        if (await view.ask("group.edit", { id, heading: input.value, was }, true)) close();
      } catch (refused) {
        was = refused.current;
        meanwhile.textContent = `${refused.reason} It says now: “${refused.current}”. Save again to put yours in its place.`;
      }
    };
    return [node, meanwhile, button("Save", save, "primary")];
  });
}
