// The page of an adjudication: the text with everybody's marks, and the differences one by one.
import { fill, h, one, plural, say, tag } from "./dom.js";
import { act, loadDocument, loadMap, on, quit, redo, save, sign, store, undo, watch } from "./store.js";
import * as text from "./text.js";
import * as select from "./select.js";
import { choose } from "./chooser.js";
import { write } from "./adjudicate-new.js";
import { build as keys, help } from "./adjudicate-keys.js";

const hidden = new Set(["agreed"]);
const drafts = new Map(); // reasons typed and not yet sent
let current = "", everybody = [], changing = false;
const found = () => store.map.differences;
const difference = () => found().find((item) => item.id === current) || null;
const settled = (item) => item.state !== "open";
export const busy = () => changing;

// ---- whose marks are shown
const look = (side) => `by-${side === "agreed" ? side : Number(side) % 6}`;

function marks() {
  everybody = [...store.map.everybody, ...store.map.agreed];
  store.map.components = everybody.filter((item) => !hidden.has(item.side)).map((item) => ({ ...item, look: look(item.side), label: `${item.side === "agreed" ? "=" : Number(item.side) + 1}·${item.own}` }));
  text.paintAll();
}

function layers() {
  const names = [...store.map.sides.map((side, n) => [String(n), `${n + 1} ${side.name}`]), ["agreed", "= agreed so far"]];
  one("#layers").replaceChildren(...names.map(([side, name]) => h("button", {
    type: "button", class: look(side), "aria-pressed": String(!hidden.has(side)), title: "Show or hide these marks",
    onclick: () => { if (!hidden.delete(side)) hidden.add(side); layers(); marks(); },
  }, h("span", { class: "sample" }), name)));
}

// ---- the walk
const shown = () => found().filter((item) => (one("#filter").value === "" || item.about === one("#filter").value) && (!one("#only-open").checked || !settled(item) || item.id === current));

export function go(id, { focus = false } = {}) {
  const item = found().find((one) => one.id === id);
  if (!item) return;
  current = id;
  select.nothing();
  if (item.place.length) text.bring(item.place[0][0], item.place[0][1], true);
  draw();
  if (focus) one("#case").focus({ preventScroll: true });
  const number = found().indexOf(item) + 1;
  say(`Difference ${number} of ${found().length}: ${item.about}. ${store.map.sides.map((side, n) => (item.says[n] ? `${side.name}: ${item.says[n]}. ` : "")).join("")}${item.decided ? `Decided: ${item.decided}.` : ""}`);
}

export function step(by, open = false) {
  const list = shown();
  const at = list.findIndex((item) => item.id === current);
  const wanted = open ? [...list.slice(at + 1), ...list.slice(0, Math.max(0, at))].find((item) => !settled(item)) : list[Math.max(0, Math.min(list.length - 1, at + by))];
  if (wanted) go(wanted.id);
  else if (open) say("No difference is open here");
}

// ---- deciding
async function signed() {
  return store.state.annotator ? true : who();
}

export async function decide(choice, { value = null, ids = [current], reason = null } = {}) {
  const item = difference();
  if (!item || changing) return;
  if (!(await signed())) return;
  changing = true;
  const why = reason ?? one("#reason")?.value.trim() ?? "";
  const done = await act("decide", { ids, choice, value, reason: why });
  changing = false;
  if (!done) return;
  for (const id of ids) drafts.delete(id);
  card();
  say(choice ? `Decided: ${difference().decided || choice}` : "Open again");
  if (choice && reason === null && one("#go-on").checked) step(1, true);
}

export function take(number) {
  const item = difference();
  if (item?.can[number - 1]) decide(store.map.sides[number - 1].name);
  else if (item && number <= store.map.sides.length) say(`${store.map.sides[number - 1].name} has nothing there`);
}

