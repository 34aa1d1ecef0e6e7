// What the drawings share: a node with text, and a tip beside what is pointed at or focused. Names enter as text only.

function made(tag, name = "", text = "") {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.textContent = text;
  return node;
}

function focusedPart(root) {
  const part = root.getRootNode().activeElement?.dataset?.part;
  return () => part && root.querySelector(`[data-part="${part}"]`)?.focus();
}

function withTip(node, tip, words) {
  const show = (x, y) => {
    tip.hidden = false;
    tip.textContent = words;
    const box = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(x + 12, innerWidth - box.width - 8))}px`;
    tip.style.top = `${y + 18 + box.height > innerHeight ? y - box.height - 12 : y + 18}px`;
  };
  node.addEventListener("pointermove", (event) => event.pointerType !== "touch" && show(event.clientX, event.clientY));
  node.addEventListener("focus", () => {
    const box = node.getBoundingClientRect();
    if (node.matches(":focus-visible")) show(box.left, box.bottom - 14);
  });
  for (const end of ["pointerleave", "blur"]) node.addEventListener(end, () => (tip.hidden = true));
}
