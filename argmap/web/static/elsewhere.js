// The same words at other places: further fragments of a component, or components like it.
import { plural, say } from "./dom.js";
import { act, component, spansOf, store } from "./store.js";
import { choose } from "./chooser.js";
import { occurrences } from "./find.js";
import { now, selectComponent, selectText } from "./select.js";
import { show, words } from "./text.js";

const overlap = (spans) => ([start, end]) => spans.some(([s, e]) => s < end && start < e);

/** Where else the words of the selection, or of the component's longest fragment, stand. */
function places() {
  const item = now.mode === "component" ? component(now.current) : null;
  const spans = item ? spansOf(item) : now.mode === "text" ? [[now.start, now.end]] : [];
  if (!spans.length) return null;
  const longest = spans.reduce((a, b) => (b[1] - b[0] > a[1] - a[0] ? b : a));
  const taken = overlap(spans);
  return { item, spans, longest, hits: occurrences(words(...longest)).filter((hit) => !taken(hit)) };
}

export async function elsewhere() {
  const found = places();
  if (!found) { say("Select words or a component first"); return; }
  const { item, spans, longest, hits } = found;
  const passage = words(...longest), said = passage.length > 50 ? `${passage.slice(0, 46)} …` : passage;
  if (!hits.length) { say(`“${said}” stands nowhere else`); await choose(`“${said}” stands nowhere else in this text`, [], { empty: "No other place", prompt: "" }); return; }
  show("find", hits);
  const many = plural(hits.length, "other place");
  const all = item ? [{ value: "repeat", text: `Mark ${many}, each a ${item.kind} like ${item.id}`, kind: item.kind }, { value: "spans", text: `Add ${many} to ${item.id} as further fragments`, kind: item.kind }]
    : store.doc.kinds.map((kind) => ({ value: kind, text: `Mark here and at ${many}, each as ${kind}`, kind }));
  const single = hits.map(([start, end]) => ({ value: `${start} ${end}`, text: `… ${words(Math.max(0, start - 50), start).replace(/^\S*\s+/, "")}[${words(start, end)}]${words(end, end + 50).replace(/\s+\S*$/, "")} …`, hint: "show this one" }));
  const chosen = await choose(`“${said}”: ${many}`, [...all, ...single], { prompt: "What is to be done?" });
  show("find", []);
  if (chosen) await carryOut(chosen.value, item, spans, hits);
}

async function carryOut(what, item, spans, hits) {
  if (/^\d+ \d+$/.test(what)) { selectText(...what.split(" ").map(Number)); return; }
  if (what === "spans") await act("spans", { id: item.id, spans: [...spans, ...hits] });
  else if (what === "repeat") await act("repeat", { id: item.id, spans: hits });
  else {
    const key = `elsewhere ${spans[0][0]} ${store.state.version}`; // one step to undo
    const done = await act("mark", { kind: what, spans, key });
    const made = done?.changes.find((change) => change.sort === "component");
    if (!made || !(await act("repeat", { id: made.id, spans: hits, key }))) return;
    selectComponent(made.id, { quiet: true });
  }
  say(`${plural(hits.length, "other place")} marked. Undo with Ctrl+Z.`);
}
