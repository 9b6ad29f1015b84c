// What the page knows: the document, the map, where things stand. All changes go through the server.
import { say } from "./dom.js";

const SORTS = {
  component: "components", relation: "relations", issue: "issues",
  voice: "voices", scheme: "schemes", annotator: "annotators", rejection: "rejections",
};

export const store = {
  doc: null, map: null, state: null, byId: new Map(), locked: new Set(),
};
const listeners = { change: [], state: [], whole: [], error: [] };
export const on = (event, act) => listeners[event].push(act);
const tell = (event, detail) => { for (const act of listeners[event]) act(detail); };

let queue = Promise.resolve();

async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(path, { ...options, credentials: "same-origin", redirect: "error" });
  } catch {
    tell("state", { ...store.state, lost: true });
    throw new Error("The workbench does not answer. Start it again: what you did is in its journal.");
  }
  const text = await answer.text();
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(text.trim());
  return { ok: answer.ok, data: JSON.parse(text) };
}

export const read = async (path) => {
  const { ok, data } = await ask(path);
  if (!ok) throw new Error(data.error + (data.remedy ? ` (${data.remedy})` : ""));
  return data;
};

export async function loadDocument() {
  store.doc = await read("/api/document");
}

export async function loadMap() {
  const map = await read("/api/map");
  store.map = map;
  store.locked = new Set(map.locked);
  index();
  setState(map);
  tell("whole");
}

function index() {
  store.byId = new Map([...store.map.relations, ...store.map.components].map((item) => [item.id, item]));
}

function setState(data) {
  const keys = ["version", "undo", "redo", "unsaved", "saved", "disk", "recovered", "told", "annotator"];
  store.state = Object.fromEntries(keys.map((key) => [key, data[key]]));
  tell("state", store.state);
}

// requests go one after the other, so that each names the version that the one before it made
function inTurn(work) {
  const next = queue.then(work, work);
  queue = next.catch(() => {});
  return next;
}

function send(path, body, first) {
  return inTurn(async () => {
    const { ok, data } = await ask(path, { ...body, version: store.state.version });
    if (ok) {
      if (data.changes) take(data, first);
      else setState(data);
      return data;
    }
    if (data.stale) await loadMap();
    else setState(data);
    tell("error", data);
    return null;
  }).catch((error) => { tell("error", { error: error.message }); return null; });
}

function take(data, first) {
  for (const change of data.changes) {
    const list = store.map[SORTS[change.sort]];
    const at = list.findIndex((item) => item.id === change.id);
    if (!change.entity) { if (at >= 0) list.splice(at, 1); }
    else if (at >= 0) list[at] = change.entity;
    else list.splice(change.at >= 0 && change.at <= list.length ? change.at : list.length, 0, change.entity);
    if (change.sort === "component" || change.sort === "relation") {
      if (change.entity) store.byId.set(change.id, change.entity);
      else store.byId.delete(change.id);
    }
  }
  first?.(data);
  setState(data);
  tell("change", data);
}

const TYPED = new Set(["gloss", "note", "reason"]);
let held = null;

// keys pressed while a step is on its way wait for it: they are meant for the map that it makes
function hold(promise) {
  held = promise;
  const free = () => setTimeout(() => { if (held === promise) held = null; }, 0);
  promise.then(free, free);
  return promise;
}
export const waiting = () => held;

/** Do something to the map; gives what the server answered, or null where it refused. `first` runs before anything is drawn. */
export const act = (name, args, first) => (TYPED.has(name) ? send("/api/do", { act: name, args }, first) : hold(send("/api/do", { act: name, args }, first)));
export const undo = async () => { const done = await hold(send("/api/undo", {})); if (done) say(`Undone: ${done.label}`); return done; };
export const redo = async () => { const done = await hold(send("/api/redo", {})); if (done) say(`Done again: ${done.label}`); return done; };

let saving = null;

/** Write the file. Keys go on meanwhile, so it does not stand in the queue; what they do is in the next save. */
export function save() {
  saving ??= write().finally(() => { saving = null; });
  return saving;
}

async function write(again = 3) {
  try {
    await queue;
    const { ok, data } = await ask("/api/save", { version: store.state.version });
    if (!ok && data.stale && again) { await watch(true); return write(again - 1); } // a key was faster
    await inTurn(async () => setState({ ...(await ask("/api/state")).data, version: store.state.version }));
    if (ok) return data;
    tell("error", data);
  } catch (error) { tell("error", { error: error.message }); }
  return null;
}

export const resolve = async (choice, theirs = []) => { const done = await send("/api/resolve", { choice, theirs }); if (done) await loadMap(); return done; };
export const sign = (name) => send("/api/sign", { name });
export const quit = () => ask("/api/quit", {});

/** Whether all that was sent is answered. */
export const settled = () => Promise.all([queue, saving]);

/** Ask now and then whether another tab or another program changed something. */
export async function watch(always) {
  if (always !== true && document.visibilityState !== "visible") return;
  await inTurn(async () => {
    const { data } = await ask("/api/state");
    if (data.version !== store.state.version) await loadMap();
    else if (data.disk !== store.state.disk || store.state.lost) setState(data);
  }).catch(() => {});
}

// ---- questions about the map
export const component = (id) => { const found = store.byId.get(id); return found && "fragments" in found ? found : null; };
export const relation = (id) => { const found = store.byId.get(id); return found && "sources" in found ? found : null; };
const spans = new WeakMap(); // entries are replaced, never changed, so what is worked out once stays true

/** Where its passages are found, in the order of the text. The list is the caller's to change. */
export function spansOf(item) {
  if (!spans.has(item)) spans.set(item, item.fragments.filter((f) => f.start !== null && f.end !== null).map((f) => [f.start, f.end]).sort((a, b) => a[0] - b[0]));
  return [...spans.get(item)];
}
export const startOf = (item) => (spans.get(item) ?? spansOf(item))[0]?.[0] ?? Infinity;
export const inOrder = () => [...store.map.components].sort((a, b) => startOf(a) - startOf(b));
export const touching = (id) => store.map.relations.filter((r) => r.sources.includes(id) || r.targets.includes(id) || r.mutual.includes(id));

export function unconnected() {
  const tied = new Set(store.map.relations.flatMap((r) => [...r.sources, ...r.targets, ...r.mutual]));
  return inOrder().filter((item) => !tied.has(item.id));
}

/** What the registry of schemes knows of a scheme of this map. */
export const bookOf = (scheme) => store.doc.schemeBook.find((item) => item.id === scheme?.known);

export const label = (id) => {
  const item = component(id);
  if (item) return item.gloss || "(no gloss yet)";
  const tie = relation(id);
  return tie ? `${[...tie.sources, ...tie.mutual].join(" + ")} ${tie.name} ${tie.targets.join(" + ")}` : id;
};
export const pageOf = (item) => {
  const at = startOf(item);
  let page = "";
  for (const [start, n] of store.pages) { if (start > at) break; page = n; }
  return page;
};
