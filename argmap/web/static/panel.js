// The side: the component that is current, what is not connected, problems, all components, guidelines.
import { h, one, plural, tag } from "./dom.js";
import { act, bookOf, component, inOrder, label, pageOf, read, relation, spansOf, store, touching, unconnected } from "./store.js";
import { now, onSelect, selectComponent, selectText } from "./select.js";
import * as commands from "./commands.js";
import { length, words } from "./text.js";
import { markdown } from "./markdown.js";
import * as suggest from "./suggest.js";

const TABS = [["component", "Component"], ["loose", "Unconnected"], ["problems", "Problems"], ["proposals", "Proposals"], ["all", "All"], ["codes", "Codes"], ["rules", "Guidelines"]];
let tab = "component", problems = [], typing = 0, timer = 0, drawn = "";

export function build() {
  const tabs = TABS.filter(([key]) => key !== "rules" || store.doc.guidelines);
  one(".tabs").replaceChildren(...tabs.map(([key, name]) => h("button", {
    type: "button", role: "tab", id: `tab-${key}`, "aria-controls": `panel-${key}`, "aria-selected": "false", tabindex: "-1", onclick: () => open(key),
    onkeydown: (event) => walk(event, tabs, key),
  }, h("span", {}, name), h("span", { class: "count" }))));
  one("#panels").replaceChildren(...tabs.map(([key]) => h("div", { role: "tabpanel", id: `panel-${key}`, "aria-labelledby": `tab-${key}`, tabindex: "0", hidden: true })));
  if (store.doc.guidelines) one("#panel-rules").append(...markdown(store.doc.guidelines));
  open("component");
  onSelect(() => { drawComponent(); here(); });
}

function walk(event, tabs, key) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const at = (tabs.findIndex(([name]) => name === key) + by + tabs.length) % tabs.length;
  open(tabs[at][0]);
  one(`#tab-${tabs[at][0]}`).focus();
  event.preventDefault();
}

export function open(key) {
  tab = key;
  for (const button of one(".tabs").children) {
    const is = button.id === `tab-${key}`;
    button.setAttribute("aria-selected", String(is));
    button.tabIndex = is ? 0 : -1;
    one(`#${button.getAttribute("aria-controls")}`).hidden = !is;
  }
  draw();
}

/** Everything anew, after the map changed. */
export function draw() {
  drawComponent();
  const loose = unconnected();
  count("loose", store.map.components.length > 1 ? loose.length : 0);
  count("all", store.map.components.length);
  if (tab === "loose") fill("loose", loose, "Every component takes part in a relation: nothing is left that is not yet connected.");
  if (tab === "all") fill("all", inOrder(), "Nothing is marked yet. Select a sentence with ↓ and press c, e or r.");
  if (tab === "codes") drawCodes();
  drawProposals();
  clearTimeout(timer);
  timer = setTimeout(check, 900);
}

export function drawProposals() {
  count("proposals", suggest.count());
  if (tab === "proposals") one("#panel-proposals").replaceChildren(...suggest.panel().filter(Boolean));
}

function count(key, n) {
  one(`#tab-${key} .count`).textContent = n ? ` ${n}` : "";
}

function row(item) {
  return h("li", {}, h("button", { type: "button", class: "row", "data-id": item.id, onclick: () => selectComponent(item.id, { centre: true }) },
    tag(item.kind), h("b", {}, item.id), h("span", { class: item.gloss ? "" : "missing", dir: "auto" }, item.gloss || "no gloss yet"), h("small", {}, pageOf(item) ? `p. ${pageOf(item)}` : "")));
}

function fill(key, items, none) {
  one(`#panel-${key}`).replaceChildren(items.length ? h("ul", { class: "rows" }, items.map(row)) : h("p", { class: "none" }, none));
  here();
}

function here() {
  for (const button of document.querySelectorAll("#panels button[data-id]")) button.toggleAttribute("data-here", button.dataset.id === now.current);
}

function drawCodes() {
  const below = (parent, depth) => store.map.issues.filter((item) => (item.parent || "") === parent).map((item) => {
    const filed = store.map.components.filter((c) => c.issues.includes(item.id));
    return h("li", {}, h("b", { dir: "auto" }, item.label || item.id), h("small", {}, ` ${filed.length}`), item.question ? h("p", { class: "question", dir: "auto" }, item.question) : null,
      depth < 9 ? h("ul", {}, below(item.id, depth + 1)) : null);
  });
  const voices = store.map.voices.map((item) => h("li", { dir: "auto" }, item.label || item.id));
  one("#panel-codes").replaceChildren(h("h3", {}, "Issues"),
    store.map.issues.length ? h("ul", { class: "codes" }, below("", 0)) : h("p", { class: "none" }, "No issues yet. Press i on a component and type a name."),
    ...(voices.length ? [h("h3", {}, "Voices"), h("ul", { class: "codes" }, voices)] : []));
}

