// The figure beside the text: drawn by the server, as all figures are; a click leads to the passage.
import { all, h, one } from "./dom.js";
import { component, store } from "./store.js";
import { now, onSelect, selectComponent } from "./select.js";
import { takeTarget } from "./commands.js";

let zoom = 0, wanted = "", shown = "", busy = false, drawnAt = -1;
const choice = () => one("#graph-what").value;

const address = () => {
  const what = choice();
  if (what.startsWith("issue:")) return `/graph.svg?issue=${encodeURIComponent(what.slice(6))}`;
  return now.current ? `/graph.svg?id=${encodeURIComponent(now.current)}&steps=${what}` : "";
};

/** Draw what is wanted now; while one drawing is on its way only the newest wish is kept. */
export async function draw() {
  wanted = address();
  if (busy || (wanted === shown && drawnAt === store.state.version)) return;
  busy = true;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))); // marks are painted first
  while (wanted !== shown || drawnAt !== store.state.version) {
    const [path, version] = [wanted, store.state.version];
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
      done(root?.localName === "svg" ? document.importNode(clean(root), true) : null);
    };
    request.onerror = () => done(null);
    request.send();
  });
}

const NAMES = new Set(["svg", "g", "path", "text", "tspan", "title", "desc", "rect", "a"]);
function clean(root) {
  for (const item of all("*", root)) {
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
  place.replaceChildren(svg);
  size();
}

// as large as the pane is wide, within what can be read; a zoom that was chosen by hand stays
function scale() {
  const svg = one("#drawing svg"), room = one("#drawing").clientWidth - 28;
  return zoom || Math.max(1.3, Math.min(1.6, room / svg.dataset.width));
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
  const issues = store.map.issues.map((item) => h("option", { value: `issue:${item.id}` }, `issue: ${item.label || item.id}`));
  select.replaceChildren(...[["1", "neighbours"], ["2", "two steps"], ["3", "three steps"], ["6", "all that is tied to it"]].map(([value, name]) => h("option", { value }, name)), ...issues);
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
    const box = event.target.closest(".box");
    if (!box) return;
    event.preventDefault();
    const id = box.dataset.id;
    if (component(id) && !takeTarget(id)) selectComponent(id, { centre: true });
  });
}
