// Making elements: text goes in as text, never as markup.

/** @returns {HTMLElement} an element with attributes (on… are listeners) and children (strings are text) */
export function h(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked" || key === "disabled" || key === "hidden") made[key] = value;
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...shown(children));
  return made;
}

// what is not there is left out: by itself the browser would write "null"
const shown = (children) => children.flat().filter((child) => child !== null && child !== undefined && child !== false);

/** Put these in place of all that an element holds; null and false are left out, as in `h`. */
export const fill = (element, ...children) => element.replaceChildren(...shown(children));

export const one = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** A sentence for screen readers. */
export function say(text) {
  one("#live").textContent = text;
}

/** Folded for searching: case and accents do not count. */
export const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const TAGS = { claim: "C", evidence: "E", recommendation: "R" };

/** The small badge that stands for a kind, as in all other figures. */
export function tag(kind) {
  return h("span", { class: `tag ${TAGS[kind] ? kind : "other"}`, title: kind }, TAGS[kind] || kind.slice(0, 1).toUpperCase());
}

export const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
