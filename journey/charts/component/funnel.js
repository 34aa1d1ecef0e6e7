// The funnel: a bar a stage, a button a part.

function funnel({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".funnel");
  root.choose = (part) => setTriggerValue?.("part", part);
  draw(root, data.drawing);
  if (!data.is_first || root.isSaid) return;
  root.isSaid = true;
  requestAnimationFrame(() => setTimeout(() => setTriggerValue?.("drawn", true)));
}

function draw(root, data) {
  const drawing = JSON.stringify(data);
  if (root.drawing === drawing) return;
  root.drawing = drawing;
  const refocus = focusedPart(root);
  const tip = made("div", "tip");
  tip.hidden = true;
  root.style.setProperty("--funnel-surface", data.surface);
  root.replaceChildren(legend(data.legend), ...data.rows.map((row, index) => bar(root, tip, row, index)), tip);
  refocus();
}

function swatch(colours) {
  const node = made("i");
  node.replaceChildren(...colours.map((colour) => {
    const piece = made("b");
    piece.style.background = colour;
    return piece;
  }));
  return node;
}

function legend(entries) {
  const node = made("div", "legend");
  node.replaceChildren(...entries.map((entry) => {
    const item = made("span");
    item.append(swatch(entry.colours), entry.words);
    return item;
  }));
  return node;
}

function bar(root, tip, row, index) {
  const node = made("div", "row"), head = made("div", "head"), parts = made("div", "bar"), name = made("strong", "", row.name), mark = made("i");
  mark.style.background = row.hue;
  name.title = row.name;
  if (row.is_chosen) name.setAttribute("aria-current", "true");
  head.append(mark, name, made("span", "", row.words));
  parts.style.width = `${100 * row.share}%`;
  parts.replaceChildren(...row.parts.map((part) => button(root, tip, part, index)));
  node.append(head, parts);
  return node;
}

function button(root, tip, part, index) {
  const node = made("button");
  node.type = "button";
  node.dataset.part = `${index} ${part.id}`;
  node.setAttribute("aria-label", part.words);
  node.style.cssText = `flex: ${part.number} 1 0; background: ${part.colour}; color: ${part.ink}`;
  node.append(made("span", "", part.label));
  node.addEventListener("click", () => root.choose([index, part.id]));
  withTip(node, tip, part.words);
  return node;
}
