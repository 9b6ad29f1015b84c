// The keyboard: one table for what the keys do, the help page that lists them, and the buttons under the text.
import { h, one } from "./dom.js";
import { component, store, touching, waiting } from "./store.js";
import { now, onSelect, sentence, step, stretch, word } from "./select.js";
import * as commands from "./commands.js";
import { covered, words } from "./text.js";
import * as find from "./find.js";
import { elsewhere } from "./elsewhere.js";
import { prefers, remember } from "./prefs.js";
import * as suggest from "./suggest.js";
import { cycle } from "./graph.js";

// group, keys (several do the same), what it does, act; a key of one letter works with Alt too
const KEYS = [
  ["Move", ["ArrowDown", "j"], "next sentence", () => sentence(1)],
  ["Move", ["ArrowUp", "k"], "sentence before", () => sentence(-1)],
  ["Move", ["ArrowRight", "l"], "next word", () => word(1)],
  ["Move", ["ArrowLeft", "h"], "word before", () => word(-1)],
  ["Move", ["n"], "next component", () => step(1)],
  ["Move", ["p"], "component before", () => step(-1)],
  ["Move", ["/"], "find in the text; Escape then keeps the hit selected", () => find.open()],
  ["Extent", ["Shift+ArrowRight"], "end one word later", () => stretch("end", 1, "word")],
  ["Extent", ["Shift+ArrowLeft"], "end one word earlier", () => stretch("end", -1, "word")],
  ["Extent", ["Shift+ArrowDown"], "end one sentence later", () => stretch("end", 1, "sentence")],
  ["Extent", ["Shift+ArrowUp"], "end one sentence earlier", () => stretch("end", -1, "sentence")],
  ["Extent", ["Alt+ArrowLeft", "["], "start one word earlier", () => stretch("start", -1, "word")],
  ["Extent", ["Alt+ArrowRight", "]"], "start one word later", () => stretch("start", 1, "word")],
  ["Mark", ["c"], "claim", () => commands.mark("claim")],
  ["Mark", ["e"], "evidence", () => commands.mark("evidence")],
  ["Mark", ["r"], "recommendation", () => commands.mark("recommendation")],
  ["Mark", ["f"], "add the selected words to the component as a fragment", () => commands.fragment()],
  ["Mark", ["d"], "the same words elsewhere: mark them too, or add them as fragments", () => elsewhere()],
  ["Mark", ["b"], "break the component in two before the selected word", () => commands.split()],
  ["Mark", ["m"], "merge the picked components", () => commands.merge()],
  ["Mark", ["Delete", "Backspace"], "delete the component with its relations", () => commands.remove()],
  ["Describe", ["Enter"], "write the gloss; on marked words, choose what is marked", () => commands.gloss()],
  ["Describe", ["i"], "issues: file, take away, or make a new one", () => commands.issues()],
  ["Describe", ["v"], "voice: whose position it is", () => commands.voice()],
  ["Describe", ["t"], "thesis", () => commands.thesis()],
  ["Describe", ["1"], "certainty high", () => commands.certainty("high")],
  ["Describe", ["2"], "certainty medium", () => commands.certainty("medium")],
  ["Describe", ["3"], "certainty low", () => commands.certainty("low")],
  ["Describe", ["w"], "write a note", () => commands.note()],
  ["Link", ["s"], "it supports …", () => commands.link("supports")],
  ["Link", ["Shift+S"], "it is supported by …", () => commands.supported()],
  ["Link", ["a"], "it attacks …", () => commands.link("attacks")],
  ["Link", ["u"], "it undercuts a relation …", () => commands.link("undercuts")],
  ["Link", ["="], "it restates …", () => commands.link("restates")],
  ["Link", [" "], "pick it: picked ones are linked premises, or are merged", () => commands.picking()],
  ["Link", ["o"], "list what is not yet connected", () => { commands.openTab("loose"); one("#panel-loose button")?.focus(); }],
  ["Proposals", ["."], "next proposal of the machine (shows them)", () => suggest.step(1)],
  ["Proposals", [","], "proposal before", () => suggest.step(-1)],
  ["Proposals", ["y"], "take it: it becomes yours", () => suggest.accept()],
  ["Proposals", ["x"], "reject it: it does not come back", () => suggest.reject()],
  ["Proposals", ["q"], "show or hide the proposals", () => suggest.toggle()],
  ["Work", ["Control+z"], "undo", () => commands.undo()],
  ["Work", ["Control+Shift+Z", "Control+y"], "redo", () => commands.redo()],
  ["Work", ["Control+s"], "save into the file", () => commands.save()],
  ["Work", ["g"], "graph: one step, two steps, by issue", () => cycle()],
  ["Work", ["F6"], "next pane: text, annotation, graph", () => pane(1)],
  ["Work", ["Escape"], "back to the text; let go of the selection", () => commands.leave()],
  ["Work", ["?"], "this list", () => help()],
];

