// Who leads: what is shown, the clock, who is in the room, locked and ended.

const MINUTES = [3, 5, 10, 15];

function drawLead(view) {
  const { settings } = view, row = make("div", "ws-switches");
  const put = (what) => (value) => view.ask(what, { value });
  const ofStep = (phase, node) => { node.classList.toggle("now", phase === settings.phase); return node; };
  row.append(
    ofStep("believe", toggle("Evidence is shown", settings.is_evidence_shown, put("evidence"))),
    ofStep("notes", toggle("Notes are shown", settings.is_revealed, put("reveal"))),
    ofStep("vote", toggle("Vote is closed", settings.are_votes_closed, put("close"))),
    ofStep("weigh", toggle("Efforts are shown", settings.are_efforts_shown, put("efforts"))),
    toggle("Locked", settings.is_locked, put("lock")),
  );
  const budget = choice(Array.from({ length: 20 }, (_, index) => [String(index + 1), plural(index + 1, "vote")]), String(settings.budget));
  budget.setAttribute("aria-label", "Votes a person");
  budget.addEventListener("change", () => view.ask("budget", { budget: Number(budget.value) }));
  const timer = choice([["", settings.ends_at ? "Stop the clock" : "Start the clock"], ...MINUTES.map((each) => [String(each), `${each} minutes`])], "");
  timer.setAttribute("aria-label", "Clock");
  if (settings.ends_at) timer.prepend(make("option", "", "Clock"));
  timer.selectedIndex = 0;
  timer.addEventListener("change", () => {
    const now = Math.round((Date.now() + (view.late ?? 0)) / 1000);
    view.ask("timer", { ends_at: timer.value ? now + 60 * Number(timer.value) : 0 });
  });
  row.append(budget, timer, button("People…", () => people(view)), button(settings.is_ended ? "Take it up again" : "End", () => endWorkshop(view)));
  view.parts.lead.replaceChildren(row);
}

function people(view) {
  dialog(view.root, "People in the room", (close) => {
    const list = make("ul", "ws-people");
    for (const [id, person] of view.all("person")) {
      const words = `${person.name || "no name"}${view.here.includes(id) ? "" : " (not here now)"}${person.is_watching ? ", watching" : ""}${person.is_finished ? ", finished" : ""}`;
      list.append(make("li", "", words, " ", button("Remove", () => { close(); view.ask("person.remove", { id }); })));
    }
    return [list.childElementCount ? list : make("p", "", "Nobody has joined yet.")];
  });
}

function endWorkshop(view) {
  if (view.settings.is_ended) { view.ask("end", { value: false }); return; }
  dialog(view.root, "End the workshop?", (close) => [
    make("p", "", "The code opens it no more, and nobody can change the board. It stays here, and you can take it up again."),
    button("End it", () => { close(); view.ask("end", { value: true }); }, "primary"),
  ]);
}
