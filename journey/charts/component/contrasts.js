// What sets the lost apart: a row a trait, its dot and interval on one scale with zero in the middle.

function contrasts({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".contrasts");
  root.choose = (number) => setTriggerValue?.("row", number);
  const drawing = JSON.stringify(data);
  if (root.drawing === drawing) return;
  root.drawing = drawing;
  const refocus = focusedPart(root);
  for (const name of ["line", "muted"]) root.style.setProperty(`--contrasts-${name}`, data[name]);
  root.replaceChildren(sides(data), ...data.groups.flatMap((group) => [made("h4", "", group.heading), ...group.rows.map((row) => trait(root, data, row))]), scale(data));
  refocus();
}

const across = (value, data) => `${50 + (50 * value) / data.end}%`;

function sides(data) {
  const node = made("div", "line"), halves = made("div", "halves");
  halves.append(made("span", "", data.left), made("span", "", data.right));
  node.append(made("span"), halves, made("span"));
  return node;
}

function scale(data) {
  const node = made("div", "line"), track = made("div", "scale");
  track.replaceChildren(...data.ticks.map((tick) => {
    const words = made("span", "", tick.words);
    words.style.left = across(tick.value, data);
    return words;
  }));
  node.append(made("span"), track, made("span", "", "percentage points"));
  return node;
}

function trait(root, data, row) {
  const node = made(row.is_linked ? "button" : "div", "line trait"), words = made("span", "words");
  words.append(made("strong", "", row.words), made("small", "", row.shares));
  node.append(words, track(data, row), made("span", "figure", row.figure));
  if (row.is_linked) {
    node.type = "button";
    node.dataset.part = row.number;
    node.setAttribute("aria-label", row.label);
    node.addEventListener("click", () => root.choose(row.number));
  }
  return node;
}

function track(data, row) {
  const node = made("span", "track"), interval = made("i", "interval"), dot = made("i", "dot");
  const colour = row.difference > 0 ? data.lost : data.others;
  interval.style.cssText = `left: ${across(row.low, data)}; right: calc(100% - ${across(row.high, data)}); background: ${colour}`;
  dot.style.cssText = `left: ${across(row.difference, data)}; background: ${colour}`;
  node.replaceChildren(...data.ticks.map((tick) => {
    const line = made("i", tick.value ? "tick" : "tick zero");
    line.style.left = across(tick.value, data);
    return line;
  }), interval, dot);
  return node;
}
