// The text box with marks behind it: the guard reads along and says what must not be sent.
import { ask } from "./ask.js";
import { on } from "./keys.js";
import { paint } from "./paint.js";
import { report } from "./report.js";

const PAUSE = 350;

export function editor() {
  const form = document.getElementById("answer");
  const box = document.getElementById("body");
  if (!form || !box) return;
  const drawer = box.closest("details");
  const backdrop = document.createElement("div");
  backdrop.className = "backdrop";
  backdrop.setAttribute("aria-hidden", "true");
  box.before(backdrop);
  box.parentElement.classList.add("backed");
  paint(backdrop, box.value, [], []);

  let timer = 0;
  let running = null;
  async function check() {
    running?.abort();
    running = new AbortController();
    const text = box.value;
    form.dataset.checking = "yes";
    try {
      const { ok, answer } = await ask(form.dataset.guard, { body: text }, running.signal);
      if (!ok) return report(form, box, null);
      paint(backdrop, text, answer.runs, answer.violations);
      report(form, box, answer.violations);
      delete form.dataset.checking;
    } catch (error) {
      if (error.name !== "AbortError") report(form, box, null);
    }
  }
  box.addEventListener("input", () => {
    paint(backdrop, box.value, [], []);
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  });
  const first = () => box.value.trim() && check();
  drawer.addEventListener("toggle", () => drawer.open && first());
  if (drawer.open) first();
  on("e", () => {
    drawer.open = true;
    box.focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      document.getElementById("approve").click();
    }
  });
}
