// What a person prefers, remembered from one workbench to the next: in cookies, for every run has another port,
// and a page's own store belongs to its port.
const YEAR = 31_536_000;

export function prefers(name) {
  const found = document.cookie.split("; ").find((item) => item.startsWith(`argmap-${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 8)) : "";
}

export function remember(name, value) {
  document.cookie = `argmap-${name}=${encodeURIComponent(value)}; max-age=${YEAR}; path=/; SameSite=Strict`;
}
