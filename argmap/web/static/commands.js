// What one can do, by key, button or menu; each command says what it needs.
import { one, plural, say } from "./dom.js";
import { act, bookOf, component, inOrder, label, pageOf, relation, save as write, spansOf, store, redo as again, undo as back } from "./store.js";
import { asking, choose } from "./chooser.js";
import { adopt, nothing, now, pick, selectComponent, selectText } from "./select.js";
import * as suggest from "./suggest.js";
import * as text from "./text.js";

const current = () => component(now.current);
const need = (item) => item || (say("Select a component first: n and p step through them"), null);

/** Make the selection a component of a kind, or give the selected component that kind. */
export async function mark(kind) {
  if (now.mode === "component" && current()) {
    if (current().kind !== kind) await act("retype", { id: now.current, kind });
    return;
  }
  if (now.mode !== "text") { say("Select a passage first: ↓ takes the next sentence"); return; }
  if (suggest.current()) { await suggest.accept(kind); return; }
  const spans = [[now.start, now.end]];
  text.show("hit", spans); // painted at once; the component's own paint follows
  const done = await act("mark", { kind, spans }, adopt);
  text.show("hit", []);
  const made = done?.changes.find((change) => change.sort === "component");
  if (made) selectComponent(made.id, { quiet: true });
}

export async function fragment() {
  const item = need(current());
  if (!item || now.mode !== "text") { if (item) say("Select the words to add to it first"); return; }
  await act("spans", { id: item.id, spans: [...spansOf(item), [now.start, now.end]] });
  selectComponent(item.id, { quiet: true });
}

export function split() {
  const item = need(current());
  if (!item) return;
  if (now.mode !== "text") { say("Step to the word at which to cut: → and ←"); selectText(spansOf(item)[0][0], spansOf(item)[0][0] + 1); return; }
  act("split", { id: item.id, at: now.start });
}

const chosen = () => (now.picked.length ? [...new Set([...now.picked, ...(now.mode === "component" && now.current ? [now.current] : [])])] : now.current ? [now.current] : []);

export async function merge() {
  if (chosen().length < 2) { say("Pick the components to merge with Space first"); return; }
  const ids = inOrder().map((item) => item.id).filter((id) => chosen().includes(id));
  if (await act("merge", { ids })) { now.picked = []; selectComponent(ids[0]); }
}

export async function remove() {
  const ids = now.picked.length ? now.picked : now.current ? [now.current] : [];
  if (!ids.length) { need(null); return; }
  const done = await act("delete", { ids });
  if (done) { now.picked = []; say(`${done.label}: ${plural(done.changes.filter((change) => change.sort !== "rejection").length, "entry").replace("entrys", "entries")} taken out. Undo with Ctrl+Z.`); }
}

export function gloss() {
  if (now.mode === "text") {
    const here = text.covered(now.start);
    if (here.length) { offer(here); return; }
  }
  if (need(current())) { openTab("component"); const field = one("#f-gloss"); field.focus(); field.setSelectionRange(field.value.length, field.value.length); }
}

export const openTab = (key) => one(`#tab-${key}`)?.click();
export const note = () => { if (need(current())) { openTab("component"); one("#f-note").focus(); } };
export const thesis = () => need(current()) && act("thesis", { id: now.current });
export const certainty = (value) => need(current()) && act("certainty", { id: now.current, value });
export const picking = () => (now.current ? pick(now.current) : need(null));

const asOption = (item) => ({ value: item.id, text: `${item.id}  ${item.gloss || text.words(...(spansOf(item)[0] || [0, 0])).slice(0, 90)}`, hint: pageOf(item) ? `p. ${pageOf(item)}` : "", kind: item.kind });

/** Several components at one place: all are offered. */
export async function offer(items) {
  if (items.length === 1) { selectComponent(items[0].id, { quiet: true }); return; }
  const found = await choose(`${items.length} components here`, items.map(asOption), { prompt: "Which one?" });
  if (found) selectComponent(found.value, { quiet: true });
}

let answer = null;