// ---- problems, live
async function check() {
  try { problems = await read("/api/problems"); } catch { return; }
  count("problems", problems.length);
  const rows = problems.map((item) => h("li", {}, h("button", { type: "button", class: `row problem ${item.severity}`, disabled: !item.id, onclick: () => jump(item.id) },
    h("b", {}, item.code), h("span", { dir: "auto" }, item.message, h("small", {}, item.remedy)))));
  one("#panel-problems").replaceChildren(rows.length ? h("ul", { class: "rows" }, rows) : h("p", { class: "none" }, "No problems."));
}

function jump(id) {
  const tie = relation(id);
  const filed = component(id) ? id : tie ? [...tie.sources, ...tie.mutual, ...tie.targets].find(component) : store.map.components.find((c) => c.issues.includes(id) || c.voice === id)?.id;
  if (filed) selectComponent(filed, { centre: true });
  if (!filed || !component(id)) { if (store.map.issues.some((item) => item.id === id)) open("codes"); }
}

// ---- the component
export function drawComponent() {
  const panel = one("#panel-component");
  const item = component(now.current);
  const wanted = `${now.current} ${store.state.version}`;
  if (drawn === wanted && panel.firstChild) return;
  drawn = wanted;
  if (document.activeElement?.matches("#panel-component textarea, #panel-component input") && panel.dataset.id === now.current) { live(item); return; }
  panel.dataset.id = item ? item.id : "";
  if (!item) {
    panel.replaceChildren(h("div", { class: "welcome" },
      h("p", {}, "Select a passage with the mouse, or step through the sentences with ↓ and ↑."),
      h("p", {}, h("kbd", {}, "c"), " claim  ", h("kbd", {}, "e"), " evidence  ", h("kbd", {}, "r"), " recommendation"),
      h("p", {}, "Then Enter writes the gloss, s links it to what it supports. ", h("kbd", {}, "?"), " lists all keys.")));
    return;
  }
  const held = document.activeElement?.closest("#panel-component") ? document.activeElement.id : "";
  panel.replaceChildren(head(item), glossField(item), facts(item), passages(item), relations(item), noteField(item));
  if (held) document.getElementById(held)?.focus();
}

// while a field is being written only what stands around it is drawn anew
function live(item) {
  if (!item) return;
  if (!document.activeElement.closest(".relations")) one("#panel-component .relations")?.replaceWith(relations(item));
  const saved = { gloss: item.gloss, note: item.notes.join("\n") };
  for (const [name, value] of Object.entries(saved)) {
    const area = one(`#f-${name}`);
    if (area && !later.has(`${name}:${item.id}`) && tidy(area.value) !== tidy(value)) area.value = value; // an undo
  }
}

const tidy = (text) => text.split("\n").map((row) => row.split(/\s+/).filter(Boolean).join(" ")).filter(Boolean).join("\n");

function head(item) {
  const kinds = store.doc.kinds.includes(item.kind) ? store.doc.kinds : [...store.doc.kinds, item.kind];
  return h("div", { class: "head" }, tag(item.kind), h("h2", {}, item.id),
    h("label", { class: "unseen", for: "f-kind" }, "Kind"),
    h("select", { id: "f-kind", onchange: (event) => act("retype", { id: item.id, kind: event.target.value }) }, kinds.map((kind) => h("option", { value: kind, selected: kind === item.kind }, kind))),
    h("button", { type: "button", id: "f-thesis", "aria-pressed": String(item.thesis), onclick: () => act("thesis", { id: item.id }) }, "★ Thesis"),
    h("button", { type: "button", id: "f-delete", class: "danger", onclick: () => commands.remove() }, "Delete"));
}

function field(name, item, value, send, rows) {
  const key = `${name}:${item.id}:${typing += 1}`;
  const area = h("textarea", {
    id: `f-${name}`, rows, value, dir: "auto", disabled: store.locked.has(item.id),
    oninput: () => send(area.value, key),
    onkeydown: (event) => {
      if ((event.key === "Enter" && name === "gloss") || event.key === "Escape" || (event.key === "Enter" && event.ctrlKey)) { event.preventDefault(); event.stopPropagation(); one("#text").focus({ preventScroll: true }); }
    },
  });
  return area;
}

