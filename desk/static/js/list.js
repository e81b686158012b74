// j and k walk through the list; the browser's own focus is the selection, so Enter opens.
import { on } from "./keys.js";

function step(by) {
  const links = [...document.querySelectorAll("a[data-case]")];
  if (links.length === 0) return;
  const at = links.indexOf(document.activeElement);
  const to = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1);
  links[to].focus();
  links[to].scrollIntoView({ block: "nearest" });
}

export function list() {
  on("j", () => step(1));
  on("k", () => step(-1));
  on("ArrowDown", () => step(1));
  on("ArrowUp", () => step(-1));
}
