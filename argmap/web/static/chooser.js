// One dialog for all choices: type a few letters, arrows, Enter.
import { h, one, plain, tag } from "./dom.js";

let done = null;

/**
 * Ask for one of many. Each option is { value, text, hint, kind, search }; `create` offers what was typed as new.
 * @returns {Promise<{value: string, created?: boolean} | null>}
 */
export function choose(title, options, { create = "", empty = "Nothing fits", prompt = "Type a few letters", beside = false } = {}) {
  const dialog = one("#chooser");
  done?.(null);
  const back = document.activeElement;
  return new Promise((finish) => {
    let shown = [], active = 0;
    const list = h("ul", { id: "chooser-list", role: "listbox", "aria-label": title });
    const field = h("input", {
      id: "chooser-field", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: prompt,
      "aria-controls": "chooser-list", "aria-expanded": "true", "aria-autocomplete": "list", "aria-labelledby": "chooser-title",
      oninput: () => { active = 0; fill(); }, onkeydown: key,
    });
    const end = (value) => {
      done = null;
      dialog.close();
      if (back?.isConnected) back.focus({ preventScroll: true });
      finish(value);
    };
    done = end;

    function fill() {
      const words = plain(field.value).split(/\s+/).filter(Boolean);
      shown = options.filter((item) => words.every((word) => plain(`${item.text} ${item.hint || ""} ${item.search || ""}`).includes(word)));
      const exact = plain(field.value.trim());
      shown.sort((a, b) => (plain(b.value) === exact) - (plain(a.value) === exact));
      shown = shown.slice(0, 200);
      const typed = field.value.trim();
      if (create && typed && !shown.some((item) => plain(item.text) === exact)) shown.push({ value: typed, text: `${create}: ${typed}`, created: true });
      list.replaceChildren(...(shown.length ? shown.map(option) : [h("li", { class: "none" }, empty)]));
      mark();
    }

    const option = (item, i) => h("li", {
      id: `choice-${i}`, role: "option", "aria-selected": "false", class: item.created ? "new" : "",
      onpointerdown: (event) => { event.preventDefault(); end(item); },
    }, item.kind ? tag(item.kind) : null, h("span", {}, item.text), item.hint ? h("small", {}, item.hint) : null);

    function mark() {
      [...list.children].forEach((row, i) => row.role === "option" && row.setAttribute("aria-selected", String(i === active)));
      const row = shown.length ? list.children[active] : null;
      field.setAttribute("aria-activedescendant", row?.id || "");
      row?.scrollIntoView({ block: "nearest" });
    }

    function key(event) {
      const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
      if (event.key in moves) {
        active = Math.max(0, Math.min(shown.length - 1, active + moves[event.key]));
        mark();
      } else if (event.key === "Enter") { if (shown[active]) end(shown[active]); }
      else if (event.key === "Escape") end(null);
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    dialog.replaceChildren(h("h2", { id: "chooser-title" }, title), field, list, h("p", { class: "hint" }, "↑ ↓ move · Enter takes · Esc leaves"));
    dialog.onclose = () => { if (done === end) end(null); };
    fill();
    dialog.classList.toggle("beside", beside);
    if (beside) dialog.show();
    else dialog.showModal();
    field.focus();
  });
}

/** Whether the dialog is open; a click elsewhere may answer it. */
export const asking = () => one("#chooser").open;
