// A new version where nobody's will do: by choice, by form, or by marking the words anew.
import { h, one, say } from "./dom.js";
import { store } from "./store.js";
import { choose } from "./chooser.js";
import { now, nothing, onSelect, selectText, sentence, stretch, tidy, word } from "./select.js";
import * as text from "./text.js";

const KINDS = ["claim", "evidence", "recommendation"];
const first = (item) => item.values.find((value) => value !== null);

/** Ask for a new version of a difference; null where it was left. */
export function write(item) {
  if (item.about === "boundary") return passage(first(item));
  if (item.about === "relation") return relation(item);
  if (item.about === "issue") return issues(item);
  if (item.about === "kind") return picked("Kind", KINDS.map((kind) => ({ value: kind, text: kind, kind })), "New kind");
  if (item.about === "voice") return picked("Whose position?", [{ value: "voice.author", text: "the author" }, ...codes("voice", store.map.voices)], "New voice", NEW);
  if (item.about === "certainty") return picked("How sure?", ["high", "medium", "low", "unknown"].map((value) => ({ value, text: value })));
  if (item.about === "thesis") return picked("Is it the thesis?", [{ value: true, text: "thesis" }, { value: false, text: "no thesis" }]);
  if (item.about === "missing") return whole(item);
  return form(item.about === "note" ? "Note" : "Gloss", [area("value", item.about === "note" ? "Note" : "In one sentence of your own", item.about === "note" ? "" : item.says.find(Boolean))], (data) => (item.about === "note" ? [data.get("value")] : data.get("value")));
}

async function picked(title, options, create = "", before = "") {
  const found = await choose(title, options, create ? { create } : {});
  return found ? `${found.created ? before : ""}${found.value}` : null;
}

// what no file names yet is known by its label until the agreed file is written
const NEW = "new:";
function codes(about, known) {
  const made = store.map.differences.filter((other) => other.about === about && other.decision?.choice === "new").flatMap((other) => other.decision.value);
  const fresh = [...new Set(made.filter((value) => value.startsWith(NEW)))];
  return [...known.map((code) => ({ value: code.id, text: code.label || code.id })), ...fresh.map((value) => ({ value, text: value.slice(NEW.length), hint: "made here" }))];
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
  const known = new Set(item.decision?.choice === "new" ? item.decision.value : item.values.flatMap((value) => value || []));
  const ticks = codes("issue", store.map.issues).map(({ value, text: name }) => h("label", { class: "tick" }, h("input", { type: "checkbox", name: "issue", value, checked: known.has(value) }), name));
  return form("Issues", [...ticks, h("label", {}, "A new issue", h("input", { name: "new", type: "text", autocomplete: "off" }))],
    (data) => [...data.getAll("issue"), ...(data.get("new").trim() ? [NEW + data.get("new").trim()] : [])]);
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

// ---- a passage marked anew, of one fragment or several: keys move its ends, the mouse selects; Enter takes it
const HOW = "[ ] move the start, Shift ← → the end; ← → and ↑ ↓ go to another word or sentence; or select with the mouse. f begins a further fragment (or Ctrl and the mouse), n and p go from one to the next, Delete takes one away. Enter takes it all, Escape leaves.";
let finish = null, parts = [], at = 0, listening = false, marking = false;

function passage(spans) {
  parts = spans.every((span) => span.length === 2) ? spans.map((span) => [...span]) : [[0, 1]];
  if (!listening) onSelect(kept);
  listening = marking = true;
  one("#case h2").after(h("p", { class: "hint", id: "marking" }, HOW));
  one("#case").scrollTop = 0;
  to(0);
  one("#text").focus({ preventScroll: true });
  say(`${parts.length > 1 ? `${parts.length} fragments. ` : ""}${HOW}`);
  one("#text").addEventListener("mouseup", selected);
  return new Promise((done) => { finish = done; });
}

// whatever moved the selection moved the fragment at hand
function kept() {
  if (!marking || now.mode !== "text") return;
  parts[at] = [now.start, now.end];
  text.show("picked", parts.filter((_, n) => n !== at));
}

function to(number, options) {
  at = (number + parts.length) % parts.length;
  selectText(...parts[at], options);
}

function further(span = null) {
  const [, last] = parts[at];
  at = parts.push(span || [last - 1, last]) - 1;
  to(at, { scroll: !span });
  if (!span) word(1);
}

function less() {
  if (parts.length < 2) { say("One fragment must stay"); return; }
  parts.splice(at, 1);
  to(Math.max(0, at - 1));
}

function selected(event) {
  const native = getSelection();
  if (!native.rangeCount || native.isCollapsed) return;
  const range = native.getRangeAt(0);
  const ends = [text.offsetOf(range.startContainer, range.startOffset), text.offsetOf(range.endContainer, range.endOffset)];
  native.removeAllRanges();
  const span = ends.includes(null) ? null : tidy(...ends);
  if (span && event.ctrlKey) further(span);
  else if (span) selectText(...span, { scroll: false });
}

function end(value) {
  const done = finish;
  finish = null;
  marking = false;
  one("#text").removeEventListener("mouseup", selected);
  one("#marking")?.remove();
  text.show("picked", []);
  nothing();
  one("#case").focus({ preventScroll: true });
  done(value);
}

const MARKING = {
  "[": () => stretch("start", -1, "word"), "]": () => stretch("start", 1, "word"),
  "Shift+ArrowLeft": () => stretch("end", -1, "word"), "Shift+ArrowRight": () => stretch("end", 1, "word"),
  "Shift+ArrowUp": () => stretch("end", -1, "sentence"), "Shift+ArrowDown": () => stretch("end", 1, "sentence"),
  ArrowLeft: () => word(-1), ArrowRight: () => word(1), ArrowUp: () => sentence(-1), ArrowDown: () => sentence(1),
  f: () => further(), n: () => to(at + 1), p: () => to(at - 1), Delete: less, Backspace: less,
  Enter: () => end(parts), Escape: () => end(null),
};

/** Whether a key belonged to a passage that is being marked. */
export function picking(event) {
  if (!finish) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const run = MARKING[event.key.length > 1 && event.shiftKey ? `Shift+${event.key}` : event.key];
  if (!run) return true;
  event.preventDefault();
  run();
  return true;
}
