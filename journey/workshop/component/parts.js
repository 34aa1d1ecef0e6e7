// Small parts of the board's screens: elements, buttons, fields, dialogs. Text of people enters as text alone.

function make(tag, name = "", ...content) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...content);
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

function shape(tag, attributes = {}, text = "") {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text) node.textContent = text;
  return node;
}

function button(label, press, name = "") {
  const node = make("button", name, label);
  node.type = "button";
  node.addEventListener("click", press);
  return node;
}

function toggle(label, isOn, change) {
  const box = make("input");
  box.type = "checkbox";
  box.checked = isOn;
  box.addEventListener("change", () => change(box.checked));
  return make("label", "ws-toggle", box, label);
}

// A label over a field; `beside` stands at the label's right, `hint` below.
function field(label, input, hint = "", beside = "") {
  const name = make("label", "", label), node = make("div", "ws-field", make("div", "ws-label", name, beside), input);
  input.id = name.htmlFor = `ws-${newId()}`;
  if (hint) node.append(make("small", "", hint));
  return node;
}

function choice(options, value) {
  const node = make("select");
  for (const [key, words] of options) {
    const option = make("option", "", words);
    option.value = key;
    node.append(option);
  }
  node.value = value;
  return node;
}

// A text with its limit in sight.
function textField(label, value, limit, isLong = false) {
  const input = make(isLong ? "textarea" : "input");
  input.value = value;
  input.maxLength = limit;
  const left = make("small", "ws-left");
  const count = () => { left.textContent = `${input.value.length} of ${limit}`; };
  input.addEventListener("input", count);
  count();
  return { node: field(label, input, "", left), input };
}

// A dialog over the board; `content` is given the function that closes it.
function dialog(root, title, content) {
  const node = make("dialog", "ws-dialog");
  const close = () => { node.close(); node.remove(); };
  const heading = make("h2", "", title);
  heading.id = `ws-${newId()}`;
  node.setAttribute("aria-labelledby", heading.id);
  node.append(heading, ...content(close), button("Close", close, "quiet"));
  node.addEventListener("cancel", () => node.remove());
  root.append(node);
  node.showModal();
  return node;
}

function plural(count, word) {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}

function signed(value) {
  const size = Math.abs(value).toFixed(1);
  return size === "0.0" ? size : `${value < 0 ? "−" : "+"}${size}`;
}

const titled = (name) => name.charAt(0).toLocaleUpperCase() + name.slice(1);

// Pixels of the letters about a part; drawings grow with them.
const letters = (node) => parseFloat(getComputedStyle(node).fontSize);
