export default function ({ data, parentElement }) {
  const field = parentElement.querySelector("input"), button = parentElement.querySelector("button");
  field.value = data.address;
  field.setAttribute("aria-label", data.name);
  field.onfocus = () => field.select();
  button.onclick = async () => {
    field.select();  // a page without https has no clipboard of its own
    const written = navigator.clipboard?.writeText(data.address).then(() => true, () => false);
    const isCopied = (await written) || document.execCommand("copy");
    button.textContent = isCopied ? "Copied" : "Press Ctrl+C";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  };
}
