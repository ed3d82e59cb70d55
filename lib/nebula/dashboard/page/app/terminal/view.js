// A terminal in a container, on the page of its service.
import { html, useEffect, useRef, useState } from "/lib/preact.js";
import { useStore } from "../store.js";
import { copy } from "../ask.js";
import { connect } from "./connection.js";
import { screen } from "./screen.js";

const RESIZED_MILLIS = 150;

/** For who has no such keys: a telephone. */
const KEYS = [
  ["Esc", "\u001b"],
  ["Tab", "\t"],
  ["Ctrl-C", "\u0003"],
  ["Ctrl-D", "\u0004"],
  ["↑", "\u001b[A"],
];

const utf8 = new TextEncoder();
const bytesOf = (text) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

/** The keys that the terminal leaves to the page. */
function keysOf(terminal, leave) {
  return (event) => {
    if (event.type !== "keydown" || !event.ctrlKey || !event.shiftKey) return true;
    if (event.key === "Enter") {
      event.preventDefault();
      leave();
      return false;
    }
    if (event.code === "KeyC" && terminal.hasSelection()) {
      event.preventDefault();
      copy(terminal.getSelection(), "The selection");
      return false;
    }
    // The browser's own: paste.
    return event.code !== "KeyV";
  };
}

async function begin(box, where, leave, tell) {
  const shown = await screen(box);
  const { terminal } = shown;
  terminal.attachCustomKeyEventHandler(keysOf(terminal, leave));
  terminal.focus();
  const shell = await connect({ ...where, columns: terminal.cols, rows: terminal.rows }, (bytes) => new Promise((done) => terminal.write(bytes, done))).catch(
    (failure) => (shown.close(), Promise.reject(failure)),
  );
  tell({ words: "open" });
  terminal.onData((text) => shell.type(utf8.encode(text)));
  terminal.onBinary((text) => shell.type(bytesOf(text)));
  let timer;
  terminal.onResize((size) => {
    clearTimeout(timer);
    timer = setTimeout(() => shell.resize(size), RESIZED_MILLIS);
  });
  shell.ended.then((why) => {
    tell({ words: why, ended: true });
    terminal.setOption("disableStdin", true);
  });
  return { ...shown, type: (text) => (shell.type(utf8.encode(text)), terminal.focus()), close: () => (clearTimeout(timer), shell.close(), shown.close()) };
}

/** @param where service, pod and container; another object is another terminal */
export function TerminalView({ where, onClose, onAgain }) {
  const box = useRef();
  const closeButton = useRef();
  const now = useRef();
  const [state, setState] = useState({ words: "is being opened…" });
  const theme = useStore((s) => s.theme);
  useEffect(() => {
    let gone = false;
    const tell = (change) => {
      if (gone) return;
      setState(change);
      if (change.ended) document.getElementById("told").textContent = `The terminal has ended: ${change.words}`;
    };
    begin(box.current, where, () => closeButton.current.focus(), tell).then(
      (session) => (gone ? session.close() : (now.current = session)),
      (failure) => tell({ words: failure.message, ended: true }),
    );
    return () => {
      gone = true;
      now.current?.close();
      now.current = undefined;
    };
  }, [where]);
  useEffect(() => now.current?.paint(), [theme]);
  return html`<section class="panel shell" aria-label="Terminal in ${where.container}">
    <div class="shell-top">
      <h2>Terminal</h2>
      <span class="mono muted">${where.container}<span class="wide"> in ${where.pod}</span></span>
      <span class="shell-state ${state.ended ? "t-bad" : "muted"}">${state.words === "open" ? html`<kbd>Ctrl</kbd><kbd>Shift</kbd><kbd>Enter</kbd> leaves it` : state.words}</span>
      <span class="grow"></span>
      ${state.ended && html`<button class="button small" onClick=${onAgain}>Open again</button>`}
      <button class="button small" ref=${closeButton} onClick=${onClose}>Close terminal</button>
    </div>
    <div class="shell-box" ref=${box}></div>
    <div class="shell-keys narrow">${KEYS.map(([name, sent]) => html`<button class="button" key=${name} onClick=${() => now.current?.type(sent)}>${name}</button>`)}</div>
  </section>`;
}
