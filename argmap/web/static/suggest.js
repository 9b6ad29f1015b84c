// Proposals of the machine: a layer of their own over the text. Only a person makes one of them a judgement.
import { h, one, plural, say, tag } from "./dom.js";
import { act, component, label, on, read, spansOf, store } from "./store.js";
import { adopt, now, onSelect, selectComponent, selectText } from "./select.js";
import { prefers, remember } from "./prefs.js";
import { show, words } from "./text.js";

const KINDS = ["claim", "evidence", "recommendation", "other"];
let shown = prefers("proposals") === "on";
let found = null; // what the server made: { state, items, relations, source }
let open = [], at = ""; // those that nobody has judged, in the order of the text; and for which state
let tie = null, placing = false; // the proposed link at hand
let redraw = () => {};

export const isShown = () => shown;

// ---- which ones are still open
const key = () => `${store.state.version} ${found?.state} ${shown}`;

function judge() {
  if (at === key()) return open;
  at = key();
  open = [];
  if (!shown || found?.state !== "ready") return open;
  const rejected = new Set(store.map.rejections.map((item) => item.id));
  const spans = store.map.components.flatMap((item) => spansOf(item).map(([s, e]) => [s, e, item.id])).sort((a, b) => a[0] - b[0]);
  const made = found.items.map((item) => owner(item, spans));
  // what was taken and then deleted, as whatever kind and with whatever ends, is judged too
  const gone = [...rejected].map((id) => /^passage:(\d+)-(\d+):/.exec(id)).filter(Boolean).map(([id, s, e]) => [Number(s), Number(e), id]).sort((a, b) => a[0] - b[0]);
  found.items.forEach((item, i) => { if (!made[i] && !rejected.has(item.id) && !owner(item, gone)) open.push({ ...item, type: "passage" }); });
  const linked = new Set(store.map.relations.flatMap((r) => r.sources.flatMap((s) => r.targets.flatMap((t) => [`${s} ${t}`, `${t} ${s}`]))));
  for (const link of found.relations) {
    const [from, to] = [made[link.source], made[link.target]];
    if (!from || !to || from === to || rejected.has(link.id) || linked.has(`${from} ${to}`) || rejected.has(`link:${from}>${to}`)) continue;
    open.push({ ...link, type: "link", from, to, start: found.items[link.source].start, end: found.items[link.source].end });
  }
  open.sort((a, b) => a.start - b.start || a.end - b.end);
  return open;
}

// the component that covers more than half of a proposed passage: somebody has judged these words
function owner(item, spans) {
  const need = (item.end - item.start) / 2, covered = new Map();
  for (const [start, end, id] of spans) {
    if (start >= item.end) break;
    const share = Math.min(end, item.end) - Math.max(start, item.start);
    if (share > 0) covered.set(id, (covered.get(id) || 0) + share);
  }
  const [best] = [...covered].sort((a, b) => b[1] - a[1]);
  return best && best[1] > need ? best[0] : "";
}

/** The proposal at hand: the link stepped to, or the passage that is selected exactly. */
export function current() {
  const list = judge();
  if (tie) return list.find((item) => item.id === tie) || null;
  return now.mode === "text" ? list.find((item) => item.type === "passage" && item.start === now.start && item.end === now.end) || null : null;
}

export const why = (item) => `${Math.round(item.score * 100)} % · ${item.reasons.join("; ") || "no reason given"}`;
function program(item) {
  const name = item.type === "link" ? found.source : item.source || found.source;
  return name === "rules" ? "argmap rules" : `argmap model ${name}`;
}

// ---- acts
/** Show the layer or hide it; the machine begins to work when it is asked for the first time. */
export function toggle(wanted = !shown) {
  shown = wanted;
  remember("proposals", shown ? "on" : "off");
  if (shown) fetchAll();
  fresh();
  say(shown ? "Proposals of the machine are shown" : "Proposals of the machine are hidden");
}

async function fetchAll() {
  if (found?.state === "ready") return;
  try { found = await read("/api/proposals"); } catch (error) { found = { state: "failed", error: error.message, remedy: "", items: [], relations: [] }; }
  if (found.state === "working") setTimeout(fetchAll, 400);
  else {
    say(found.state === "ready" ? `${plural(judge().length, "proposal")}: full stop goes to the next` : found.error);
    fresh();
  }
}