/** The same for all open differences of this kind that this annotator has something to say of. */
export function takeAll(number) {
  const item = difference(), side = store.map.sides[number - 1];
  if (!item || !side) return;
  const ids = found().filter((other) => other.about === item.about && !settled(other) && other.can[number - 1]).map((other) => other.id);
  if (ids.length) decide(side.name, { ids }).then(() => say(`${plural(ids.length, "difference")} taken from ${side.name}`));
}

export const both = () => { const item = difference(); if (item?.both) decide("both"); else if (item) say(`Of this ${item.about} there can be only one`); };
export const neither = () => decide("neither");
export const clear = () => decide("");
export const reason = () => one("#reason")?.focus();
export async function fresh() {
  const item = difference();
  if (!item) return;
  const value = await write(item);
  if (value !== null && current === item.id) decide("new", { value });
}

async function who() {
  const names = store.map.annotators.filter((item) => !item.machine && item.name).map((item) => ({ value: item.name, text: item.name, hint: item.role }));
  const answer = await choose("Who decides?", names, { create: "Sign as", prompt: "A name, such as Jo Fox", empty: "Type your name" });
  return answer ? Boolean(await sign(answer.value)) : false;
}

// ---- drawing
const ABOUT = {
  missing: "Only some have it", boundary: "Where it begins and ends", kind: "Kind", gloss: "Gloss", issue: "Issues", voice: "Whose position",
  thesis: "Thesis", certainty: "Certainty", note: "Notes", other: "Other attributes", relation: "Relation",
};
const DETAIL = { present: "only some draw it", type: "of another type", ends: "between other ends", linked: "linked or each by itself", details: "said otherwise" };
const MOOT = "settled by another decision";

function card() {
  const item = difference(), place = one("#case");
  if (!item) { place.replaceChildren(h("p", { class: "none" }, "There is no difference here.")); return; }
  const number = found().indexOf(item) + 1, made = item.decision;
  const taken = (choice) => (made && (made.choice === "take" ? made.side : made.choice) === choice ? " taken" : "");
  const kinds = item.members.map((id) => everybody.find((other) => other.id === id)).filter(Boolean);
  const choice = (side, n) => h("button", { type: "button", class: `choice ${look(n)}${taken(side.name)}`, disabled: !item.can[n], onclick: () => take(n + 1) },
    h("kbd", {}, n + 1), h("b", {}, side.name, h("span", { class: `sample ${look(n)}` })), h("span", {}, item.says[n] || "(has nothing there)"));
  const other = (name, key, run, choice, off = false) => h("button", { type: "button", class: taken(choice).trim(), disabled: off, onclick: run }, name, h("kbd", {}, key));
  const field = h("input", { id: "reason", type: "text", autocomplete: "off", value: drafts.get(item.id) ?? (made?.reason || ""), oninput: () => drafts.set(item.id, field.value), onkeydown: (event) => event.key === "Enter" && keep() });
  const keep = () => { if (made && field.value.trim() !== made.reason) decide(made.choice === "take" ? made.side : made.choice, { value: made.value, reason: field.value.trim() }); one("#case").focus({ preventScroll: true }); };
  fill(place,
    h("h2", {}, `${number}. ${ABOUT[item.about]}${DETAIL[item.detail] ? `: ${DETAIL[item.detail]}` : ""}`),
    h("p", { class: "where" }, item.page ? `Page ${item.page}. ` : "", item.about === "relation" ? "" : kinds.length && item.about !== "kind" ? [tag(kinds[0].kind), ` ${kinds[0].gloss || "(no gloss)"}`] : item.passage),
    item.about === "relation" ? h("ul", { class: "ends" }, kinds.map((end) => h("li", {}, tag(end.kind), ` ${end.own}: ${end.gloss || "(no gloss)"}`))) : null,
    ...store.map.sides.map(choice),
    h("div", { class: "others" }, item.both ? other("Both", "b", both, "both") : null, other("Neither", "x", neither, "neither"), item.about === "other" ? null : other("New …", "w", fresh, "new"), made ? other("Open again", "⌫", clear, "") : null),
    made && made.choice !== "take" ? h("p", {}, `Decided: ${item.decided}`) : null,
    h("div", { class: "field" }, h("label", { for: "reason" }, "Reason", h("kbd", {}, "r")), field),
    h("p", { class: "signed" }, item.state === "moot" ? MOOT : made ? `${made.who}, ${made.when.slice(0, 16).replace("T", " ")} UTC` : "Not decided yet"));
}

