// The list of keys, in a dialog.
import { on } from "./keys.js";

export function help() {
  const source = document.getElementById("keys");
  if (!source) return;
  const dialog = document.createElement("dialog");
  dialog.id = "help";
  dialog.setAttribute("aria-labelledby", "h-help");
  dialog.innerHTML =
    '<form method="dialog" class="row"><h2 id="h-help">Keyboard</h2><button>Close <kbd>Esc</kbd></button></form>';
  for (const part of [...source.children].slice(1)) dialog.append(part.cloneNode(true));
  document.body.append(dialog);
  on("?", () => dialog.showModal());
}
