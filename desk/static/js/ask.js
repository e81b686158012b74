// Sends a small form to the server and reads the JSON that comes back.
const token = document.querySelector('meta[name="csrf"]')?.content ?? "";

export async function ask(url, values, signal) {
  const response = await fetch(url, {
    method: values ? "POST" : "GET",
    body: values ? new URLSearchParams(values) : undefined,
    headers: { Accept: "application/json", "X-CSRF-Token": token },
    signal,
  });
  const answer = response.status === 204 ? null : await response.json();
  return { ok: response.ok, status: response.status, answer };
}

export function say(element, text) {
  if (!element || element.textContent === text) return;
  element.textContent = text;
  element.hidden = text === "";
}