/** From the component (or all that are picked: linked premises) to a target. */
export async function link(name) {
  const sources = chosen();
  if (!sources.length) { need(null); return; }
  const who = sources.join(" + ");
  const targets = name === "undercuts" ? store.map.relations.filter((r) => r.targets.length).map((r) => ({ value: r.id, text: `${r.id}  ${label(r.id)}`, hint: label(r.targets[0]), search: r.sources.map(label).join(" ") }))
    : near(sources[0]).filter((item) => !sources.includes(item.id)).map(asOption);
  const verb = name === "undercuts" ? `${who} undercuts which step?` : `${who} ${name} …`;
  const found = await Promise.race([choose(verb, targets, { empty: name === "undercuts" ? "There is no relation to undercut yet" : "No such component", prompt: "Type an id or a few words, or click it in text or graph", beside: true }), new Promise((take) => { answer = take; })]);
  answer = null;
  if (!found) return;
  if (await act("link", { name, sources, target: found.value })) { now.picked = []; selectComponent(sources[0], { quiet: true }); say(`${who} ${name} ${found.value}`); }
}

/** The other direction: what supports this one. */
export async function supported() {
  const item = need(current());
  if (!item) return;
  const found = await choose(`${item.id} is supported by …`, near(item.id).filter((other) => other.id !== item.id).map(asOption));
  if (found && await act("link", { name: "supports", sources: [found.value], target: item.id })) say(`${found.value} supports ${item.id}`);
}

// candidates with those nearest in the text first
function near(id) {
  const from = spansOf(component(id))[0]?.[0] ?? 0;
  return inOrder().sort((a, b) => Math.abs((spansOf(a)[0]?.[0] ?? 0) - from) - Math.abs((spansOf(b)[0]?.[0] ?? 0) - from));
}

/** A click on a component while a target is asked for answers the question. */
export function takeTarget(id) {
  if (!answer || !asking()) return false;
  const take = answer;
  one("#chooser").close();
  take({ value: id });
  return true;
}

export async function issues() {
  const item = need(current());
  if (!item) return;
  const list = store.map.issues.map((issue) => ({ value: issue.id, text: issue.label || issue.id, hint: item.issues.includes(issue.id) ? "filed here: Enter takes it away" : issue.question, search: issue.id }));
  const found = await choose(`Issues of ${item.id}`, list, { create: "New issue", empty: "No issues yet: type a name" });
  if (!found) return;
  if (found.created) await act("new-issue", { id: item.id, label: found.value });
  else await act("issues", { id: item.id, value: item.issues.includes(found.value) ? item.issues.filter((id) => id !== found.value) : [...item.issues, found.value] });
}

export async function voice() {
  const item = need(current());
  if (!item) return;
  const list = [{ value: "voice.author", text: "the author" }, ...store.map.voices.map((v) => ({ value: v.id, text: v.label || v.id }))];
  const found = await choose(`Whose position is ${item.id}?`, list, { create: "New voice" });
  if (found) await act("voice", found.created ? { id: item.id, label: found.value } : { id: item.id, value: found.value });
}

export async function scheme(id) {
  const tie = relation(id);
  const declared = new Set(store.map.schemes.map((s) => s.known).filter(Boolean));
  const mine = store.map.schemes.map((s) => ({ value: s.id, text: s.label || s.id, hint: "in this map", search: bookOf(s)?.names }));
  const book = store.doc.schemeBook.filter((s) => !declared.has(s.id)).map((s) => ({ value: s.label, text: s.label, hint: s.family, search: s.names, book: true }));
  const found = await choose(`Scheme of ${id}`, [...mine, ...book], { create: "A scheme of your own", prompt: "Type a few letters: expert, sign, analogy …" });
  if (found) await act(...(found.created || found.book ? ["new-scheme", { id, label: found.value }] : ["schemes", { id, value: [...new Set([...tie.schemes, found.value])] }]));
}

export async function save() {
  one("#save").disabled = true;
  const done = await write();
  one("#save").disabled = false;
  if (done) say(done.written ? `Saved: ${plural(done.written, "change")} written into the file` : "Saved: nothing had changed");
}

export const undo = () => back();
export const redo = () => again();

export function leave() {
  if (now.picked.length) { now.picked = []; if (now.current) selectComponent(now.current, { quiet: true }); return; }
  if (now.mode === "text" && now.current) { selectComponent(now.current, { quiet: true }); return; }
  nothing();
}
