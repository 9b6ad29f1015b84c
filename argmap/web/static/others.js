// Other annotators' marks beside one's own: shown or hidden, one by one; never changed.
import { h, one, plural, say, tag } from "./dom.js";
import { read, store } from "./store.js";
import { now, onSelect } from "./select.js";
import * as text from "./text.js";

let others = [];
const hidden = new Set();

const paint = () => others.forEach((other, n) => text.show(`beside-${n}`, hidden.has(n) ? [] : other.components.flatMap((item) => item.spans)));

function toggle(n) {
  if (!hidden.delete(n)) hidden.add(n);
  paint();
  draw();
  say(`${others[n].name}: ${hidden.has(n) ? "hidden" : "shown"}`);
}

// what they have where the selection is
const here = (other) => (now.mode === "none" ? [] : other.components.filter((item) => item.spans.some(([start, end]) => start < now.end && now.start < end)));

function said(other, n) {
  return here(other).map((item) => h("li", { class: `beside-${n}` }, h("span", { class: "sample" }), h("b", {}, other.name), " ", tag(item.kind), ` ${item.gloss || "(no gloss)"}${item.thesis ? " ★" : ""}`, item.ties.length ? h("small", {}, ` ${item.ties.join("; ")}`) : null));
}

function draw() {
  one("#beside").replaceChildren(
    h("div", { role: "group", "aria-label": "Marks of other annotators" }, others.map((other, n) => h("button", { type: "button", class: `beside-${n}`, "aria-pressed": String(!hidden.has(n)), title: `${plural(other.components.length, "component")}; show or hide`, onclick: () => toggle(n) }, h("span", { class: "sample" }), other.name))),
    h("ul", {}, others.flatMap((other, n) => (hidden.has(n) ? [] : said(other, n)))));
}

/** Nothing happens where no other file was named. */
export async function build() {
  if (!store.doc.others) return;
  others = await read("/api/others");
  one("#beside").hidden = false;
  paint();
  onSelect(draw);
  draw();
}
