// Choosing a filter shows its result at once; without this there is the button.
export function filters() {
  const form = document.querySelector("form[data-auto]");
  form?.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement) form.requestSubmit();
  });
}
