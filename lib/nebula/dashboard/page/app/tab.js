// Title and favicon tell how the run is, for a tab in the background.
import { get, subscribe } from "./store.js";

const COLOURS = { failing: "#d92d20", starting: "#2f6fde", healthy: "#1a8f4c", off: "#6b7480" };
let shown = "";

export function keepTab() {
  subscribe(() => {
    const { snapshot, connected } = get();
    if (!snapshot) return;
    const { counts } = snapshot;
    const kind = !connected || snapshot.run.ended ? "off" : ["failing", "starting", "healthy"].find((k) => counts[k]) ?? "off";
    const number = kind === "failing" ? counts.failing : kind === "starting" ? counts.starting : 0;
    const off = snapshot.run.ended ? "run ended" : connected ? "nothing runs" : "not reachable";
    const words = kind === "off" ? off : kind === "healthy" ? `${counts.healthy} healthy` : `${number} ${kind}`;
    const key = kind + number + words;
    if (key === shown) return;
    shown = key;
    document.title = `${number ? `(${number}) ` : ""}${words} · Nebula`;
    document.getElementById("favicon").href = icon(COLOURS[kind], kind === "healthy" ? "✓" : number || "·");
  });
}

function icon(colour, sign) {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="${colour}"/>` +
    `<text x="16" y="23.5" font-family="sans-serif" font-weight="700" font-size="21" text-anchor="middle" fill="#fff">${sign}</text></svg>`;
  return "data:image/svg+xml," + encodeURIComponent(svg);
}
