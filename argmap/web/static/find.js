// Find in the text: all hits are shown, the one at hand is selected and can be marked.
import { one, plain } from "./dom.js";
import { store } from "./store.js";
import { now, selectText } from "./select.js";
import { show } from "./text.js";

let hits = [], at = -1, folded = null;

function prepare() {
  if (folded) return;
  folded = { text: "", from: [] };
  store.chars.forEach((char, i) => {
    for (const unit of plain(char).replace(/[’‘]/g, "'").replace(/[“”]/g, '"')) { folded.text += unit; folded.from.push(...Array(unit.length).fill(i)); }
  });
}

export function open() {
  prepare();
  one("#find").hidden = false;
  one("#find-words").focus();
  one("#find-words").select();
}

function close() {
  one("#find").hidden = true;
  show("find", []);
  if (hits[at]) selectText(...hits[at]);
  one("#text").focus({ preventScroll: true });
}

function places(words) {
  const wanted = plain(words).replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " "), found = [];
  for (let i = wanted.trim() ? folded.text.indexOf(wanted) : -1; i >= 0 && found.length < 2000; i = folded.text.indexOf(wanted, i + wanted.length)) {
    found.push([folded.from[i], folded.from[i + wanted.length - 1] + 1]);
  }
  return found;
}

const letter = /[\p{L}\p{N}\p{M}]/u;
const whole = (at) => at <= 0 || at >= store.chars.length || !(letter.test(store.chars[at - 1]) && letter.test(store.chars[at]));

/** Where these words stand in the text, as whole words. */
export function occurrences(words) {
  prepare();
  return places(words).filter(([start, end]) => whole(start) && whole(end)).slice(0, 200);
}

function search() {
  hits = places(one("#find-words").value);
  show("find", hits);
  at = hits.findIndex(([start]) => start >= (now.mode === "none" ? 0 : now.start));
  if (at < 0) at = hits.length - 1;
  tell();
}

function tell() {
  one("#find-count").textContent = one("#find-words").value.trim() ? (hits.length ? `${at + 1} of ${hits.length}` : "no hit") : "";
  if (hits[at]) selectText(...hits[at]);
}

function next(by) {
  if (hits.length) { at = (at + by + hits.length) % hits.length; tell(); }
}

export function build() {
  const form = one("#find");
  one("#find-words").addEventListener("input", search);
  form.addEventListener("submit", (event) => { event.preventDefault(); next(1); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); event.preventDefault(); event.stopPropagation(); }
    if (event.key === "Enter" && event.shiftKey) { next(-1); event.preventDefault(); }
  });
  one("#find-back").addEventListener("click", () => next(-1));
  one("#find-close").addEventListener("click", close);
  one("#find-open").addEventListener("click", open);
}
