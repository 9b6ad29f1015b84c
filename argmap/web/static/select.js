// What is selected: a stretch of text, or a component; and moving by sentence, word and component.
import { one, say } from "./dom.js";
import { act, component, inOrder, spansOf, startOf, store } from "./store.js";
import * as text from "./text.js";

export const now = { mode: "none", start: 0, end: 0, anchor: "", current: "", picked: [] };
const listeners = [];
export const onSelect = (listener) => listeners.push(listener);

let starts = [], ends = [], sentences = [];

export function prepare() {
  sentences = store.doc.sentences;
  const found = [...wordsOf(store.chars)];
  starts = sorted([...found.map((w) => w[0]), ...sentences.map((s) => s[0])]);
  ends = sorted([...found.map((w) => w[1]), ...sentences.map((s) => s[1])]);
}

const sorted = (list) => [...new Set(list)].sort((a, b) => a - b);

function* wordsOf(chars) {
  const letter = /[\p{L}\p{N}\p{M}]/u, inner = /['’\-‐.,]/u;
  let start = -1;
  for (let i = 0; i <= chars.length; i += 1) {
    const is = i < chars.length && letter.test(chars[i]);
    if (is && start < 0) start = i;
    const goes = i < chars.length && (is || (inner.test(chars[i]) && i + 1 < chars.length && letter.test(chars[i + 1])));
    if (start >= 0 && !goes) { yield [start, i]; start = -1; }
  }
}

const after = (list, value) => list.find((item) => item > value);
const before = (list, value) => list.findLast((item) => item < value);
const sentenceAt = (offset) => {
  const next = sentences.findIndex(([, end]) => end > offset);
  return next < 0 ? sentences.length - 1 : next;
};

function changed(loud = true) {
  paint();
  for (const listener of listeners) listener(now);
  if (loud) announce();
}

export function paint() {
  const item = component(now.current);
  text.show("sel", now.mode === "text" ? [[now.start, now.end]] : []);
  text.show("current", item ? spansOf(item) : []);
  text.show("picked", now.picked.map(component).filter(Boolean).flatMap(spansOf));
}

function announce() {
  if (now.mode === "text") say(`Selected: ${text.words(now.start, now.end)}`);
  else if (now.mode === "component") {
    const item = component(now.current);
    if (item) say(`${item.kind} ${item.id}. ${item.gloss || "No gloss yet"}. Passage: ${spansOf(item).map(([s, e]) => text.words(s, e)).join(" … ")}`);
  }
}

/** Select a stretch of text. */
export function selectText(start, end, { scroll = true } = {}) {
  Object.assign(now, { mode: "text", start, end });
  if (scroll) text.bring(start, end);
  changed();
}

/** Select a component; `quiet` leaves the text where it is. */
export function selectComponent(id, { quiet = false, centre = false } = {}) {
  const item = component(id);
  if (!item) return;
  Object.assign(now, { mode: "component", current: id });
  const spans = spansOf(item);
  if (spans.length) {
    Object.assign(now, { start: spans[0][0], end: spans[spans.length - 1][1] });
    if (!quiet) text.bring(spans[0][0], spans[0][1], centre);
  }
  changed();
}

/** What was just made is at hand when the panes are drawn, so that they are drawn once. */
export function adopt(data) {
  const made = data.changes.find((change) => change.sort === "component");
  if (made) Object.assign(now, { mode: "component", current: made.id });
}

export function nothing() {
  Object.assign(now, { mode: "none", current: "", picked: [] });
  changed(false);
}

/** After the map changed: what is gone is no longer selected. */
export function refresh() {
  now.picked = now.picked.filter(component);
  if (now.current && !component(now.current)) {
    now.current = "";
    if (now.mode === "component") now.mode = now.end > now.start ? "text" : "none";
  }
  const spans = now.mode === "component" ? spansOf(component(now.current)) : [];
  if (spans.length) Object.assign(now, { start: spans[0][0], end: spans[spans.length - 1][1] });
  changed(false);
}

export function pick(id) {
  if (!component(id)) return;
  now.picked = now.picked.includes(id) ? now.picked.filter((item) => item !== id) : [...now.picked, id];
  changed(false);
  say(now.picked.length ? `Picked: ${now.picked.join(", ")}` : "Nothing picked");
}

// ---- moving
export function sentence(step) {
  let index;
  if (now.mode === "none") index = step > 0 ? sentenceAt(visibleStart()) : sentenceAt(visibleStart()) - 1;
  else {
    const here = sentenceAt(step > 0 ? now.end - 1 : now.start);
    const whole = sentences[here][0] === now.start && sentences[here][1] === now.end;
    const inside = now.mode === "text" && !whole && now.end <= sentences[here][1] && now.start >= sentences[here][0];
    index = inside ? here : here + step;
  }
  const [start, end] = sentences[Math.max(0, Math.min(sentences.length - 1, index))];
  selectText(start, end);
}

function visibleStart() {
  const frame = one("#text").getBoundingClientRect();
  for (let y = frame.top + 60; y < frame.bottom; y += 16) {
    const offset = text.offsetAt(frame.left + frame.width * 0.4, y);
    if (offset !== null) return offset;
  }
  return 0;
}

export function word(step) {
  if (now.mode === "none") { sentence(1); return; }
  let start;
  if (now.mode === "component" || isSentence()) start = step > 0 ? now.start : before(starts, now.start) ?? 0;
  else start = step > 0 ? after(starts, now.start) : before(starts, now.start);
  if (start === undefined) return;
  selectText(start, after(ends, start));
}

const isSentence = () => sentences.some(([s, e]) => s === now.start && e === now.end);

/** Move one border by a word or a sentence: of the selection, or of the component that is selected. */
export function stretch(border, step, unit) {
  if (now.mode === "none") { sentence(1); return; }
  const item = now.mode === "component" ? component(now.current) : null;
  const spans = item ? spansOf(item) : [[now.start, now.end]];
  const span = border === "start" ? spans[0] : spans[spans.length - 1];
  const list = unit === "word" ? (border === "start" ? starts : ends) : sentences.map((s) => s[border === "start" ? 0 : 1]);
  const moved = step > 0 ? after(list, span[border === "start" ? 0 : 1]) : before(list, span[border === "start" ? 0 : 1]);
  if (moved === undefined) return;
  const next = border === "start" ? [moved, span[1]] : [span[0], moved];
  if (next[0] >= next[1]) return;
  if (!item) { selectText(...next); text.bring(moved, moved + 1); return; }
  spans[border === "start" ? 0 : spans.length - 1] = next;
  act("spans", { id: item.id, spans, key: `spans:${item.id}` });
}

export function step(by) {
  const order = inOrder().filter((item) => Number.isFinite(startOf(item)));
  if (!order.length) { say("There is no component yet"); return; }
  const here = now.mode === "component" ? order.findIndex((item) => item.id === now.current) : -1;
  if (here >= 0) { selectComponent(order[(here + by + order.length) % order.length].id); return; }
  const from = now.mode === "none" ? visibleStart() : now.start;
  const next = by > 0 ? order.find((item) => startOf(item) >= from) || order[0] : order.findLast((item) => startOf(item) < from) || order[order.length - 1];
  selectComponent(next.id);
}

/** Borders moved to those of words, white space left out: what a hand with a mouse meant. */
export function tidy(start, end) {
  while (start < end && /\s/u.test(store.chars[start])) start += 1;
  while (end > start && /\s/u.test(store.chars[end - 1])) end -= 1;
  if (start >= end) return null;
  const inner = /[\p{L}\p{N}\p{M}]/u;
  while (start > 0 && inner.test(store.chars[start]) && inner.test(store.chars[start - 1])) start -= 1;
  while (end < store.chars.length && inner.test(store.chars[end - 1]) && inner.test(store.chars[end])) end += 1;
  return [start, end];
}
