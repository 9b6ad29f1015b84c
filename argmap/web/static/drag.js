// Dragging a relation: from a component, in the margin, a list or the graph, to another one or to a relation.
import { h, one, say } from "./dom.js";
import { act, component, label, relation } from "./store.js";
import { choose } from "./chooser.js";
import { now, selectComponent } from "./select.js";
import { covered, offsetAt } from "./text.js";

const FAR = 7; // pixels: less is a click
let start = null; // { id, x, y, line } while the button is down

const FROM = ".chip, #drawing .box, #panels button.row[data-id]";
const idOf = (item) => item?.closest(FROM)?.dataset.id || "";

// in the graph a relation is a line or a knot; in the side bar a row
function relationAt(item) {
  const place = item.closest("#drawing .edge, #drawing .junction, .tie[data-id]");
  if (!place) return "";
  const name = place.dataset.id || place.id.replace(/^graph\.(knot\.)?/, "");
  return [name, name.replace(/\.(from|to)\d*$/, "")].find(relation) || "";
}

// a line is thin: what lies a few pixels beside it is meant for it too
const RING = [[0, -6], [6, 0], [0, 6], [-6, 0], [4, -4], [4, 4], [-4, 4], [-4, -4]];
function near(x, y, item) {
  if (!item.closest("#drawing")) return "";
  for (const [dx, dy] of RING) {
    const other = document.elementFromPoint(x + dx, y + dy);
    const id = other ? relationAt(other) : "";
    if (id) return id;
  }
  return "";
}

/** What lies under the pointer: [id] of a component or relation, or several where marks lie over one another. */
function targets(x, y) {
  const item = document.elementFromPoint(x, y);
  if (!item) return [];
  const id = idOf(item) || relationAt(item) || near(x, y, item);
  if (id) return [id];
  if (!item.closest("#text")) return [];
  const offset = offsetAt(x, y);
  return offset === null ? [] : covered(offset).map((found) => found.id);
}

function down(event) {
  if (event.button !== 0 || event.ctrlKey || document.querySelector("dialog[open]")) return;
  const id = idOf(event.target);
  start = component(id) ? { id, x: event.clientX, y: event.clientY, line: null } : null;
}

function move(event) {
  if (!start || (!start.line && Math.hypot(event.clientX - start.x, event.clientY - start.y) < FAR)) return;
  if (!start.line) {
    start.line = h("div", { id: "drag-line" });
    start.tip = h("div", { id: "drag-tip" });
    document.body.append(start.line, start.tip);
    document.body.classList.add("dragging");
  }
  event.preventDefault();
  const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
  start.line.style.width = `${Math.hypot(dx, dy)}px`;
  start.line.style.transform = `translate(${start.x}px, ${start.y}px) rotate(${Math.atan2(dy, dx)}rad)`;
  start.tip.style.transform = `translate(${event.clientX + 14}px, ${event.clientY + 14}px)`;
  const found = targets(event.clientX, event.clientY).filter((id) => id !== start.id);
  start.tip.textContent = found.length ? `${start.id} → ${found.join(" or ")}: ${label(found[0]).slice(0, 60)}` : `${start.id} → …`;
}

function stop() {
  start?.line?.remove();
  start?.tip?.remove();
  document.body.classList.remove("dragging");
  start = null;
}

function up(event) {
  const was = start;
  if (!was?.line) { start = null; return; }
  stop();
  addEventListener("click", swallow, { capture: true, once: true }); // the end of a drag is no click
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
  drop(was.id, targets(event.clientX, event.clientY).filter((id) => id !== was.id));
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

async function drop(from, found) {
  if (!found.length) { say("Dropped on nothing: a relation ends on a component or a relation"); return; }
  const sources = now.picked.includes(from) ? [...now.picked] : [from];
  const options = found.flatMap((id) => offers(sources, id));
  const chosen = await choose(`${sources.join(" + ")} and ${found.join(", ")}`, options, { prompt: "Which relation?" });
  if (!chosen) return;
  if (await act("link", JSON.parse(chosen.value))) { now.picked = []; selectComponent(from, { quiet: true }); say(chosen.text); }
}

function offers(sources, id) {
  const who = sources.join(" + ");
  const offer = (name, ends, target) => ({ value: JSON.stringify({ name, sources: ends, target }), text: `${ends.join(" + ")} ${name} ${target}`, hint: label(target).slice(0, 70) });
  if (relation(id)) return [offer("undercuts", sources, id)];
  const made = ["supports", "attacks", "restates"].map((name) => offer(name, sources, id));
  return sources.length === 1 ? [...made, offer("supports", [id], who), offer("attacks", [id], who)] : made;
}

export function build() {
  addEventListener("pointerdown", down);
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", stop);
  addEventListener("keydown", (event) => { if (event.key === "Escape" && start?.line) { stop(); swallow(event); } }, { capture: true });
  // the browser's own dragging of links and selecting of letters would end ours
  addEventListener("dragstart", (event) => { if (start) event.preventDefault(); });
  addEventListener("selectstart", (event) => { if (start) event.preventDefault(); });
  one("#drawing").addEventListener("mousedown", (event) => { if (idOf(event.target)) event.preventDefault(); });
}
