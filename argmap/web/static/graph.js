// The figure beside the text: drawn by the server, as all figures are; a click leads to the passage.
import { all, h, one, plural } from "./dom.js";
import { choose } from "./chooser.js";
import { component, store } from "./store.js";
import { now, onSelect, selectComponent } from "./select.js";
import { takeTarget } from "./commands.js";

let zoom = 0, wanted = "", shown = "", busy = false, drawnAt = -1, folds = {}, focus = "";
const choice = () => one("#graph-what").value;

// a figure of an issue or of the whole stays as it is while the component at hand stands in it
const address = () => {
  const what = choice(), whole = what === "all" || what.startsWith("issue:");
  if (!whole) return now.current ? `/graph.svg?id=${encodeURIComponent(now.current)}&steps=${what}` : "";
  const seen = now.current && all("#drawing .box").some((box) => box.dataset.id === now.current);
  if (now.current && !(seen && shown.includes(view(what)))) focus = now.current;
  return `/graph.svg?${view(what)}&id=${encodeURIComponent(focus)}`;
};
const view = (what) => (what === "all" ? "steps=all" : `issue=${encodeURIComponent(what.slice(6))}`);

/** Draw what is wanted now; while one drawing is on its way only the newest wish is kept. */
export async function draw() {
  wanted = address();
  if (busy || (wanted === shown && drawnAt === store.state.version)) return;
  busy = true;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))); // marks are painted first
  while (wanted !== shown || drawnAt !== store.state.version) {
    const [path, version] = [wanted, store.state.version];
    folds = {};
    const svg = path ? await fetchSvg(path) : null;
    shown = path;
    drawnAt = version;
    put(svg, path);
  }
  busy = false;
  mark();
  document.dispatchEvent(new Event("argmap-drawn"));
}

// the browser parses the answer as XML; nothing of it is ever read as markup of this page
function fetchSvg(path) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.open("GET", path);
    request.onload = () => {
      const root = request.status === 200 ? request.responseXML?.documentElement : null;
      try { folds = JSON.parse(request.getResponseHeader("Argmap-Folds") || "{}"); } catch { folds = {}; }
      done(root?.localName === "svg" ? document.importNode(clean(root), true) : null);
    };
    request.onerror = () => done(null);
    request.send();
  });
}

const NAMES = new Set(["svg", "g", "path", "text", "tspan", "title", "desc", "rect", "a"]);
function clean(root) {
  for (const item of [...all("*", root), root]) {
    if (!NAMES.has(item.localName)) { item.remove(); continue; }
    if (item.localName === "a") item.removeAttribute("aria-label"); // what is written in the box is its name
    for (const { name, value } of [...item.attributes]) {
      if (name.startsWith("on") || name === "style" || (name.endsWith("href") && !value.startsWith("#"))) item.removeAttribute(name);
    }
  }
  return root;
}

function put(svg, path) {
  const place = one("#drawing");
  if (!svg) {
    place.replaceChildren(h("p", { class: "none" }, path ? "There is nothing to draw." : "Select a component to see what it is tied to."));
    return;
  }
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  svg.dataset.width = width;
  svg.dataset.height = height;
  const rest = folds["fold.rest"];
  place.replaceChildren(svg, ...(rest ? [h("button", { type: "button", class: "add rest", onclick: () => unfold("fold.rest") }, `${rest.length} more, tied to none of these …`)] : []));
  for (const tab of all(".fold[id]", svg)) {
    if (!folds[nameOf(tab)]) continue;
    tab.setAttribute("role", "button");
    tab.setAttribute("tabindex", "0");
  }
  size();
}

// ---- folded boxes: who stands in them; choosing one draws the figure around it
const nameOf = (tab) => tab.id.replace(/^graph\./, "");

async function unfold(name) {
  const members = (folds[name] || []).map(component).filter(Boolean);
  const found = await choose(`${plural(members.length, "component")} folded here`, members.map((item) => ({ value: item.id, text: `${item.id}  ${item.gloss}`, kind: item.kind })), { prompt: "Which one?" });
  if (found && !takeTarget(found.value)) selectComponent(found.value, { centre: true });
}

// as large as the pane is wide, within what can be read; a zoom that was chosen by hand stays
function scale() {
  const svg = one("#drawing svg"), room = one("#drawing").clientWidth - 28;
  const whole = room / svg.dataset.width;
  return zoom || (whole > 1.18 ? Math.min(1.6, whole) : 1.3); // a little smaller rather than cut, but never hard to read
}

function size() {
  const svg = one("#drawing svg");
  if (!svg) return;
  svg.setAttribute("width", (svg.dataset.width * scale()).toFixed(1));
  svg.setAttribute("height", (svg.dataset.height * scale()).toFixed(1));
}

function enlarge(by) {
  if (!one("#drawing svg")) return;
  zoom = Math.max(0.4, Math.min(3, scale() * by));
  size();
}

function mark() {
  const place = one("#drawing");
  let here = null;
  for (const box of all(".box", place)) {
    const is = box.dataset.id === now.current;
    box.classList.toggle("here", is);
    if (is) here = box;
  }
  if (!here) return;
  const box = here.getBoundingClientRect(), frame = place.getBoundingClientRect();
  if (box.top < frame.top || box.bottom > frame.bottom) place.scrollBy({ top: box.top - frame.top - (frame.height - box.height) / 2 });
  if (box.left < frame.left || box.right > frame.right) place.scrollBy({ left: box.left - frame.left - (frame.width - box.width) / 2 });
}

/** The list of what can be shown; the choice stays. */
export function choices() {
  const select = one("#graph-what"), was = select.value || "1";
  const filed = store.map.issues.map((item) => h("option", { value: `issue:${item.id}` }, `issue: ${item.label || item.id}`));
  select.replaceChildren(...[["1", "neighbours"], ["2", "two steps"], ["3", "three steps"], ["6", "all that is tied to it"], ["all", "the whole map"]].map(([value, name]) => h("option", { value }, name)), ...filed,
    ...(filed.length ? [h("option", { value: "issue:" }, "under no issue")] : []));
  select.value = [...select.options].some((item) => item.value === was) ? was : "1";
}

export function cycle() {
  const select = one("#graph-what");
  select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
  draw();
}

export function build() {
  choices();
  onSelect(draw);
  one("#graph-what").addEventListener("change", draw);
  one("#graph-in").addEventListener("click", () => enlarge(1.2));
  one("#graph-out").addEventListener("click", () => enlarge(1 / 1.2));
  one("#drawing").addEventListener("click", (event) => {
    const tab = event.target.closest(".fold");
    if (tab) { unfold(nameOf(tab)); return; }
    const box = event.target.closest(".box");
    if (!box) return;
    event.preventDefault();
    const id = box.dataset.id;
    if (component(id) && !takeTarget(id)) selectComponent(id, { centre: true });
  });
  one("#drawing").addEventListener("keydown", (event) => {
    const tab = event.target.closest(".fold");
    if (tab && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); unfold(nameOf(tab)); }
  });
}