const NAMES = { ArrowDown: "↓", ArrowUp: "↑", ArrowRight: "→", ArrowLeft: "←", " ": "Space", Control: "Ctrl" };
const shown = (key) => key.split("+").map((part) => NAMES[part] || (part.length === 1 ? part.toLowerCase() : part)).join(" ") || key;
const letters = () => prefers("letters") !== "off";

// on a Mac the command key does what Control does elsewhere
function nameOf(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Control");
  if (event.altKey) parts.push("Alt");
  const printed = event.key.length === 1 && event.key !== " ";
  if (event.shiftKey && (!printed || /\p{L}/u.test(event.key))) parts.push("Shift");
  return [...parts, printed && !event.shiftKey ? event.key.toLowerCase() : event.key].join("+");
}

const table = new Map(KEYS.flatMap(([, keys, , run]) => keys.map((key) => [key, run])));
const single = (key) => /^(Shift\+)?[^ +]$/u.test(key);
const MEANT_FOR_TEXT = new Set(["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", " ", "Enter"]);

function pressed(event, target = event.target) {
  if (event.defaultPrevented || event.isComposing) return;
  const key = nameOf(event), writing = target.closest?.("input, textarea, select, [contenteditable]");
  if (document.querySelector("dialog[open]")) return;
  const everywhere = key.startsWith("Control") || key === "F6";
  if (writing && !everywhere) { if (key === "Escape") { one("#text").focus({ preventScroll: true }); event.preventDefault(); } return; }
  if (!everywhere && MEANT_FOR_TEXT.has(key.split("+").pop()) && !target.closest?.("#text") && target !== document.body) {
    if (target.closest?.("button, summary, [role=tablist], #drawing, [role=tabpanel]")) return;
  }
  const plainKey = key.replace(/^Alt\+/, "");
  let run = table.get(key);
  if (run && single(key) && !letters() && key !== "?") run = null;
  if (!run && key.startsWith("Alt+") && single(plainKey)) run = table.get(plainKey);
  if (!run) return;
  event.preventDefault();
  if (key === "Escape") one("#text").focus({ preventScroll: true });
  run();
}

// keys pressed while a mark is being made, in their order; after Enter they belong to the gloss
const late = [];
function queued(event) {
  if (!waiting() && !late.length) { pressed(event); return; }
  if (event.target.closest("input, textarea, select, dialog") || event.defaultPrevented) return;
  event.preventDefault();
  late.push(event);
  if (late.length === 1) flush();
}

async function flush() {
  while (late.length) {
    while (waiting()) { await waiting(); await new Promise((done) => setTimeout(done, 0)); }
    const event = late[0], field = document.activeElement;
    if (field.id === "f-gloss") {
      if (event.key === "Enter") one("#text").focus({ preventScroll: true });
      else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
        field.setRangeText(event.key, field.selectionStart, field.selectionEnd, "end");
        field.dispatchEvent(new Event("input"));
      }
    } else pressed(new KeyboardEvent("keydown", { key: event.key, ctrlKey: event.ctrlKey, shiftKey: event.shiftKey, altKey: event.altKey, metaKey: event.metaKey }), one("#text"));
    late.shift();
  }
}

const PANES = ["#text", ".tabs [aria-selected=true]", "#drawing"];
function pane(by) {
  const at = PANES.findIndex((selector) => one(selector)?.closest("section")?.contains(document.activeElement));
  one(PANES[(at + by + PANES.length) % PANES.length])?.focus();
}

