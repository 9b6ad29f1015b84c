// Guidelines as written in simple Markdown: headings, lists, paragraphs, emphasis. Everything else is text.
import { h } from "./dom.js";

const inline = (text) => text.split(/(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/).map((part) => {
  if (part.startsWith("**") && part.length > 4) return h("b", {}, part.slice(2, -2));
  if (part.startsWith("*") && part.length > 2) return h("i", {}, part.slice(1, -1));
  if (part.startsWith("`") && part.length > 2) return h("code", {}, part.slice(1, -1));
  return part;
});

export function markdown(source) {
  const made = [];
  let list = null;
  for (const block of source.replace(/\r\n?/g, "\n").split(/\n{2,}|\n(?=#{1,6} |\s*[-*+] |\s*\d+[.)] )/)) {
    const heading = /^(#{1,6}) +([^\n]*)\n?([\s\S]*)$/.exec(block.trim());
    const item = /^\s*(?:[-*+]|\d+[.)]) +([\s\S]*)$/.exec(block);
    if (item) {
      if (!list) { list = h("ul"); made.push(list); }
      list.append(h("li", {}, inline(item[1].replace(/\n\s*/g, " "))));
      continue;
    }
    list = null;
    if (heading) {
      made.push(h(`h${Math.min(heading[1].length + 2, 6)}`, {}, inline(heading[2])));
      if (heading[3].trim()) made.push(h("p", {}, inline(heading[3].trim())));
    } else if (block.trim()) made.push(/^\s*[|`]/.test(block) ? h("pre", {}, block.trim()) : h("p", {}, inline(block.trim().replace(/\n/g, " "))));
  }
  return made;
}
