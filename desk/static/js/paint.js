// Draws the text's runs and the guard's spans behind the text box, letter under letter.

// Offsets of the server count characters; JavaScript counts UTF-16 units.
function units(text) {
  const at = [0];
  for (const character of text) at.push(at[at.length - 1] + character.length);
  return at;
}

function pieces(text, runs, violations) {
  const at = units(text);
  const cuts = new Set([0, text.length]);
  const owners = [];
  let from = 0;
  for (const [origin, , words] of runs) {
    owners.push({ from, to: from + words.length, origin });
    from += words.length;
    cuts.add(Math.min(from, text.length));
  }
  const found = violations.map((v) => ({ from: at[v.start], to: at[v.end] }));
  for (const { from, to } of found) cuts.add(from).add(to);
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(1).map((to, n) => ({
    text: text.slice(edges[n], to),
    bad: found.some((v) => v.from <= edges[n] && to <= v.to),
    origin: owners.find((o) => o.from <= edges[n] && to <= o.to)?.origin ?? "macro",
  }));
}

export function paint(backdrop, text, runs, violations) {
  const parts = pieces(text, runs, violations).map((piece) => {
    if (!piece.bad && piece.origin === "macro") return document.createTextNode(piece.text);
    const element = document.createElement(piece.bad ? "mark" : "span");
    element.className = piece.bad ? "bad" : `from-${piece.origin}`;
    element.textContent = piece.text;
    return element;
  });
  backdrop.replaceChildren(...parts, "\n");
}