export function help() {
  const dialog = one("#help");
  const groups = [...new Set(KEYS.map(([group]) => group))];
  const check = h("input", { type: "checkbox", id: "letters", checked: letters(), onchange: () => remember("letters", check.checked ? "on" : "off") });
  dialog.replaceChildren(...[h("div", { class: "head" }, h("h2", { id: "help-title" }, "Keys"), h("button", { type: "button", onclick: () => dialog.close() }, "Close")),
    h("p", {}, check, h("label", { for: "letters" }, " Single letters work (turn this off if they get in the way of a screen reader; with Alt they always work)")),
    h("div", { class: "groups" }, groups.map((group) => h("section", {}, h("h3", {}, group), h("dl", {}, KEYS.filter(([name]) => name === group).flatMap(([, keys, does]) => [
      h("dt", {}, keys.flatMap((key, i) => [i ? " or " : "", h("kbd", {}, shown(key))])), h("dd", {}, does)]))))),
    h("p", { class: "hint" }, "With the mouse: select words, then choose below the text. A click on a mark selects it; where several lie over one another, all are offered. Ctrl and click picks. Drag a component (its id in the margin, its row in a list, its box in the graph) to another one, or to a relation to undercut it, then choose the relation. In the gloss, Enter goes back to the text."),
    store.doc.idle ? h("p", { class: "hint" }, `The workbench stops by itself when its page has been closed for ${store.doc.idle} minutes; what is not saved then waits in the journal.`) : null].filter(Boolean));
  dialog.showModal();
}

// ---- the line and the buttons under the text: what is selected, and what can be done with it
function bar() {
  const item = component(now.current);
  const button = (name, key, run, kind = "") => h("button", { type: "button", class: kind, onclick: run }, name, h("kbd", {}, key));
  const said = one("#said"), actions = one("#actions"), proposal = suggest.current();
  if (proposal) {
    said.replaceChildren(h("b", {}, `Proposed ${proposal.type === "link" ? `link: ${proposal.from} ${proposal.name} ${proposal.to}` : proposal.kind}`), ` ${suggest.why(proposal)}`);
    actions.replaceChildren(button("Take", "y", () => suggest.accept(), proposal.kind), button("Reject", "x", () => suggest.reject()), ...(proposal.type === "link" ? [] : [["Claim", "c"], ["Evidence", "e"], ["Recommendation", "r"]].filter(([name]) => name.toLowerCase() !== proposal.kind).map(([name, key]) => button(`As ${name.toLowerCase()}`, key, () => suggest.accept(name.toLowerCase()), name.toLowerCase()))),
      button("Next", ".", () => suggest.step(1)));
  } else if (now.mode === "text") {
    const passage = words(now.start, now.end), here = covered(now.start);
    said.replaceChildren(h("b", {}, `${passage.split(/\s+/).length} words`), ` ${passage.length > 90 ? `${passage.slice(0, 60)} … ${passage.slice(-24)}` : passage}`);
    actions.replaceChildren(button("Claim", "c", () => commands.mark("claim"), "claim"), button("Evidence", "e", () => commands.mark("evidence"), "evidence"), button("Recommendation", "r", () => commands.mark("recommendation"), "recommendation"),
      button("Elsewhere …", "d", () => elsewhere()), ...(item ? [button(`Add to ${item.id}`, "f", () => commands.fragment())] : []), ...(here.length ? [button(`Marked: ${here.map((c) => c.id).join(", ")}`, "⏎", () => commands.offer(here))] : []));
  } else if (now.mode === "component" && item) {
    const ties = touching(item.id).length;
    said.replaceChildren(h("b", {}, `${item.kind} ${item.id}`), now.picked.length ? ` · picked: ${now.picked.join(", ")}` : ` · ${item.gloss || "no gloss yet"}${ties ? "" : " · not yet connected"}`);
    actions.replaceChildren(button("Gloss", "⏎", () => commands.gloss()), button("Supports …", "s", () => commands.link("supports")), button("Attacks …", "a", () => commands.link("attacks")), button("Undercuts …", "u", () => commands.link("undercuts")), button("Issue", "i", () => commands.issues()), button("Elsewhere …", "d", () => elsewhere()),
      button(now.picked.includes(item.id) ? "Unpick" : "Pick", "␣", () => commands.picking()), ...(now.picked.length > 1 || (now.picked.length && !now.picked.includes(item.id)) ? [button("Merge", "m", () => commands.merge())] : []));
  } else {
    said.replaceChildren("Nothing is selected. ↓ takes the next sentence; or use the mouse.");
    actions.replaceChildren();
  }
}

export function build() {
  addEventListener("keydown", queued);
  onSelect(bar);
  one("#help-open").addEventListener("click", help);
  bar();
}
export const redraw = bar;
