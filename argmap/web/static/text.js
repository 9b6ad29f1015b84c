// The text pane: the article as printed, and annotations painted over it. The text's own nodes never change.
import { h, one, tag } from "./dom.js";
import { store, spansOf, startOf, component } from "./store.js";

const pane = () => one("#text");
const nodes = []; // text nodes in order: { node, start, end, astral }
const blocks = []; // { element, start, end, chips }
const paints = new Map(); // name of a highlight -> Highlight
const painted = new Map(); // component id -> { name, spans, lane }
const passing = new Map(); // name of a passing highlight -> spans
const LANES = 3;
let chars = 0;

// ---- building, once
export function build() {
  const content = [...store.doc.content];
  chars = content.length;
  store.chars = content;
  store.pages = [];
  const made = store.doc.blocks.map((block) => (block.text ? aside(block) : printed(block, content)));
  pane().setAttribute("lang", store.doc.language);
  pane().replaceChildren(h("div", { class: "sheet" }, made));
  for (const [name, priority] of Object.entries({ sel: 30, current: 20, picked: 15, hit: 26, find: 25 })) highlight(name, priority);
  const byElement = new Map(blocks.map((block) => [block.element, block]));
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const block = byElement.get(entry.target);
      if (block.near === entry.isIntersecting) continue;
      block.near = entry.isIntersecting;
      if (block.near) enter(block);
      else takeOff(block);
      if (block.near && block.stale) chips(block);
    }
  }, { root: pane(), rootMargin: "1000px 0px" });
  for (const block of blocks) near.observe(block.element);
}

function aside(block) {
  const folded = block.label === "other matter";
  const body = folded ? h("details", {}, h("summary", {}, "Other matter on these pages, not part of the article"), h("p", {}, block.text)) : block.text;
  return h("aside", { class: `beside ${block.label.replace(" ", "-")}`, "aria-label": block.label }, body);
}

const NAMES = { head: "h", quote: "blockquote", item: "p", p: "p" };

function printed(block, content) {
  const name = block.kind === "head" ? `h${Math.min(block.level + 1, 5)}` : NAMES[block.kind] || "p";
  const element = h(name, { class: `block ${block.kind}`, dir: "auto" });
  const cuts = new Set([block.start, block.end]);
  for (const point of block.points || []) cuts.add(point.at);
  for (const [start, end] of block.styles || []) cuts.add(start).add(end);
  const order = [...cuts].filter((at) => at >= block.start && at <= block.end).sort((a, b) => a - b);
  const points = (at) => { for (const point of block.points || []) if (point.at === at) element.append(mark(point)); };
  order.forEach((at, i) => {
    points(at);
    const end = order[i + 1];
    if (end === undefined) return;
    const words = content.slice(at, end).join("");
    const node = document.createTextNode(words);
    nodes.push({ node, start: at, end, astral: words.length !== end - at });
    const looks = (block.styles || []).filter(([s, e]) => s <= at && end <= e).map((style) => style[2]);
    element.append(looks.reduce((inner, look) => h(look, {}, inner), node));
  });
  blocks.push({ element, start: block.start, end: block.end, near: false, stale: true, laid: [] });
  return element;
}

function mark(point) {
  if (point.kind === "pb") {
    store.pages.push([point.at, point.text]);
    return h("span", { class: "pb", "aria-label": `page ${point.text}` }, point.text);
  }
  if (point.kind === "note") return h("span", { class: "footnote", role: "note" }, point.text);
  return h("sup", { class: "notemark" }, point.text);
}

// ---- offsets and places in the page
const at = (offset) => {
  let low = 0, high = nodes.length - 1;
  while (low < high) { const mid = (low + high + 1) >> 1; if (nodes[mid].start <= offset) low = mid; else high = mid - 1; }
  return low;
};
const units = (item, offset) => {
  const within = Math.max(0, Math.min(offset, item.end) - item.start);
  return item.astral ? [...item.node.data].slice(0, within).join("").length : within;
};
const points = (item, unit) => item.start + (item.astral ? [...item.node.data.slice(0, unit)].length : unit);

/** A range of the page for a range of the text. */
export function rangeOf(start, end) {
  const range = document.createRange();
  const first = nodes[at(start)];
  const last = nodes[at(end - 1)];
  range.setStart(first.node, units(first, start));
  range.setEnd(last.node, units(last, end));
  return range;
}