export function step(by) {
  if (!shown) { toggle(true); return; }
  const list = judge();
  if (!list.length) { say(found?.state === "working" ? "The machine is still reading" : found?.state === "failed" ? found.error : "No proposal is open"); return; }
  const here = list.indexOf(current());
  const from = now.mode === "none" ? 0 : now.start;
  const index = here >= 0 ? (here + by + list.length) % list.length : by > 0 ? list.findIndex((item) => item.start >= from) : list.findLastIndex((item) => item.start < from);
  go(list[index] || list[by > 0 ? 0 : list.length - 1]);
}

export function go(item) {
  placing = true;
  tie = item.type === "link" ? item.id : null;
  if (tie) selectComponent(item.from);
  else selectText(item.start, item.end);
  placing = false;
  say(`Proposed ${item.type === "link" ? `link: ${item.from} ${item.name} ${item.to}` : `${item.kind}: ${words(item.start, item.end)}`}. ${why(item)}`);
}

/** Take the proposal at hand, as it is or as another kind; the person who takes it signs it. */
export async function accept(kind = "") {
  const item = current();
  if (!item) { say("No proposal is selected: full stop goes to the next"); return; }
  if (item.type === "link") {
    if (await act("link", { name: item.name, sources: [item.from], target: item.to, proposed: program(item) })) say(`${item.from} ${item.name} ${item.to}`);
    return;
  }
  const done = await act("mark", { kind: kind || item.kind, spans: [[item.start, item.end]], proposed: program(item) }, adopt);
  const made = done?.changes.find((change) => change.sort === "component");
  if (made) selectComponent(made.id, { quiet: true });
}

export async function reject() {
  const item = current();
  if (!item) { say("No proposal is selected: full stop goes to the next"); return; }
  const list = judge(), next = list[list.indexOf(item) + 1];
  if (!(await act("reject", { ids: [item.id] }))) return;
  const still = next && judge().find((other) => other.id === next.id);
  if (still) go(still);
  else { tie = null; say("Rejected; no proposal comes after it"); fresh(); }
}

// ---- showing
function paint() {
  const list = judge().filter((item) => item.type === "passage");
  for (const kind of KINDS) show(`proposal-${kind}`, list.filter((item) => (KINDS.includes(item.kind) ? item.kind : "other") === kind).map((item) => [item.start, item.end]));
}

function fresh() {
  paint();
  redraw();
}

const MOST = 400; // rows

/** The list in the side bar. */
export function panel() {
  const list = judge();
  const button = h("button", { type: "button", id: "proposals-toggle", "aria-pressed": String(shown), onclick: () => toggle() }, shown ? "Hide them" : "Show proposals", h("kbd", {}, "q"));
  const words_ = !shown ? "The machine can propose passages and links, each with its reason. They are a layer of their own: nothing of it is in your annotation until you take it."
    : found?.state === "working" || !found ? "The machine is reading …"
    : found.state === "failed" ? `${found.error}${found.remedy ? `: ${found.remedy}` : ""}`
    : `${plural(list.length, "open proposal")} by ${found.source === "rules" ? "the rules" : found.source}; ${store.map.rejections.length} rejected.`;
  return [h("div", { class: "head" }, h("p", {}, words_), button),
    list.length ? h("p", { class: "hint" }, h("kbd", {}, "."), " next  ", h("kbd", {}, ","), " before  ", h("kbd", {}, "y"), " take  ", h("kbd", {}, "x"), " reject; c, e, r take it as another kind") : null,
    h("ul", { class: "rows" }, list.slice(0, MOST).map(row)), list.length > MOST ? h("p", { class: "none" }, `and ${list.length - MOST} more, further on in the text`) : null];
}

function row(item) {
  const link = item.type === "link";
  return h("li", { class: "proposal" }, h("button", { type: "button", class: "row", onclick: () => go(item) },
    link ? h("span", { class: "tag other" }, "→") : tag(item.kind), h("span", { dir: "auto" }, link ? `${item.from} ${item.name} ${item.to}: ${label(item.to)}` : words(item.start, item.end), h("small", {}, why(item)))),
  h("button", { type: "button", class: "add", "aria-label": `Take the proposal ${link ? `${item.from} ${item.name} ${item.to}` : words(item.start, Math.min(item.end, item.start + 40))}`, onclick: () => { go(item); accept(); } }, "✓"),
  h("button", { type: "button", class: "add", "aria-label": "Reject it", onclick: () => { go(item); reject(); } }, "×"));
}

export const count = () => (shown ? judge().length : 0);

export function build(whenChanged) {
  redraw = whenChanged;
  onSelect(() => { if (!placing && tie && now.current !== judge().find((item) => item.id === tie)?.from) tie = null; });
  on("change", (data) => { if (shown && data.changes.some((change) => change.sort !== "annotator")) paint(); });
  on("whole", paint);
  if (shown) fetchAll();
}
