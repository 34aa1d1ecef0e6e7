// The page that people join: a code, a name or none, and the board.

// `is_seated`: the browser has a seat already.
function openPage(root, { address, place, workshop, link, qr, code, is_seated }) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { for (const node of [root, document.body]) node.classList.toggle("dark", dark.matches); };
  dark.addEventListener("change", follow);
  follow();
  if (place === "room" && !is_seated) askToJoin(root, address);
  else openBoard(root, { address, place, workshop, link, qr, code });
}

function openBoard(root, { address, place, workshop = 0, link = "", qr = "", code = "" }) {
  const query = workshop ? `?workshop=${workshop}&place=${place}` : "";
  return new BoardView(root, { address, query, place, link, qr, code });
}

function askToJoin(root, address) {
  const code = make("input"), name = make("input"), said = make("p", "ws-meanwhile");
  code.value = new URLSearchParams(location.search).get("code") ?? "";
  code.autocapitalize = "characters";
  code.autocomplete = "off";
  code.required = true;
  name.maxLength = 40;
  name.autocomplete = "name";
  said.setAttribute("role", "alert");
  let isWatching = false;
  const form = make("form", "ws-join", make("h1", "", "Join the workshop"), field("Code", code),
    field("Your name", name, "It may stay empty. Each note asks whether to show it."),
    toggle("I only watch", false, (is) => { isWatching = is; }), said, make("button", "primary", "Join"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(`${address}/join`, {
        method: "POST", headers: { "x-room-page": "1" },
        body: JSON.stringify({ code: code.value, name: name.value, is_watching: isWatching }),
      });
      const found = await answer.json();
      if (!answer.ok) { said.textContent = found.reason; return; }
      history.replaceState(null, "", location.pathname);
      openBoard(root, { address, place: "room" });
    } catch {
      said.textContent = "The room does not answer. Try again in a moment.";
    }
  });
  root.replaceChildren(form);
  (code.value ? name : code).focus();
}
