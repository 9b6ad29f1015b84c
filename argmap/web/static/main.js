// The page comes together: the document, the panes, and what they tell one another.
import { h, one, plural, say } from "./dom.js";
import { loadDocument, loadMap, on, quit, sign, store, watch } from "./store.js";
import * as text from "./text.js";
import * as select from "./select.js";
import * as panel from "./panel.js";
import * as commands from "./commands.js";
import * as keys from "./keys.js";
import * as graph from "./graph.js";
import { choose } from "./chooser.js";
import { both } from "./both.js";
import * as drag from "./drag.js";
import * as find from "./find.js";
import * as others from "./others.js";
import { prefers, remember } from "./prefs.js";
import * as suggest from "./suggest.js";

function draw() {
  panel.draw();
  keys.redraw();
  graph.draw();
}

function changed(data) {
  for (const change of data.changes) {
    if (change.sort !== "component") continue;
    if (change.entity) text.paint(change.entity);
    else text.unpaint(change.id);
  }
  text.freshChips();
  select.refresh();
  if (data.changes.some((change) => change.sort === "issue")) graph.choices();
  draw();
  performance.mark("argmap-painted");
}

function whole() {
  text.paintAll();
  select.refresh();
  graph.choices();
  draw();
}

// ---- what the head of the page says about saving
function state(now) {
  const place = one("#state");
  const parts = now.lost ? ["The workbench does not answer"] : now.unsaved ? [`${plural(now.unsaved, "change")} kept, not yet saved`] : [now.saved ? `Saved ${now.saved}` : "As in the file"];
  place.textContent = parts.join(" · ");
  place.className = now.lost || now.disk !== "same" ? "bad" : now.unsaved ? "open" : "good";
  place.title = now.saved ? `Last saved ${now.saved}` : "Every step is in the journal beside the file at once";
  for (const [id, name, what] of [["#undo", "Undo", now.undo], ["#redo", "Redo", now.redo]]) {
    one(id).disabled = !what;
    one(id).title = what ? `${name}: ${what}` : `Nothing to ${name.toLowerCase()}`;
  }
  one("#who").textContent = now.annotator ? `By ${now.annotator}` : "Sign as …";
  one("#save").disabled = now.disk !== "same" ? now.disk === "changed" : !now.unsaved;
  if (now.disk === "changed") banner("This file was changed on disk by another program.", [["Show both …", settle]]);
  else if (now.disk === "gone") banner("The file is gone from its folder. Save writes it anew.", []);
  else if (one("#banner").dataset.kind === "file") one("#banner").hidden = true;
}

function banner(words, buttons, kind = "file") {
  const place = one("#banner");
  if (!place.hidden && place.dataset.words === words) return;
  place.dataset.kind = kind;
  place.dataset.words = words;
  place.replaceChildren(h("span", {}, words), ...buttons.map(([name, run]) => h("button", { type: "button", onclick: run }, name)),
    h("button", { type: "button", class: "close", "aria-label": "Close this message", onclick: () => { place.hidden = true; } }, "×"));
  place.hidden = false;
}

function refused(error) {
  const words = error.error + (error.remedy ? `: ${error.remedy}` : "");
  if (error.stale) say("Another tab was faster; this page is up to date now. Do it again.");
  else if (error.changed) settle();
  else banner(words, [], "error");
}

async function settle() {
  try { if (await both()) { one("#banner").hidden = true; say("Settled."); } } catch (error) { banner(error.message, [], "error"); }
}

// ---- the mouse in the text
function mouse() {
  const pane = one("#text");
  pane.addEventListener("mouseup", (event) => {
    if (event.button !== 0 || event.target.closest("button, summary")) return;
    setTimeout(() => picked(event), 0);
  });
}

function picked(event) {
  const native = getSelection();
  if (native.rangeCount && !native.isCollapsed) {
    const range = native.getRangeAt(0);
    const ends = [text.offsetOf(range.startContainer, range.startOffset), text.offsetOf(range.endContainer, range.endOffset)];
    native.removeAllRanges(); // a selection left behind would be dragged by the next press
    const span = ends.includes(null) ? null : select.tidy(...ends);
    if (span) select.selectText(...span, { scroll: false });
    return;
  }
  const offset = text.offsetAt(event.clientX, event.clientY);
  if (offset === null) return;
  const here = text.covered(offset);
  if (!here.length) { if (!event.ctrlKey) select.nothing(); return; }
  if (here.length === 1 && commands.takeTarget(here[0].id)) return;
  if (event.ctrlKey && here.length === 1) { select.selectComponent(here[0].id, { quiet: true }); select.pick(here[0].id); return; }
  commands.offer(here);
}

async function who() {
  const found = await choose("Who annotates?", store.map.annotators.map((item) => ({ value: item.id, text: item.name || item.id, hint: item.role })), { create: "Sign as", prompt: "A name, such as Ada Moss", empty: "Type your name" });
  if (found) await sign(found.value);
}

function buttons() {
  one("#who").addEventListener("click", who);
  one("#undo").addEventListener("click", commands.undo);
  one("#redo").addEventListener("click", commands.redo);
  one("#save").addEventListener("click", commands.save);
  one("#theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    remember("theme", root.dataset.theme);
  });
  one("#quit").addEventListener("click", async () => {
    await quit();
    document.body.replaceChildren(h("main", { class: "ended" }, h("h1", {}, "The workbench has stopped."), h("p", {}, store.state.unsaved ? "What is not saved yet is in the journal beside the file; argmap annotate brings it back." : "Everything is saved.")));
  });
  addEventListener("focus", watch);
  setInterval(watch, 3000);
  setInterval(() => watch(true), 60_000); // a page that is out of sight still says that it is there
}

async function start() {
  if (["light", "dark"].includes(prefers("theme"))) document.documentElement.dataset.theme = prefers("theme");
  await loadDocument();
  document.title = `${store.doc.name} – argmap`;
  one("#name").textContent = store.doc.name;
  one("#title").textContent = store.doc.title === store.doc.name ? store.doc.file : `${store.doc.title} · ${store.doc.file}`;
  on("state", state);
  on("change", changed);
  on("error", refused);
  await loadMap();
  text.build();
  select.prepare();
  panel.build();
  graph.build();
  keys.build();
  find.build();
  await others.build();
  mouse();
  drag.build();
  buttons();
  suggest.build(() => { panel.drawProposals(); keys.redraw(); });
  text.onChip((id) => commands.takeTarget(id) || select.selectComponent(id, { quiet: true }));
  on("whole", whole);
  whole();
  one("#text").focus({ preventScroll: true });
  if (store.state.recovered) banner(`${plural(store.state.recovered, "unsaved step")} came back from the journal. ${store.state.told.join(" ")}`, [], "note");
  document.documentElement.dataset.ready = "yes";
}

start().catch((error) => {
  document.body.replaceChildren(h("main", { class: "ended" }, h("h1", {}, "The workbench could not be shown."), h("p", {}, error.message)));
});
