// Single keys, off while someone types or a dialog is open.
const bound = new Map();

export function on(key, act) {
  bound.set(key, act);
}

function typing(target) {
  if (target.closest("textarea, select, [contenteditable]")) return true;
  const field = target.closest("input");
  return field !== null && field.type !== "checkbox";
}

function pressed(event) {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target)) {
    event.target.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const act = bound.get(event.key);
  if (!act) return;
  event.preventDefault();
  act(event);
}

// Forms and fields that name their key: the form is sent, the field gets the focus.
function marked(element) {
  if (element instanceof HTMLFormElement) return () => element.requestSubmit();
  return () => {
    element.focus();
    element.select?.();
  };
}

export function keyboard() {
  document.addEventListener("keydown", pressed);
  const back = document.querySelector("a[data-back]");
  if (back) on("u", () => back.click());
  for (const element of document.querySelectorAll("[data-key]")) {
    on(element.dataset.key, marked(element));
  }
}
