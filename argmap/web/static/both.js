// A file that another program changed: both sides are shown, and where both changed the same a person chooses.
import { h, one, plural } from "./dom.js";
import { read, resolve } from "./store.js";

const FIELDS = { "": "whole entry", gloss: "gloss", kind: "kind", fragments: "passage", voice: "voice", certainty: "certainty", thesis: "thesis", name: "relation", reason: "reason", sources: "sources", targets: "target" };

/** Show both sides; true once they are settled. */
export async function both() {
  const dialog = one("#both");
  if (dialog.open) return false;
  const found = await read("/api/differences");
  return new Promise((done) => {
    let end = false;
    dialog.onclose = () => done(end);
    const settle = async (choice) => {
      const theirs = [...dialog.querySelectorAll("input[value=theirs]:checked")].map((input) => input.dataset.id);
      dialog.onclose = null;
      dialog.close();
      end = Boolean(await resolve(choice, theirs));
      if (end && !found.sameText) location.reload();
      done(end);
    };
    dialog.replaceChildren(h("h2", { id: "both-title" }, "The file was changed by another program"),
      h("div", { class: "sides" }, h("section", {}, h("h3", {}, "In the file on disk"), list(found.theirs, found.clash, "What it changed cannot be told apart any more; the file is shown as it is when you load it.")),
        h("section", {}, h("h3", {}, "Here, not yet saved"), list(found.mine, found.clash, "Nothing."))),
      ...(found.clash.length ? [h("h3", {}, `Changed on both sides: ${plural(found.clash.length, "entry").replace("entrys", "entries")}`), h("ul", { class: "clashes" }, found.clash.map(choiceOf))] : []),
      found.sameText ? h("p", { class: "hint" }, "Everything else is joined, field by field: of one component, one side’s gloss and the other’s issues both stay.") : h("p", { class: "missing" }, "The text itself was changed, so passages marked here would not fit."),
      h("div", { class: "codes" }, h("button", { type: "button", class: "strong", disabled: !found.sameText, onclick: () => settle("keep") }, "Join both: the file’s version, and mine on top"),
        h("button", { type: "button", onclick: () => settle("reload") }, "Take the file’s version only (mine is set aside)"),
        h("button", { type: "button", onclick: () => dialog.close() }, "Not now")));
    dialog.showModal();
  });
}

function list(items, clashes, none) {
  const clash = new Set(clashes.map((item) => item.id));
  if (!items.length) return h("p", { class: "none" }, none);
  return h("ul", {}, items.map((item) => h("li", { class: clash.has(item.id) ? "clash" : "" }, h("b", {}, `${item.id} `), `${item.what}${item.what === "changed" ? ` from “${item.before}” to “${item.after}”` : `: ${item.after || item.before}`}`)));
}

function choiceOf(item) {
  const radio = (side, text) => {
    const input = h("input", { type: "radio", name: `clash-${item.id}`, value: side, "data-id": item.id, id: `clash-${item.id}-${side}` });
    input.checked = side === "mine";
    return h("p", {}, input, h("label", { for: `clash-${item.id}-${side}` }, ` ${text}`));
  };
  const said = (side) => item.fields.map((field) => `${FIELDS[field.name] ?? field.name}: ${field[side] || "(none)"}`).join("; ");
  return h("li", { role: "radiogroup", "aria-label": item.id }, h("b", {}, item.id), radio("mine", `mine – ${said("mine")}`), radio("theirs", `the file’s – ${said("theirs")}`));
}