// one request for what was typed while the one before was on its way: the newest words always go out
const later = new Map();
function stream(name, args) {
  const slot = `${name}:${args.id}`;
  const waiting = later.has(slot);
  later.set(slot, args);
  if (waiting) return;
  const go = async () => {
    const next = later.get(slot);
    await act(name, next);
    if (later.get(slot) !== next) await go();
    else later.delete(slot);
  };
  go();
}

function glossField(item) {
  const area = field("gloss", item, item.gloss, (value, key) => stream("gloss", { id: item.id, value, key }), 3);
  return h("div", { class: "field" }, h("label", { for: "f-gloss" }, "Gloss ", h("small", {}, "in one sentence of your own")), area);
}

function noteField(item) {
  const area = field("note", item, item.notes.join("\n"), (value, key) => stream("note", { id: item.id, value: value.split("\n"), key }), 2);
  return h("div", { class: "field" }, h("label", { for: "f-note" }, "Note ", h("small", {}, "every line is a note")), area);
}

const LEVELS = [["", "not said"], ["high", "high"], ["medium", "medium"], ["low", "low"], ["unknown", "unknown"]];
const options = (list, chosen) => (list.some(([value]) => value === chosen) ? list : [...list, [chosen, chosen]]).map(([value, name]) => h("option", { value, selected: value === chosen }, name));
const issueName = (id) => store.map.issues.find((item) => item.id === id)?.label || id.replace(/^issue\./, "");

function facts(item) {
  const issues = item.issues.map((id) => h("button", { type: "button", class: "code", title: "Take away", onclick: () => act("issues", { id: item.id, value: item.issues.filter((other) => other !== id) }) }, issueName(id), h("span", { "aria-hidden": "true" }, " ×"), h("span", { class: "unseen" }, ", take away")));
  const voices = [["voice.author", "the author"], ...store.map.voices.map((voice) => [voice.id, voice.label || voice.id])];
  return h("div", { class: "facts" },
    h("div", { class: "wide" }, h("span", { class: "name" }, "Issues"), h("div", { class: "codes" }, issues, h("button", { type: "button", id: "f-issues", class: "add", onclick: () => commands.issues() }, "+ issue"))),
    h("div", {}, h("label", { for: "f-voice" }, "Voice"), h("select", { id: "f-voice", onchange: (event) => (event.target.value === "+" ? commands.voice() : act("voice", { id: item.id, value: event.target.value })) }, options(voices, item.voice), h("option", { value: "+" }, "other …"))),
    h("div", {}, h("label", { for: "f-cert" }, "Certainty"), h("select", { id: "f-cert", onchange: (event) => act("certainty", { id: item.id, value: event.target.value }) }, options(LEVELS, item.certainty))));
}

function passages(item) {
  const spans = spansOf(item);
  const rows = spans.map(([start, end], i) => h("li", {}, h("button", { type: "button", class: "quote", dir: "auto", title: "Show it in the text", onclick: () => selectText(start, end) }, shorten(words(start, end))),
    spans.length > 1 ? h("button", { type: "button", class: "less", "aria-label": `Take fragment ${i + 1} away`, onclick: () => act("spans", { id: item.id, spans: spans.filter((_, n) => n !== i) }) }, "×") : null));
  const size = length(item);
  return h("div", { class: "passages" }, h("span", { class: "name" }, plural(Math.max(1, spans.length), "fragment"), size ? `, ${words(0, 0)}${plural(spans.reduce((n, [s, e]) => n + words(s, e).split(/\s+/).length, 0), "word")}` : "", pageOf(item) ? `, p. ${pageOf(item)}` : ""),
    spans.length ? h("ul", {}, rows) : h("p", { class: "missing" }, "Its passage is not found in this text."));
}

const shorten = (text) => (text.length > 150 ? `${text.slice(0, 90).trimEnd()} … ${text.slice(-50).trimStart()}` : text);

const link = (id) => h("button", { type: "button", class: "end", onclick: () => (component(id) ? selectComponent(id) : jump(id)) }, component(id) ? tag(component(id).kind) : null, h("b", {}, id), h("span", { dir: "auto" }, label(id)));

