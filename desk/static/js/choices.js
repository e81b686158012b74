// Digits tick scenarios. "None of the five" stands alone; m makes the draft anew.
import { on } from "./keys.js";

export function choices() {
  const form = document.getElementById("relabel");
  if (!form || form.querySelector("fieldset").disabled) return;
  const boxes = [...form.querySelectorAll("[data-digit]")];
  const apart = (changed) => {
    if (!changed.checked) return;
    const none = changed.dataset.digit === "0";
    for (const box of boxes) {
      if (box !== changed && (none || box.dataset.digit === "0")) box.checked = false;
    }
  };
  form.addEventListener("change", (event) => apart(event.target));
  for (const box of boxes) {
    on(box.dataset.digit, () => {
      box.click();
      box.focus();
    });
  }
  on("m", () => form.requestSubmit());
}