/** As many ranges as there are runs of text: what stands between them (page numbers, note marks) is not painted. */
function rangesOf(start, end) {
  const found = [];
  for (let i = at(start); i < nodes.length && nodes[i].start < end; i += 1) {
    const from = Math.max(start, nodes[i].start), to = Math.min(end, nodes[i].end);
    if (from < to) found.push(rangeOf(from, to));
  }
  return found;
}

/** The offset of a place in the page; null outside of the text. */
export function offsetOf(node, unit) {
  const item = nodes.find((one) => one.node === node);
  if (item) return points(item, unit);
  if (!pane().contains(node)) return null;
  const range = document.createRange();
  range.setStart(node, unit);
  range.collapse(true);
  const after = nodes.find((one) => range.comparePoint(one.node, 0) >= 0);
  return after ? after.start : chars;
}

export function offsetAt(x, y) {
  const place = document.caretPositionFromPoint?.(x, y);
  if (place) return place.offsetNode.nodeType === 3 && nodes.some((one) => one.node === place.offsetNode) ? offsetOf(place.offsetNode, place.offset) : null;
  const range = document.caretRangeFromPoint?.(x, y);
  return range && nodes.some((one) => one.node === range.startContainer) ? offsetOf(range.startContainer, range.startOffset) : null;
}

// ---- painting
function highlight(name, priority = 0) {
  if (!paints.has(name)) {
    const made = new Highlight();
    made.priority = priority;
    CSS.highlights.set(name, made);
    paints.set(name, made);
  }
  return paints.get(name);
}

const KINDS = new Set(["claim", "evidence", "recommendation"]);
const kindName = (item) => item.look || (KINDS.has(item.kind) ? item.kind : "other"); // a look: one for each annotator

// components that overlap get different lanes, so that their lines lie below one another
function lane(item, spans) {
  const taken = new Set();
  for (const other of covering(spans)) if (other.id !== item.id && painted.has(other.id)) taken.add(painted.get(other.id).lane);
  for (let n = 0; n < LANES; n += 1) if (!taken.has(n)) return n;
  return LANES - 1;
}

function covering(spans) {
  const first = spans[0][0], last = spans[spans.length - 1][1];
  return store.map.components.filter((other) => startOf(other) < last && spansOf(other).some(([s, e]) => e > first && spans.some(([a, b]) => s < b && a < e)));
}

// The browser looks at every range again whenever one changes, so only those near the screen are handed to it.
function layOn(block, name, spans) {
  const brush = highlight(name);
  for (const [start, end] of spans) {
    const from = Math.max(start, block.start), to = Math.min(end, block.end);
    if (from >= to) continue;
    for (const range of rangesOf(from, to)) {
      brush.add(range);
      block.laid.push([name, range]);
    }
  }
}

function takeOff(block, name = null) {
  block.laid = block.laid.filter(([laid, range]) => {
    if (name !== null && laid !== name) return true;
    paints.get(laid).delete(range);
    return false;
  });
}

/** A block comes near the screen: all that lies in it is painted. */
function enter(block) {
  takeOff(block);
  for (const { name, spans } of painted.values()) if (touches(block, spans)) layOn(block, name, spans);
  for (const [name, spans] of passing) layOn(block, name, spans);
}

const touches = (block, spans) => spans.some(([s, e]) => s < block.end && block.start < e);

export function unpaint(id) {
  const was = painted.get(id);
  if (!was) return;
  painted.delete(id);
  for (const block of blocks) {
    if (!touches(block, was.spans)) continue;
    block.stale = true;
    if (block.near) relay(block, was.name);
  }
}

// one kind's lines of a block, anew: others may lie over those of the component that goes
function relay(block, name) {
  takeOff(block, name);
  for (const other of painted.values()) if (other.name === name && touches(block, other.spans)) layOn(block, name, other.spans);
}

export function paint(item) {
  unpaint(item.id);
  const spans = spansOf(item);
  if (!spans.length) return;
  const number = lane(item, spans);
  const name = `${kindName(item)}-${number}`;
  highlight(name, number);
  painted.set(item.id, { name, spans, lane: number });
  for (const block of blocks) {
    if (!touches(block, spans)) continue;
    block.stale = true;
    if (block.near) layOn(block, name, spans);
  }
}