function relations(item) {
  const ties = touching(item.id);
  const under = store.map.relations.filter((r) => ties.some((tie) => r.targets.includes(tie.id)) && !ties.includes(r));
  const rows = [...ties, ...under].map((tie) => relationRow(tie, item));
  const buttons = [["supports", "supports … (s)"], ["attacks", "attacks … (a)"], ["undercuts", "undercuts … (u)"], ["restates", "restates … (=)"]];
  return h("div", { class: "relations" }, h("span", { class: "name" }, "Relations"),
    h("div", { class: "codes" }, buttons.map(([name, text]) => h("button", { type: "button", class: `add ${name}`, onclick: () => commands.link(name) }, text))),
    rows.length ? h("ul", {}, rows) : h("p", { class: "missing" }, "Not yet connected."));
}

const unfolded = new Set();

// what a scheme asks of whoever uses it: to be answered in the reason, or with an undercut
function prompts(scheme, tie) {
  const book = bookOf(scheme);
  if (!book) return null;
  const key = `${tie.id} ${book.id}`;
  return h("details", { class: "prompts", open: unfolded.has(key), ontoggle: (event) => (event.target.open ? unfolded.add(key) : unfolded.delete(key)) },
    h("summary", {}, `${book.label}: ${plural(book.questions.length, "question")} to ask`),
    h("dl", {}, book.premises.flatMap(([role, text]) => [h("dt", {}, role), h("dd", {}, text)]), h("dt", {}, "so"), h("dd", {}, book.conclusion)),
    h("ol", {}, book.questions.map((question) => h("li", {}, question))));
}

function relationRow(tie, item) {
  const out = tie.sources.includes(item.id);
  const others = out ? tie.targets : [...tie.sources, ...tie.mutual.filter((id) => id !== item.id)];
  const joint = out ? tie.sources.filter((id) => id !== item.id) : [];
  const schemes = store.map.schemes.map((scheme) => [scheme.id, scheme.label || scheme.id]);
  const single = tie.targets.every((id) => component(id));
  const names = single ? ["supports", "attacks", "restates"] : ["undercuts"];
  return h("li", { class: `tie ${tie.name}`, "data-id": tie.id },
    h("div", { class: "what" }, h("b", { class: tie.name }, out ? tie.name : `${tie.name.replace(/s$/, "")}ed by`.replace("undercuted", "undercut").replace("restateed", "restated")), h("small", {}, ` ${tie.id}`), joint.length ? h("small", {}, ` together with ${joint.join(", ")}`) : null),
    others.map(link), tie.schemes.map((id) => prompts(store.map.schemes.find((scheme) => scheme.id === id), tie)),
    h("details", { open: unfolded.has(tie.id), ontoggle: (event) => (event.target.open ? unfolded.add(tie.id) : unfolded.delete(tie.id)) }, h("summary", {}, "Change", tie.reason || tie.schemes.length ? ` · ${[...tie.schemes.map((id) => schemes.find(([key]) => key === id)?.[1] || id), tie.reason].filter(Boolean).join(" · ")}` : ""),
      h("div", { class: "facts" },
        h("div", {}, h("label", { for: `r-name-${tie.id}` }, "Relation"), h("select", { id: `r-name-${tie.id}`, onchange: (event) => act("rename", { id: tie.id, name: event.target.value }) }, options(names.map((name) => [name, name]), tie.name))),
        h("div", {}, h("label", { for: `r-cert-${tie.id}` }, "Certainty"), h("select", { id: `r-cert-${tie.id}`, onchange: (event) => act("certainty", { id: tie.id, value: event.target.value }) }, options(LEVELS, tie.certainty))),
        h("div", { class: "wide" }, h("label", { for: `r-why-${tie.id}` }, "Reason"), h("input", { id: `r-why-${tie.id}`, value: tie.reason, onchange: (event) => act("reason", { id: tie.id, value: event.target.value }) })),
        h("div", { class: "wide codes" },
          tie.schemes.map((id) => h("button", { type: "button", class: "code", onclick: () => act("schemes", { id: tie.id, value: tie.schemes.filter((other) => other !== id) }) }, schemes.find(([key]) => key === id)?.[1] || id, " ×")),
          h("button", { type: "button", class: "add", onclick: () => commands.scheme(tie.id) }, "+ scheme"),
          single && tie.sources.length === 1 ? h("button", { type: "button", class: "add", onclick: () => act("reverse", { id: tie.id }) }, "Turn round") : null,
          h("button", { type: "button", class: "add danger", onclick: () => act("delete", { ids: [tie.id] }) }, "Delete")))));
}
