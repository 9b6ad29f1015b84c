// A new version where nobody's will do: by choice, by form, or by marking the words anew.
import { h, one, say } from "./dom.js";
import { store } from "./store.js";
import { choose } from "./chooser.js";
import { now, nothing, selectText, stretch, tidy } from "./select.js";
import * as text from "./text.js";

const KINDS = ["claim", "evidence", "recommendation"];
const first = (item) => item.values.find((value) => value !== null);

/** Ask for a new version of a difference; null where it was left. */
export function write(item) {
  if (item.about === "boundary") return passage(first(item));
  if (item.about === "relation") return relation(item);
  if (item.about === "issue") return issues(item);
  if (item.about === "kind") return picked("Kind", KINDS.map((kind) => ({ value: kind, text: kind, kind })), "New kind");
  if (item.about === "voice") return picked("Whose position?", [{ value: "voice.author", text: "the author" }, ...store.map.voices.map((voice) => ({ value: voice.id, text: voice.label || voice.id }))]);
  if (item.about === "certainty") return picked("How sure?", ["high", "medium", "low", "unknown"].map((value) => ({ value, text: value })));
  if (item.about === "thesis") return picked("Is it the thesis?", [{ value: true, text: "thesis" }, { value: false, text: "no thesis" }]);
  if (item.about === "missing") return whole(item);
  return form(item.about === "note" ? "Note" : "Gloss", [area("value", item.about === "note" ? "Note" : "In one sentence of your own", item.about === "note" ? "" : item.says.find(Boolean))], (data) => (item.about === "note" ? [data.get("value")] : data.get("value")));
}

async function picked(title, options, create = "") {
  const found = await choose(title, options, create ? { create } : {});
  return found ? found.value : null;
}

const area = (name, label, value) => h("label", {}, label, h("textarea", { name, rows: 3, value: value || "" }));
const pick = (name, label, options, more = {}) => h("label", {}, label, h("select", { name, ...more }, options.map(([value, words]) => h("option", { value }, words))));

function form(title, fields, read) {
  const dialog = one("#form");
  return new Promise((finish) => {
    let answer = null;
    const body = h("form", { onsubmit: (event) => { event.preventDefault(); answer = read(new FormData(body)); dialog.close(); } },
      ...fields, h("div", { class: "codes" }, h("button", { type: "submit", class: "strong" }, "Take this"), h("button", { type: "button", onclick: () => dialog.close() }, "Leave")));
    body.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey && event.target.closest("textarea, select")) { event.preventDefault(); body.requestSubmit(); } });
    dialog.replaceChildren(h("h2", { id: "form-title" }, title), body);
    dialog.onclose = () => { dialog.onclose = null; one("#case").focus({ preventScroll: true }); finish(answer); };
    dialog.showModal();
    body.querySelector("textarea, select, input")?.focus();
  });
}

function whole(item) {
  const made = store.map.everybody.find((other) => other.id === item.members[0]);
  return form("Keep it, but as follows", [pick("kind", "Kind", [...new Set([made.kind, ...KINDS])].map((kind) => [kind, kind])), area("gloss", "In one sentence of your own", made.gloss)],
    (data) => ({ kind: data.get("kind"), gloss: data.get("gloss") }));
}

function issues(item) {
  const known = new Set(item.values.flatMap((value) => value || []));
  return form("Issues", store.map.issues.map((issue) => h("label", { class: "tick" }, h("input", { type: "checkbox", name: "issue", value: issue.id, checked: known.has(issue.id) }), issue.label || issue.id)), (data) => data.getAll("issue"));
}

function relation(item) {
  const was = item.ends || { name: "supports", sources: [], targets: [] };
  const units = [...store.map.units].sort((a, b) => a.at - b.at).map((unit) => [unit.id, `${unit.label} ${unit.gloss || unit.kind}`]);
  const fields = [pick("name", "Relation", ["supports", "attacks", "restates", "undercuts"].map((name) => [name, name])), pick("sources", "From (several are linked premises)", units, { multiple: true, required: true }),
    pick("target", "To", [...units, ...store.map.ties.map((tie) => [tie.id, `relation ${tie.label} (to undercut)`])])];
  for (const label of fields) {
    for (const option of label.querySelectorAll("option")) option.selected = [was.name, ...(label === fields[1] ? was.sources : label === fields[2] ? was.targets : [])].includes(option.value);
  }
  return form("A new relation", fields, (data) => ({ name: data.get("name"), sources: data.getAll("sources"), targets: [data.get("target")] }));
}

// ---- a passage marked anew: keys move its ends, the mouse selects; Enter takes it
let finish = null;

function passage(spans) {
  const known = spans[0].length === 2 ? spans : [[0, 1]];
  selectText(known[0][0], known[known.length - 1][1]);
  one("#text").focus({ preventScroll: true });
  say("Move the ends: [ and ] the start, Shift with left and right the end; or select with the mouse. Enter takes it, Escape leaves.");
  one("#case").append(h("p", { class: "hint", id: "marking" }, "[ ] move the start, Shift ← → the end; or select words with the mouse. Enter takes it, Escape leaves."));
  one("#text").addEventListener("mouseup", selected);
  return new Promise((done) => { finish = done; });
}

function selected() {
  const native = getSelection();
  if (!native.rangeCount || native.isCollapsed) return;
  const range = native.getRangeAt(0);
  const ends = [text.offsetOf(range.startContainer, range.startOffset), text.offsetOf(range.endContainer, range.endOffset)];
  native.removeAllRanges();
  const span = ends.includes(null) ? null : tidy(...ends);
  if (span) selectText(...span, { scroll: false });
}

function end(value) {
  const done = finish;
  finish = null;
  one("#text").removeEventListener("mouseup", selected);
  one("#marking")?.remove();
  nothing();
  one("#case").focus({ preventScroll: true });
  done(value);
}

/** Whether a key belonged to a passage that is being marked. */
export function picking(event) {
  if (!finish) return false;
  const moves = { "[": ["start", -1], "]": ["start", 1], ArrowLeft: ["end", -1], ArrowRight: ["end", 1] };
  if (event.key === "Enter") end([[now.start, now.end]]);
  else if (event.key === "Escape") end(null);
  else if (event.key in moves && (event.key.length === 1 || event.shiftKey)) stretch(...moves[event.key], "word");
  else return true;
  event.preventDefault();
  return true;
}
