// The keys of an adjudication; as in the workbench, single letters can be turned off, and work with Alt then.
import { prefers, remember } from "./prefs.js";
import { h, one } from "./dom.js";
import { redo, store, undo, waiting } from "./store.js";
import { both, busy, clear, fresh, neither, reason, step, saveAll, table, take, takeAll } from "./adjudicate.js";
import { picking } from "./adjudicate-new.js";

const KEYS = [
  ["Walk", ["n", "ArrowDown", "ArrowRight"], "next difference", () => step(1)],
  ["Walk", ["p", "ArrowUp", "ArrowLeft"], "difference before", () => step(-1)],
  ["Walk", ["o"], "next open one", () => step(1, true)],
  ["Decide", ["1", "2", "3", "4", "5", "6", "7", "8", "9"], "take this annotator's version", (key) => take(Number(key))],
  ["Decide", ["b"], "both", () => both()],
  ["Decide", ["x"], "neither", () => neither()],
  ["Decide", ["w"], "write a new version", () => fresh()],
  ["Decide", ["r"], "give the reason; Enter keeps it", () => reason()],
  ["Decide", ["Backspace", "Delete"], "open again", () => clear()],
  ["Decide", ["Alt+Shift+1 … 9"], "take this annotator's version in all open differences of this type", () => {}],
  ["Work", ["Control+z"], "undo", () => undo()],
  ["Work", ["Control+Shift+Z", "Control+y"], "redo", () => redo()],
  ["Work", ["Control+s"], "write the agreed file", () => saveAll()],
  ["Work", ["t"], "table of decisions", () => table()],
  ["Work", ["Escape"], "leave a field", () => one("#case").focus({ preventScroll: true })],
  ["Work", ["?"], "this list", () => help()],
];
const runs = new Map(KEYS.flatMap(([, keys, , run]) => keys.map((key) => [key, run])));
const letters = () => prefers("letters") !== "off";

function nameOf(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Control");
  if (event.altKey) parts.push("Alt");
  const printed = event.key.length === 1 && event.key !== " ";
  if (event.shiftKey && (!printed || /\p{L}/u.test(event.key))) parts.push("Shift");
  return [...parts, printed && !event.shiftKey ? event.key.toLowerCase() : event.key].join("+");
}

// keys pressed while a decision is on its way wait for it: they are meant for what comes next
const late = [];
async function pressed(event) {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  if (picking(event)) return;
  const writing = event.target.closest?.("input:not([type=checkbox]), textarea, select"), name = nameOf(event);
  if (writing && !name.startsWith("Control") && name !== "Escape") return;
  const many = event.altKey && event.shiftKey && /^Digit[1-9]$/.test(event.code);
  const plain = name.replace(/^Alt\+/, "");
  if (event.target.closest?.("button") && (name === "Enter" || name === " ")) return;
  let run = many ? () => takeAll(Number(event.code.slice(5))) : runs.get(name);
  if (run && name.length === 1 && name !== "?" && !letters()) run = null;
  if (!run && name.startsWith("Alt+") && plain.length === 1) run = runs.get(plain);
  if (!run) return;
  event.preventDefault();
  late.push(() => run(plain));
  if (late.length === 1) await flush();
}

async function flush() {
  while (late.length) {
    while (waiting() || busy()) await new Promise((done) => setTimeout(done, 5));
    late[0]();
    late.shift();
  }
}

const NAMES = { ArrowDown: "↓", ArrowUp: "↑", ArrowRight: "→", ArrowLeft: "←", Control: "Ctrl" };
const printed = (key) => key.split("+").map((part) => NAMES[part] || (part.length === 1 ? part.toLowerCase() : part)).join(" ");

export function help() {
  const dialog = one("#help");
  const groups = [...new Set(KEYS.map(([group]) => group))];
  const check = h("input", { type: "checkbox", id: "letters", checked: letters(), onchange: () => remember("letters", check.checked ? "on" : "off") });
  const shownKeys = (keys) => (keys[0] === "1" ? ["1 … 9"] : keys).flatMap((key, i) => [i ? " or " : "", h("kbd", {}, printed(key))]);
  dialog.replaceChildren(h("div", { class: "head" }, h("h2", { id: "help-title" }, "Keys"), h("button", { type: "button", onclick: () => dialog.close() }, "Close")),
    h("p", {}, check, h("label", { for: "letters" }, " Single letters and digits work (turn this off if they get in the way of a screen reader; with Alt they always work)")),
    h("div", { class: "groups" }, groups.map((group) => h("section", {}, h("h3", {}, group), h("dl", {}, KEYS.filter(([name]) => name === group).flatMap(([, keys, does]) => [h("dt", {}, shownKeys(keys)), h("dd", {}, does)]))))),
    h("p", { class: "hint" }, `${store.map.sides.map((side, n) => `${n + 1}: ${side.name}`).join(" · ")}. The reason that stands in the field goes with the decision.`));
  dialog.showModal();
}

export function build() {
  addEventListener("keydown", pressed);
}
/** Whether no key waits and no decision is on its way. */
export const idle = () => !late.length && !waiting() && !busy();