function list() {
  const items = shown();
  one("#list-title").textContent = items.length === found().length ? "All differences" : `${items.length} of ${plural(found().length, "difference")}`;
  one("#list").replaceChildren(...items.map((item) => h("li", {}, h("button", { type: "button", "data-here": item.id === current, "aria-current": item.id === current ? "true" : null, onclick: () => go(item.id) },
    h("span", { class: "n" }, found().indexOf(item) + 1), h("span", { class: "about" }, item.about), h("span", {}, item.decided || item.says.find(Boolean) || ""), h("span", { class: item.state === "moot" ? "moot" : "mark" }, item.state === "decided" ? "✓" : item.state === "moot" ? "–" : "")))));
  one('#list [aria-current="true"]')?.scrollIntoView({ block: "nearest" });
}

function progress() {
  const total = found().length, open = found().filter((item) => !settled(item)).length, moot = found().filter((item) => item.state === "moot").length;
  one("#count").textContent = `${total - open} of ${total} decided`;
  one("#rest").textContent = `${open ? `${open} open` : "all decided: save the agreed file"}${moot ? `, ${moot} settled by others` : ""}`;
  Object.assign(one("#bar-done"), { max: Math.max(1, total), value: total - open });
}

function filter() {
  const counts = new Map();
  for (const item of found()) counts.set(item.about, (counts.get(item.about) || 0) + 1);
  const was = one("#filter").value;
  one("#filter").replaceChildren(h("option", { value: "" }, `all (${found().length})`), ...store.doc.about.filter((name) => counts.has(name)).map((name) => h("option", { value: name }, `${name} (${counts.get(name)})`)));
  one("#filter").value = counts.has(was) ? was : "";
}

function draw() {
  text.show("current", difference()?.place || []);
  const typing = document.activeElement?.id === "reason" ? null : document.activeElement;
  card();
  list();
  progress();
  if (typing && !typing.isConnected) one("#case").focus({ preventScroll: true });
}

