"use strict";
// The page is complete without this script: it moves the figures, searches, filters and opens articles.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const articles = new Map(all(".component").map((item) => [item.id, item]));
  const views = all(".view");
  const cameras = new WeakMap();
  const SMALLEST = 0.15, LARGEST = 8, LEGIBLE = 1.6, ENOUGH = 1.4;
  let current = "";
  let view = null;
  let byKeys = false; // whether a component was opened by the keyboard: then its article takes the focus

  // ---- the camera: which part of a figure is seen; w is the width seen, in the figure's own units
  const drawing = (section) => section && one(".sheet svg", section);
  const frame = () => one(".sheet", view).getBoundingClientRect();

  function camera(section) {
    let found = cameras.get(section);
    if (!found) {
      const [, , width, height] = drawing(section).getAttribute("viewBox").split(" ").map(Number);
      found = { x: 0, y: 0, w: 0, width, height, fresh: true };
      cameras.set(section, found);
      begin(found, section);
    }
    return found;
  }

  // large figures begin at their first box, big enough to be read
  function begin(eye, section) {
    const { width, height } = frame();
    const fit = Math.min(width / eye.width, height / eye.height);
    const scale = fit < ENOUGH ? LEGIBLE : Math.min(fit, LEGIBLE * 1.25);
    eye.w = width / scale;
    eye.frame = width;
    const first = all(".box", section).find((box) => box.dataset.kind !== "context");
    const box = first ? first.getBBox() : { x: 0, y: 0, width: 0, height: 0 };
    const tall = height / scale;
    const start = (low, size, seen, most) => (seen >= most ? (most - seen) / 2 : low + size < seen - 20 ? 0 : clamp(low + size / 2 - seen / 2, 0, most - seen));
    eye.x = start(box.x, box.width, eye.w, eye.width);
    eye.y = start(box.y, box.height, tall, eye.height);
  }

  const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

  function look() {
    const svg = drawing(view);
    if (!svg) return;
    const eye = camera(view), { width, height } = frame();
    if (eye.fresh) begin(eye, view); // until the reader moves it, a figure keeps to the window it is in
    eye.w *= width / eye.frame; // where the window or the panel changed, the size of the letters stays
    eye.frame = width;
    const tall = (eye.w * height) / width;
    eye.x = clamp(eye.x, -0.9 * eye.w, eye.width - 0.1 * eye.w);
    eye.y = clamp(eye.y, -0.9 * tall, eye.height - 0.1 * tall);
    svg.setAttribute("viewBox", [eye.x, eye.y, eye.w, tall].map((n) => n.toFixed(2)).join(" "));
  }

  function zoom(factor, point) {
    if (!drawing(view)) return;
    look();
    const eye = camera(view), box = frame();
    eye.fresh = false;
    const at = point || { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    const w = clamp(eye.w / factor, box.width / LARGEST, box.width / SMALLEST);
    const share = { x: (at.x - box.left) / box.width, y: (at.y - box.top) / box.width };
    eye.x += share.x * (eye.w - w);
    eye.y += share.y * (eye.w - w);
    eye.w = w;
    look();
  }

  function fit() {
    if (!drawing(view)) return;
    look();
    const eye = camera(view), { width, height } = frame();
    eye.fresh = false;
    eye.w = width / Math.min(width / eye.width, height / eye.height, 2.2);
    eye.x = (eye.width - eye.w) / 2;
    eye.y = (eye.height - (eye.w * height) / width) / 2;
    look();
  }

  function bring(box) {
    look();
    const eye = camera(view), { width, height } = frame(), tall = (eye.w * height) / width;
    const b = box.getBBox();
    const seen = b.x >= eye.x && b.y >= eye.y && b.x + b.width <= eye.x + eye.w && b.y + b.height <= eye.y + tall;
    if (seen) return;
    eye.fresh = false;
    eye.x = b.x + b.width / 2 - eye.w / 2;
    eye.y = b.y + b.height / 2 - tall / 2;
    look();
  }

  // ---- figures and articles
  const ident = (link) => decodeURIComponent((link.getAttribute("href") || "").slice(1));
  const boxes = (id, within) => all(".box", within).filter((box) => box.dataset.id === id);

  function show(section) {
    if (view === section) return;
    view = section;
    for (const item of views) item.classList.toggle("open", item === section);
    for (const link of all(".views a, .issues .show")) {
      if (ident(link) === section.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    one(".bar .where").textContent = one("h2", section).textContent;
    for (const button of all("[data-zoom]")) button.hidden = !drawing(section);
    look();
  }

  function select(id, move) {
    current = id;
    if (articles.has(id) && view && cameras.has(view)) cameras.get(view).fresh = false;
    for (const [key, article] of articles) article.classList.toggle("open", key === id);
    document.body.classList.toggle("panel-open", articles.has(id));
    for (const box of all(".box")) box.classList.toggle("here", box.dataset.id === id);
    for (const words of all(".said")) words.classList.toggle("here", words.dataset.in.split(" ").includes(id));
    const near = new Set(articles.has(id) ? all("[data-relation]", articles.get(id)).map((li) => li.dataset.relation) : []);
    for (const edge of all(".edge")) edge.classList.toggle("lit", near.has(edge.dataset.id) || near.has(edge.dataset.id.replace(/\.[^.]*$/, "")));
    if (!articles.has(id)) return look();
    one(".panel").scrollTop = 0;
    if (move && !view.classList.contains("reading")) meet(id);
    look();
  }

  // the figure shown, if the component is drawn in it in full; else the first that has it
  function meet(id) {
    const full = (section) => boxes(id, section).find((box) => box.dataset.kind !== "context");
    const section = full(view) ? view : views.find(full);
    if (!section) return;
    show(section);
    bring(full(section));
  }

  function follow() {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const section = views.find((item) => item.id === id);
    if (section) return show(section);
    if (articles.has(id)) {
      select(id, true);
      const held = document.activeElement;
      if (byKeys || (held && held.closest(".panel"))) articles.get(id).focus({ preventScroll: true });
      byKeys = false;
      return;
    }
    const place = id && document.getElementById(id);
    if (!place) return;
    const article = place.closest(".component");
    if (article) select(article.id, true);
    if (place.closest(".reading")) {
      show(place.closest(".view"));
      select(id.replace(/^text:/, ""), false);
    }
    if (place.matches(".issues li")) one(".filter", place).click();
    else place.scrollIntoView({ block: "center" });
  }

  function close() {
    const id = current;
    history.replaceState(null, "", location.pathname + location.search);
    select("", false);
    const box = boxes(id, view)[0];
    const link = box && one("a", box);
    if (link) link.focus({ preventScroll: true });
  }

  // ---- filters and search dim what they leave out
  const pressed = (name) => all(`.filter[data-${name}][aria-pressed=true]`).map((button) => button.dataset[name]);
  let hits = null;

  function dim() {
    const issues = pressed("issue"), kinds = pressed("kind");
    for (const box of all(".box")) {
      const article = articles.get(box.dataset.id);
      if (!article) continue;
      const data = article.dataset, mine = (data.issues || "").split(" ");
      const fits = (!issues.length || issues.some((issue) => mine.includes(issue)))
        && (!kinds.length || kinds.includes(data.kind) || (data.reported && kinds.includes("reported")))
        && (!hits || hits.has(article.id));
      box.classList.toggle("dim", !fits);
    }
    const some = issues.length || kinds.length || hits;
    for (const item of all(".edge, .junction, .fold")) item.classList.toggle("dim", Boolean(some));
  }

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const index = [...articles.values()].map((article) => ({
    article,
    id: plain(article.id),
    gloss: plain(one(".gloss", article).textContent),
    rest: plain(all("mark, .note p, q", article).map((part) => part.textContent).join(" ")),
  }));

  function search(query) {
    const words = plain(query).split(/\s+/).filter(Boolean);
    const list = one(".hits");
    list.replaceChildren();
    hits = null;
    if (words.length) {
      const weigh = (entry) => (entry.id === words[0] ? 0 : words.every((w) => entry.gloss.includes(w)) ? 1
        : words.every((w) => `${entry.id} ${entry.gloss} ${entry.rest}`.includes(w)) ? 2 : 9);
      const found = index.map((entry) => [weigh(entry), entry]).filter(([rank]) => rank < 9);
      found.sort((a, b) => a[0] - b[0]);
      hits = new Set(found.map(([, entry]) => entry.article.id));
      for (const [, entry] of found) list.append(hit(entry.article));
    }
    const here = hits ? [...hits].filter((id) => boxes(id, view).length).length : 0;
    one(".found").textContent = hits ? `${hits.size} ${hits.size === 1 ? "component" : "components"}, ${here} in this figure` : "";
    dim();
  }

  function hit(article) {
    const row = document.createElement("li"), link = document.createElement("a");
    link.href = "#" + encodeURIComponent(article.id);
    const name = document.createElement("b");
    name.textContent = article.id + " ";
    link.append(one(".tag", article).cloneNode(true), " ", name, one(".gloss", article).textContent);
    row.append(link);
    return row;
  }

  // ---- keys
  function step(id, key) {
    const article = articles.get(id);
    if (!article) return "";
    const ends = (side, within = article) => all(`.${side} .ends:not(.under) a.ref`, within).map(ident);
    if (key === "ArrowRight") return ends("into")[0];
    const goal = ends("out")[0];
    if (key === "ArrowLeft" || !goal) return goal;
    const row = ends("into", articles.get(goal)), at = row.indexOf(id);
    return row[at + (key === "ArrowDown" ? 1 : -1)];
  }

  function onArrow(event, box) {
    const next = step(box.dataset.id, event.key);
    event.preventDefault();
    if (!next) return;
    let goal = boxes(next, view)[0];
    if (!goal) { meet(next); goal = boxes(next, view)[0]; }
    if (!goal) return;
    bring(goal);
    one("a", goal).focus({ preventScroll: true });
    if (current) location.hash = encodeURIComponent(next);
  }

  document.addEventListener("keydown", (event) => {
    const held = event.target;
    if (event.key === "Escape" && current) return close();
    if (event.ctrlKey || event.metaKey || event.altKey || held.matches("input, select, textarea")) return;
    const box = held.closest(".box");
    if (box && event.key.startsWith("Arrow")) return onArrow(event, box);
    if (held !== document.body && !held.closest(".figures")) return;
    const act = { "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fit, "/": () => one(".search input").focus() }[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  one(".search input").addEventListener("input", (event) => search(event.target.value));
  one(".search").addEventListener("keydown", (event) => {
    const links = all(".hits a"), at = links.indexOf(document.activeElement);
    const go = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (event.key === "Enter" && at < 0 && links[0]) links[0].click();
    if (go === undefined || !links.length) return;
    event.preventDefault();
    if (go < 0) one(".search input").focus();
    else links[Math.min(go, links.length - 1)].focus();
  });

  // ---- pointers: one moves, two pinch
  const fingers = new Map();
  let moved = 0;
  const middle = () => {
    const points = [...fingers.values()];
    return { x: points.reduce((sum, p) => sum + p.x, 0) / points.length, y: points.reduce((sum, p) => sum + p.y, 0) / points.length };
  };
  const spread = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a.x - b.x, a.y - b.y); };

  for (const sheet of all(".sheet")) {
    sheet.addEventListener("wheel", (event) => {
      event.preventDefault();
      if (event.shiftKey) return pan(event.deltaX || event.deltaY, event.deltaX ? event.deltaY : 0);
      zoom(Math.exp(-clamp(event.deltaY, -120, 120) / (event.ctrlKey ? 100 : 400)), { x: event.clientX, y: event.clientY });
    }, { passive: false });
    sheet.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      moved = 0;
    });
    sheet.addEventListener("pointermove", (event) => {
      if (!fingers.has(event.pointerId)) return;
      const before = middle(), apart = fingers.size > 1 ? spread() : 0;
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const after = middle();
      moved += Math.abs(after.x - before.x) + Math.abs(after.y - before.y);
      if (moved > 4) { sheet.classList.add("dragged"); sheet.setPointerCapture(event.pointerId); }
      pan(before.x - after.x, before.y - after.y);
      if (apart) zoom(spread() / apart, after);
    });
    for (const name of ["pointerup", "pointercancel"]) {
      sheet.addEventListener(name, (event) => { fingers.delete(event.pointerId); sheet.classList.remove("dragged"); });
    }
    sheet.addEventListener("dragstart", (event) => event.preventDefault());
    sheet.addEventListener("click", (event) => { if (moved > 4) { event.preventDefault(); event.stopPropagation(); moved = 0; } }, true);
    sheet.addEventListener("scroll", () => { sheet.scrollTop = 0; sheet.scrollLeft = 0; });
    sheet.addEventListener("focusin", (event) => {
      const box = event.target.closest(".box");
      if (box && event.target.matches(":focus-visible")) bring(box);
    });
  }

  function pan(dx, dy) {
    const eye = camera(view), scale = eye.w / frame().width;
    eye.fresh = false;
    eye.x += dx * scale;
    eye.y += dy * scale;
    look();
  }

  // ---- clicks
  document.addEventListener("click", (event) => {
    const held = event.target;
    const link = held.closest("a[href^='#']");
    if (link && link.closest(".box")) byKeys = event.detail === 0;
    if (link && link.getAttribute("href") === location.hash) return follow();
    const filter = held.closest(".filter");
    if (filter) { filter.setAttribute("aria-pressed", String(filter.getAttribute("aria-pressed") !== "true")); return dim(); }
    const fold = held.closest(".fold");
    if (fold) return unfold(fold);
    const words = held.closest(".said");
    if (words && !link) location.hash = encodeURIComponent(words.dataset.in.split(" ")[0]);
  });

  // a folded group opens the article of what it bears on, where its members are listed
  function unfold(fold) {
    const id = fold.id.slice(view.id.length + 1).replace(/^fold\./, "");
    if (articles.has(id)) location.hash = encodeURIComponent(id);
  }

  for (const button of all("[data-zoom]")) {
    button.addEventListener("click", () => ({ in: () => zoom(1.25), out: () => zoom(0.8), fit })[button.dataset.zoom]());
  }
  one(".close").addEventListener("click", close);
  one(".keys").addEventListener("click", (event) => {
    const help = one(".help");
    help.hidden = !help.hidden;
    event.currentTarget.setAttribute("aria-expanded", String(!help.hidden));
    look();
  });
  one(".theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  addEventListener("hashchange", follow);
  addEventListener("resize", look);
  // paper shows the figure whole
  addEventListener("beforeprint", () => { for (const item of views) if (drawing(item) && cameras.has(item)) { const eye = cameras.get(item); drawing(item).setAttribute("viewBox", `0 0 ${eye.width} ${eye.height}`); } });
  addEventListener("afterprint", look);
  if (views.length) show(views[0]);
  follow();
})();
