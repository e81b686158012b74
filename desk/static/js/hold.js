// Claims the case on the first key, renews the claim while its holder works, tells of others' changes.
import { ask, say } from "./ask.js";

const LOOK = 8000;

export function hold() {
  const main = document.getElementById("case");
  const moved = document.getElementById("moved");
  const here = `/queue/${main.dataset.id}`;
  let version = Number(main.dataset.version);
  let mine = main.dataset.mine === "yes";
  let asking = false;
  let active = false;

  function became() {
    say(document.getElementById("standing"), "You hold this case");
    const form = document.querySelector('form[data-key="c"]');
    form.action = `${here}/release`;
    form.querySelector("button").firstChild.textContent = "Release ";
  }

  function know(standing) {
    const held = standing.by === main.dataset.me;
    if (!mine && held) became();
    mine = held;
    version = standing.version;
    for (const field of document.querySelectorAll('input[name="version"]')) field.value = version;
  }

  async function keep() {
    active = true;
    if (main.dataset.open !== "yes" || asking || moved.textContent) return;
    asking = true;
    const { ok, answer } = await ask(`${here}/hold`, { version }).catch(() => ({ answer: null }));
    if (ok) know(answer);
    else if (answer?.detail) say(moved, `${answer.detail} What you typed is still here.`);
    asking = false;
  }

  async function look() {
    if (document.visibilityState !== "visible") return;
    const { ok, answer } = await ask(`${here}/standing`);
    if (!ok || asking) return;
    if (answer.version !== version && answer.changed_by !== main.dataset.me) {
      const who = answer.changed_by === "desk" ? "The desk" : answer.changed_by;
      say(moved, `${who} changed this case: it is ${answer.state} now. Load the page to see it.`);
    }
  }

  document.getElementById("body")?.addEventListener("input", () => mine || keep());
  for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, () => (active = true));
  const renew = Math.max(1, Number(main.dataset.renew)) * 1000;
  setInterval(() => {
    if (mine && active) keep();
    active = false;
  }, renew);
  setInterval(() => look().catch(() => {}), LOOK);
}
