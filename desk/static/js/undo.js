// Counts the seconds down in which a decision can be taken back.
export function undo() {
  for (const form of document.querySelectorAll("form[data-until]")) {
    const left = form.querySelector("[data-left]");
    const until = Date.parse(form.dataset.until);
    const timer = setInterval(() => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      if (seconds > 0) {
        left.textContent = `${seconds} s left`;
        return;
      }
      clearInterval(timer);
      form.querySelector("button").setAttribute("aria-disabled", "true");
      left.textContent = "too late to undo";
    }, 1000);
  }
}
