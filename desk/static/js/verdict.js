// Approving by key, opening the reasons, and a warning before typed words are left behind.
import { say } from "./ask.js";
import { on } from "./keys.js";

function opens(id) {
  const drawer = document.getElementById(id);
  if (!drawer) return;
  on(id[0], () => {
    drawer.open = true;
    drawer.querySelector("input:not([type=hidden])").focus();
  });
}

export function verdict() {
  opens("reject");
  opens("lead");
  const form = document.getElementById("answer");
  const button = document.getElementById("approve");
  if (!form || !button) return;
  const box = document.getElementById("body");
  const note = document.getElementById("typing");
  const before = box.value;
  let leaving = false;

  on("a", () => button.click());
  button.addEventListener("click", (event) => {
    if (button.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      say(note, "Change the marked passages first.");
      document.getElementById("findings").querySelector("button")?.focus();
    }
  });
  form.addEventListener("submit", (event) => {
    if (leaving) event.preventDefault(); // a second press of the same key
    leaving = true;
  });
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("beforeunload", (event) => {
    if (!leaving && box.value !== before) event.preventDefault();
  });
}
