// Starts what the page at hand can use. Every page works without any of this.
import { help } from "./help.js";
import { keyboard } from "./keys.js";
import { undo } from "./undo.js";

keyboard();
help();
undo();

const kind = document.body.dataset.page;
if (kind === "queue") {
  const [{ list }, { live }, { filters }] = await Promise.all([
    import("./list.js"),
    import("./live.js"),
    import("./filters.js"),
  ]);
  list();
  filters();
  live();
} else if (kind === "case") {
  const [{ editor }, { hold }, { choices }, { verdict }] = await Promise.all([
    import("./editor.js"),
    import("./hold.js"),
    import("./choices.js"),
    import("./verdict.js"),
  ]);
  choices();
  editor();
  hold();
  verdict();
}
document.documentElement.dataset.ready = "yes";
