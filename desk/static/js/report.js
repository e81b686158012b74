// Says the guard's findings in words, for eyes and ears, and keeps the button honest.
import { say } from "./ask.js";

function line(box, finding) {
  const item = document.createElement("li");
  const go = document.createElement("button");
  const characters = [...box.value];
  const start = characters.slice(0, finding.start).join("").length;
  const words = characters.slice(finding.start, finding.end).join("");
  go.type = "button";
  go.textContent = `“${words}”`;
  go.addEventListener("click", () => {
    box.focus();
    box.setSelectionRange(start, start + words.length);
  });
  const title = document.createElement("b");
  title.textContent = ` ${finding.title}. `;
  item.append(go, title, finding.reason);
  return item;
}

export function report(form, box, found) {
  const place = document.getElementById("findings");
  const button = document.getElementById("approve");
  const note = document.getElementById("typing");
  if (found === null) {
    say(note, "The guard could not be asked. It reads the text again when you approve.");
    return;
  }
  say(note, "");
  place.toggleAttribute("data-none", found.length === 0);
  const override = document.getElementById("override");
  if (override) override.hidden = found.length === 0;
  button.setAttribute("aria-disabled", String(found.length > 0 && !override));
  if (found.length === 0) {
    place.replaceChildren();
    return;
  }
  const head = document.createElement("p");
  head.className = "problem";
  head.innerHTML = "<b></b>";
  const many = found.length === 1 ? "1 passage" : `${found.length} passages`;
  head.firstChild.textContent = `${many} must not be sent.`;
  const list = document.createElement("ul");
  list.append(...found.map((finding) => line(box, finding)));
  place.replaceChildren(head, list);
}