export function paintAll() {
  painted.clear();
  // all at once: lanes by a sweep over the starts, not by asking every component about every other
  const order = [...store.map.components].sort((a, b) => (spansOf(a)[0]?.[0] ?? 0) - (spansOf(b)[0]?.[0] ?? 0));
  const ends = new Array(LANES).fill(-1);
  for (const item of order) {
    const spans = spansOf(item);
    if (!spans.length) continue;
    const free = ends.findIndex((end) => end <= spans[0][0]);
    const number = free < 0 ? LANES - 1 : free;
    ends[number] = Math.max(ends[number], spans[spans.length - 1][1]);
    const name = `${kindName(item)}-${number}`;
    highlight(name, number);
    painted.set(item.id, { name, spans, lane: number });
  }
  for (const block of blocks) {
    block.stale = true;
    if (block.near) enter(block);
  }
  freshChips();
}

/** Show ranges in one of the passing highlights: sel, current, picked, hit, find, proposal-…. */
export function show(name, spans) {
  const was = passing.get(name) || [];
  if (was.length === spans.length && was.every(([s, e], i) => s === spans[i][0] && e === spans[i][1])) return;
  passing.set(name, spans);
  highlight(name);
  for (const block of blocks) {
    if (!block.near) continue;
    if (touches(block, was)) takeOff(block, name);
    layOn(block, name, spans);
  }
}

// ---- ids beside the passages, for blocks that are on the screen or near
let choose = () => {};
export const onChip = (act) => { choose = act; };

export function freshChips() {
  for (const block of blocks) if (block.near && block.stale) chips(block);
}

function chips(block) {
  block.stale = false;
  const here = store.map.components.map((item) => [item, startOf(item)])
    .filter(([, start]) => start >= block.start && start < block.end)
    .sort((a, b) => a[1] - b[1]);
  block.chips?.remove();
  block.chips = null;
  if (!here.length) return;
  const top = block.element.getBoundingClientRect().top;
  const rows = new Map();
  for (const [item, start] of here) {
    const y = Math.round(rangeOf(start, start + 1).getBoundingClientRect().top - top);
    rows.set(y, [...(rows.get(y) || []), item]);
  }
  block.chips = h("div", { class: "chips", "aria-hidden": "true" });
  for (const [y, items] of rows) {
    const row = h("div", { class: "row" }, items.map((item) => h("button", { type: "button", tabindex: "-1", class: "chip", "data-id": item.id, title: item.gloss, onclick: () => choose(item.id) }, tag(item.kind), item.label || item.id, item.thesis ? " ★" : "")));
    row.style.top = `${y}px`;
    block.chips.append(row);
  }
  block.element.append(block.chips);
  if ([...rows.values()].some((items) => items.length > 1)) spread([...block.chips.children], block.element.offsetHeight + 10);
}

// rows that need more than a line push down those that come after; at the paragraph's end they push up those before
function spread(rows, room) {
  const sizes = rows.map((row) => [row.offsetTop, row.offsetHeight]);
  const tops = [];
  sizes.forEach(([top, height], i) => tops.push(i ? Math.max(top, tops[i - 1] + sizes[i - 1][1]) : top));
  for (let i = rows.length - 1, limit = room; i >= 0 && tops[i] + sizes[i][1] > limit; i -= 1) {
    tops[i] = limit - sizes[i][1];
    limit = tops[i];
  }
  rows.forEach((row, i) => { if (tops[i] !== sizes[i][0]) row.style.top = `${tops[i]}px`; });
}

export function bring(start, end, centre = false) {
  const box = rangeOf(start, Math.max(start + 1, end)).getBoundingClientRect();
  const frame = pane().getBoundingClientRect();
  if (!centre && box.top >= frame.top + 40 && box.bottom <= frame.bottom - 40) return;
  const room = box.height < frame.height * 0.6 ? frame.height * 0.35 : 40;
  pane().scrollBy({ top: box.top - frame.top - room, behavior: "instant" });
  for (const block of blocks) { // painted in the same frame, not in the one after it
    if (block.near || block.end <= start || block.start >= end) continue;
    block.near = true;
    enter(block);
    if (block.stale) chips(block);
  }
}

export const words = (start, end) => store.chars.slice(start, end).join("");
export const covered = (offset) => store.map.components.filter((item) => startOf(item) <= offset && spansOf(item).some(([s, e]) => s <= offset && offset < e))
  .sort((a, b) => length(a) - length(b));
export const length = (item) => spansOf(item).reduce((sum, [s, e]) => sum + e - s, 0);
export const size = () => chars;
export const isPainted = (id) => painted.has(id) && component(id) !== null;