export function table() {
  const dialog = one("#table");
  const head = ["", "About", "Page", ...store.map.sides.map((side) => side.name), "Decided", "By", "Reason"];
  fill(dialog, h("div", { class: "head" }, h("h2", { id: "table-title" }, "Table of decisions"), h("button", { type: "button", onclick: () => dialog.close() }, "Close")),
    h("table", {}, h("thead", {}, h("tr", {}, head.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, found().map((item, n) => h("tr", {}, h("td", {}, n + 1), h("td", {}, item.about), h("td", {}, item.page), item.says.map((words) => h("td", {}, words)),
        h("td", {}, item.state === "moot" ? MOOT : item.decided || "open"), h("td", {}, item.decision?.who || ""), h("td", {}, item.decision?.reason || ""))))),
    store.map.fallen.length ? h("p", { class: "hint" }, `Relations left out: ${store.map.fallen.join("; ")}`) : null);
  dialog.showModal();
}

// ---- saving, and what the head of the page says
function state(now) {
  const place = one("#state");
  place.textContent = now.lost ? "The page's server does not answer" : now.saved ? `Saved ${now.saved}` : "Decisions are kept in the journal";
  place.className = now.lost || now.disk === "changed" ? "bad" : now.saved ? "good" : "open";
  one("#undo").disabled = !now.undo;
  one("#redo").disabled = !now.redo;
  one("#who").textContent = now.annotator ? `By ${now.annotator}` : "Sign as …";
  if (now.disk === "changed") banner(`${store.doc.file} was changed by another program; move it away, then save again.`);
}

export function banner(words) {
  const place = one("#banner");
  place.replaceChildren(h("span", {}, words), h("button", { type: "button", class: "close", "aria-label": "Close this message", onclick: () => { place.hidden = true; } }, "×"));
  place.hidden = false;
}

export async function saveAll() {
  const open = found().filter((item) => !settled(item)).length;
  if (!open) { told(await save()); return; }
  const dialog = one("#form");
  dialog.replaceChildren(h("h2", { id: "form-title" }, `${plural(open, "difference")} still open`),
    h("p", {}, "A partial file keeps of every open difference all versions, each signed by whose it is. Nothing is dropped; you can go on at any time."),
    h("div", { class: "codes" }, h("button", { type: "button", class: "strong", onclick: () => dialog.close() }, "Go on deciding"),
      h("button", { type: "button", id: "save-partial", onclick: async () => { dialog.close(); told(await act("save", { partial: true })); } }, "Save a partial file")));
  dialog.showModal();
}

function told(done) {
  if (!done) return;
  one("#banner").hidden = true;
  say(`Saved: ${plural(done.written, "decision")} in ${store.doc.file}`);
  if (!found().some((item) => !settled(item))) table();
}

function refused(error) {
  if (error.stale) say("Another tab was faster; this page is up to date now. Do it again.");
  else banner(error.error + (error.remedy ? `: ${error.remedy}` : ""));
}

function changed(data) {
  const before = new Map(found().map((item) => [item.id, JSON.stringify(item.decision)]));
  Object.assign(store.map, { differences: data.differences, agreed: data.agreed, fallen: data.fallen });
  marks();
  draw();
  const moved = found().filter((item) => before.get(item.id) !== JSON.stringify(item.decision));
  if (data.label && moved.length && !moved.some((item) => item.id === current)) go(moved[0].id); // undo shows what it undid
}

function whole() {
  store.map.everybody = store.map.components;
  filter();
  layers();
  marks();
  if (!difference()) current = "";
  go(current || found().find((item) => !settled(item))?.id || found()[0]?.id);
  draw();
}

async function start() {
  await loadDocument();
  document.title = `${store.doc.name} – adjudication`;
  one("#name").textContent = store.doc.name;
  one("#title").textContent = `adjudication → ${store.doc.file}`;
  on("state", state);
  on("error", refused);
  on("change", changed);
  await loadMap();
  store.map.everybody = store.map.components;
  text.build();
  select.prepare();
  on("whole", whole);
  whole();
  text.onChip((id) => { const item = found().find((one) => one.members.includes(id)); if (item) go(item.id); else say("All agree on this one"); });
  for (const id of ["#filter", "#only-open"]) one(id).addEventListener("change", () => { const first = shown().find((item) => item.id === current) || shown()[0]; if (first) go(first.id); else draw(); });
  for (const [id, run] of [["#who", who], ["#undo", undo], ["#redo", redo], ["#save", saveAll], ["#help-open", help], ["#table-open", table]]) one(id).addEventListener("click", () => run());
  one("#theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  one("#quit").addEventListener("click", async () => {
    await quit();
    document.body.replaceChildren(h("main", { class: "ended" }, h("h1", {}, "The adjudication has stopped."), h("p", {}, "All decisions are in the journal beside the agreed file; argmap adjudicate brings them back.")));
  });
  keys();
  addEventListener("focus", watch);
  setInterval(watch, 3000);
  setInterval(() => watch(true), 60_000); // a page that is out of sight still says that it is there
  if (store.state.recovered) banner(`${plural(store.state.recovered, "decision")} came back from the journal. ${store.state.told.join(" ")}`);
  one("#case").focus({ preventScroll: true });
  document.documentElement.dataset.ready = "yes";
}

start().catch((error) => {
  document.body.replaceChildren(h("main", { class: "ended" }, h("h1", {}, "The adjudication could not be shown."), h("p", {}, error.message)));
});
