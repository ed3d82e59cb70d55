// The keyboard: one table of keys, which also is the `?` sheet.
import { html, useEffect, useRef } from "/lib/preact.js";
import { go, place, serviceIn, setQuery } from "./router.js";
import { ask } from "./ask.js";
import { nextTheme } from "./theme.js";
import { get, set } from "./store.js";

const ERRORS = "error,fatal";

const rowLinks = () => [...document.querySelectorAll("[data-row] a.name")];

function step(by) {
  const links = rowLinks();
  if (!links.length) return;
  const now = links.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
  links[Math.min(links.length - 1, Math.max(0, now < 0 ? (by > 0 ? 0 : links.length - 1) : now + by))].focus();
}

/** The service that a key concerns: the row with the focus, else the one the page is about. */
function chosen() {
  return document.activeElement?.closest?.("[data-row]")?.dataset.row ?? serviceIn(location.pathname);
}

function askChosen(action) {
  const name = chosen();
  const service = get().snapshot?.services.find((each) => each.name === name);
  if (service?.actions.includes(action)) ask(action, name);
}

function press(id) {
  const button = document.getElementById(id);
  if (button) button.click();
}

function errorsOnly() {
  const { path, query } = place();
  if (path === "/logs") setQuery({ level: query.get("level") === ERRORS ? "" : ERRORS, new: "" });
}

const searchBox = () => document.querySelector("input[type=search]");

export const KEYS = [
  ["Anywhere", "?", "this sheet", () => set({ sheet: true })],
  ["Anywhere", "g o", "overview", () => go("/")],
  ["Anywhere", "g g", "graph", () => go("/graph")],
  ["Anywhere", "g s", "start-up", () => go("/start")],
  ["Anywhere", "g l", "logs", () => go("/logs")],
  ["Anywhere", "/", "search", () => (searchBox()?.focus(), searchBox()?.select())],
  ["Anywhere", "t", "theme: system, light, dark", () => nextTheme()],
  ["Services", "j", "next service", () => step(1)],
  ["Services", "k", "previous service", () => step(-1)],
  ["Services", "Enter", "open it", null],
  ["Services", "r", "restart it", () => askChosen("restart")],
  ["Services", "b", "build it again", () => askChosen("rebuild")],
  ["Services", "x", "stop it", () => askChosen("stop")],
  ["Services", "s", "start it", () => askChosen("start")],
  ["Services", "l", "its logs", () => chosen() && go(`/logs?services=${encodeURIComponent(chosen())}`)],
  ["Services", "o", "terminal in it, on its page", () => press("terminal-open")],
  ["Terminal", "Ctrl Shift Enter", "leave it, to its Close button", null],
  ["Terminal", "Ctrl Shift C", "copy what is selected", null],
  ["Terminal", "Ctrl Shift V", "paste", null],
  ["Logs", "f", "follow on and off", () => press("log-follow")],
  ["Logs", "w", "wrap long lines", () => press("log-wrap")],
  ["Logs", "e", "errors only", () => errorsOnly()],
  ["Logs", "n", "new errors since my last change", () => press("log-new")],
  ["Logs", "m", "go to the restart or build before", () => press("log-marker")],
  ["Logs", "G", "newest line", () => press("log-end")],
];

let prefix = "";
let prefixAt = 0;

export function listenToKeys() {
  addEventListener("keydown", (event) => {
    // A terminal takes every key but the one that leaves it.
    if (event.target.closest?.(".xterm")) return;
    const field = event.target.closest?.("input, textarea, select");
    // The dialog closes itself, and gives the focus back; what is behind it is not to be acted on.
    if (get().sheet) return event.key === "?" && document.querySelector("dialog.sheet")?.close();
    if (event.key === "Escape" && field) return field.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || field) return;
    const held = performance.now() - prefixAt < 1200 ? prefix : "";
    const typed = held ? `${held} ${event.key}` : event.key;
    prefix = "";
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (arrow && document.activeElement?.closest?.("[data-row]")) {
      event.preventDefault();
      return step(arrow);
    }
    const found = KEYS.find(([, key, , action]) => key === typed && action);
    if (found) {
      event.preventDefault();
      found[3]();
    } else if (KEYS.some(([, key]) => key.startsWith(`${typed} `))) {
      prefix = typed;
      prefixAt = performance.now();
    }
  });
}

export function Sheet() {
  const dialog = useRef();
  useEffect(() => dialog.current.showModal(), []);
  const parts = [...new Set(KEYS.map(([part]) => part))];
  return html`<dialog class="sheet" ref=${dialog} aria-labelledby="sheet-title"
    onClose=${() => set({ sheet: false })} onClick=${(e) => e.target === dialog.current && dialog.current.close()}>
    <div class="sheet-body">
      <div class="sheet-top"><h2 id="sheet-title">Keyboard</h2><button class="button" autofocus onClick=${() => dialog.current.close()}>Close</button></div>
      <div class="sheet-parts">${parts.map(
        (part) => html`<section><h3>${part}</h3><dl>${KEYS.filter(([of]) => of === part).map(
          ([, key, what]) =>
            html`<div><dt>${key.split(" ").map((one) => html`<kbd>${one}</kbd>`)}</dt><dd>${what}</dd></div>`,
        )}</dl></section>`,
      )}</div>
    </div>
  </dialog>`;
}
