"use strict";
// The page is complete without this script: it filters, folds, and opens what an address names.
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

  function filter() {
    const want = Object.fromEntries(controls.map((control) => [control.dataset.filter, control.value]));
    const terms = plain(want.words || "").split(/\s+/).filter(Boolean);
    const rowwise = want.class || want.certainty || terms.length;
    let rows = 0, issues = 0;
    for (const section of sections) {
      let kept = 0;
      for (const row of all(".pairs tbody tr", section)) {
        const fits = (!want.class || row.dataset.class === want.class)
          && (!want.certainty || row.dataset.certainty === want.certainty)
          && terms.every((term) => said(row).includes(term));
        row.classList.toggle("hidden", !fits);
        if (fits) kept += 1;
      }
      const whole = !want.certainty && !terms.length && section.dataset.class === want.class;
      const shown = (!want.issue || want.issue === section.id) && (!rowwise || kept > 0 || whole);
      section.classList.toggle("hidden", !shown);
      for (const line of all(`.overview [data-issue="${CSS.escape(section.id)}"]`)) line.classList.toggle("hidden", !shown);
      if (shown) { rows += kept; issues += 1; }
    }
    const some = rowwise || want.issue;
    one(".found").textContent = some ? `${rows} ${rows === 1 ? "row" : "rows"} on ${issues} of ${sections.length} issues` : "";
  }

  // an address may lie in what is folded or filtered away
  function follow() {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const place = id && document.getElementById(id);
    if (!place) return;
    if (place.closest(".hidden")) {
      for (const control of controls) control.value = "";
      filter();
    }
    for (let at = place.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    place.scrollIntoView({ block: place.matches(".issue") ? "start" : "center" });
  }

  for (const control of controls) control.addEventListener("input", filter);
  one(".fold-all").addEventListener("click", (event) => {
    const button = event.currentTarget, folded = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(folded));
    button.textContent = folded ? "Unfold all" : "Fold all";
    for (const item of all(".issue > details")) item.open = !folded;
  });
  one(".theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  addEventListener("hashchange", follow);
  follow();
})();
