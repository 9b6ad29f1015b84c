// Text that stands out from its ground by less than 4.5 to 1 (WCAG 2.2, success criterion 1.4.3), with its ratio.
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (at) => {
    for (; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255];
  };
  // in a figure: the last filled shape drawn before the text and around it
  const behind = (text) => {
    const b = text.getBBox();
    const around = (q) => q.x <= b.x + 1 && q.y <= b.y + 3
      && q.x + q.width >= b.x + b.width - 1 && q.y + q.height >= b.y + b.height - 3;
    const fills = [...text.ownerSVGElement.querySelectorAll("path")].filter((path) =>
      getComputedStyle(path).fill !== "none" && path.compareDocumentPosition(text) & 4 && around(path.getBBox()));
    return rgb(fills.length ? getComputedStyle(fills.pop()).fill : getComputedStyle(document.documentElement).backgroundColor);
  };
  const poor = [];
  const judge = (words, ink, paper) => {
    const [high, low] = [light(rgb(ink)), light(paper)].sort((x, y) => y - x);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${words.slice(0, 40)}`);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, at = node.parentElement;
    if (!node.data.trim() || at.closest("script, style, title, desc, option") || !at.checkVisibility()) continue;
    if (at.closest("svg")) judge(node.data, getComputedStyle(at).fill, behind(at.closest("text")));
    else judge(node.data, getComputedStyle(at).color, ground(at));
  }
  return poor;
}
