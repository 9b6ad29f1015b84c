"use strict";
// The page is complete without this script: it filters, folds, and opens what an address names.
// An address is an id, then the filters: #issue.x@text?class=disagree&words=water
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const sections = all(".issue");
  const controls = all("[data-filter]");
  const words = new WeakMap();

  const said = (row) => {
    if (!words.has(row)) words.set(row, plain(row.textContent));
    return words.get(row);
  };

  const wanted = () => Object.fromEntries(controls.map((control) => [control.dataset.filter, control.value]));

  function fits(row, want, terms) {
    const guess = row.dataset.status === "suggested";
    if (guess ? !want.status : want.status === "only") return false;
    const filed = !row.closest(".cases") || (!want.class && !want.certainty && want.status !== "only");
    return filed
      && (!want.class || row.dataset.class === want.class)
      && (!want.certainty || row.dataset.certainty === want.certainty)
      && (!want.kind || (row.dataset.kinds || "").split(" ").includes(want.kind))
      && terms.every((term) => said(row).includes(term));
  }

  function filter() {
    const want = wanted();
    const terms = plain(want.words || "").split(/\s+/).filter(Boolean);
    const rowwise = want.class || want.certainty || want.kind || want.status === "only" || terms.length;
    let rows = 0, issues = 0;
    for (const box of all(".suggested")) {
      box.classList.toggle("on", Boolean(want.status));
      box.open = Boolean(want.status);
    }
    for (const section of sections) {
      let kept = 0;
      for (const row of all(".pairs tbody tr", section)) {
        const shown = fits(row, want, terms);
        row.classList.toggle("hidden", !shown);
        if (shown) kept += 1;
      }
      const whole = want.class && section.dataset.class === want.class
        && !want.certainty && !want.kind && !terms.length && want.status !== "only";
      const shown = (!want.issue || want.issue === section.id) && (!rowwise || kept > 0 || whole);
      section.classList.toggle("hidden", !shown);
      const lines = all(`[data-issue="${CSS.escape(section.id)}"]:not(.issue)`);
      for (const line of lines) line.classList.toggle("hidden", !shown);
      if (shown) { rows += kept; issues += 1; }
    }
    const some = rowwise || want.issue || want.status;
    one(".found").textContent = some ? `${rows} ${rows === 1 ? "row" : "rows"} on ${issues} of ${sections.length} issues` : "";
    one(".clear").disabled = !some;
  }

  function address() {
    const raw = location.hash.slice(1), cut = raw.indexOf("?");
    let id = cut < 0 ? raw : raw.slice(0, cut);
    try { id = decodeURIComponent(id); } catch { id = ""; }
    return { id, query: cut < 0 ? null : new URLSearchParams(raw.slice(cut + 1)) };
  }

  // the filters stand in the address, so that what is shown can be cited
  function remember() {
    const query = new URLSearchParams();
    for (const control of controls) if (control.value) query.set(control.dataset.filter, control.value);
    const id = encodeURIComponent(address().id), more = query.toString();
    const hash = `#${id}${more ? `?${more}` : ""}`;
    if (hash !== (location.hash || "#")) history.replaceState(null, "", hash);
  }

  function clear() {
    for (const control of controls) control.value = "";
  }

  // an address may lie in what is folded or filtered away
  function follow() {
    const { id, query } = address();
    if (query) for (const control of controls) control.value = query.get(control.dataset.filter) || "";
    filter();
    for (const old of all(".cited")) old.classList.remove("cited");
    const place = id && document.getElementById(id);
    if (place) {
      if (place.closest(".hidden, .suggested:not(.on)")) {
        clear();
        const status = one("[data-filter=status]");
        if (status && place.closest(".suggested")) status.value = "with";
        filter();
      }
      for (let at = place.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
      if (place.matches("section")) for (const fold of all(":scope > details", place)) fold.open = true;
      if (place.matches("tr, td, .said")) place.classList.add("cited");
      place.scrollIntoView({ block: place.matches("section") ? "start" : "center" });
    }
    remember();
  }

  // very long pages wait for a pause in the typing
  const pause = all(".pairs tbody tr").length > 2000 ? 250 : 0;
  let waiting = 0;
  for (const control of controls) {
    control.addEventListener("input", () => {
      clearTimeout(waiting);
      if (pause) waiting = setTimeout(() => { filter(); remember(); }, pause);
      else { filter(); remember(); }
    });
  }
  one(".clear").addEventListener("click", () => { clear(); filter(); remember(); });
  one(".fold-all").addEventListener("click", (event) => {
    const button = event.currentTarget, folded = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(folded));
    button.textContent = folded ? "Unfold all" : "Fold all";
    for (const item of all(".issue > .fold")) item.open = !folded;
  });
  one(".theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open], .apart, .suggested:not(.on))");
    for (const item of folded) item.open = true;
  });
  addEventListener("afterprint", () => { for (const item of folded) item.open = false; });
  addEventListener("hashchange", follow);
  follow();
})();
