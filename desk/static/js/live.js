// Keeps the list up to date: asks what changed, swaps the part, leaves focus and scroll where they were.
const PAUSE = 4000;

function swap(part, html) {
  const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  part.innerHTML = html;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function news(before, after) {
  const more = after - before;
  if (more === 0) return "";
  const what = more > 0 ? `${more} more` : `${-more} fewer`;
  return `${what}; ${after} open.`;
}

async function refresh(part) {
  const head = part.querySelector("[data-mark]");
  const url = new URL(part.dataset.url, location.href);
  url.searchParams.set("since", head.dataset.mark);
  const response = await fetch(url, { headers: { Accept: "text/html" } });
  if (response.redirected) location.reload(); // signed out meanwhile
  if (response.status !== 200 || response.redirected) return;
  const before = Number(head.dataset.open);
  swap(part, await response.text());
  const after = Number(part.querySelector("[data-mark]").dataset.open);
  document.getElementById("news").textContent = news(before, after);
}

export function live() {
  const part = document.getElementById("live");
  const again = () => setTimeout(tick, PAUSE);
  async function tick() {
    if (document.visibilityState === "visible") await refresh(part).catch(() => {});
    again();
  }
  again();
}
