import { html, render, useEffect, useRef, useState } from "/lib/preact.js";
import { OTHER_RUN, connect, get, set, subscribe, useStore } from "./store.js";
import { interceptLinks, usePlace } from "./router.js";
import { keepTab } from "./tab.js";
import { listenToKeys, Sheet } from "./keys.js";
import { setTheme, theme } from "./theme.js";
import { Sign, Since } from "./words.js";
import { aloud, say } from "./ask.js";
import { Overview } from "./overview.js";

const TABS = [
  ["/", "Overview"],
  ["/graph", "Graph"],
  ["/start", "Start-up"],
  ["/logs", "Logs"],
];

/** Views that are not the first one are fetched when they are first opened. */
const LATER = {
  "/graph": () => import("./graph.js").then((module) => module.GraphView),
  "/start": () => import("./start.js").then((module) => module.StartView),
  "/logs": () => import("./logs/view.js").then((module) => module.LogsView),
  "/services": () => import("./service.js").then((module) => module.ServiceView),
};
const loaded = { "/": Overview };

function View({ path }) {
  const key = path.startsWith("/services/") ? "/services" : path in LATER ? path : "/";
  const [, draw] = useState(0);
  const [trouble, setTrouble] = useState("");
  useEffect(() => {
    if (loaded[key]) return;
    setTrouble("");
    LATER[key]().then(
      (view) => {
        loaded[key] = view;
        draw((count) => count + 1);
      },
      (error) => {
        setTrouble(error.message);
        window.nebulaReload();
      },
    );
  }, [key]);
  const Now = loaded[key];
  if (!Now && trouble) return html`<p class="empty">This view could not be read, reload the page: ${trouble}</p>`;
  return Now ? html`<${Now} key=${path} path=${path} />` : null;
}

function Counts() {
  const counts = useStore((s) => s.snapshot?.counts);
  if (!counts) return null;
  return html`<span class="counts">${["failing", "starting", "healthy", "stopped", "skipped"]
    .filter((state) => counts[state])
    .map(
      (state) => html`<a class="count ${state}" href="/?state=${state}" key=${state}>
        <${Sign} state=${state} size="14" /><b>${counts[state]}</b> <span class="wide">${state}</span></a>`,
    )}</span>`;
}

function Run() {
  const run = useStore((s) => s.snapshot?.run);
  if (!run) return null;
  return html`<span class="run wide" title=${run.project}>
    <span class="context">${run.context}</span>${run.rehearsal && html`<span class="badge">rehearsal</span>`}</span>`;
}

function ThemeChoice() {
  const now = useStore((s) => s.theme) ?? theme();
  return html`<select class="theme" aria-label="Theme" value=${now} onChange=${(e) => setTheme(e.target.value)}>
    <option value="system">System</option><option value="light">Light</option><option value="dark">Dark</option>
  </select>`;
}

function Header({ path }) {
  return html`<header class="bar">
    <a class="brand" href="/"><img src="/page/icon.svg" alt="" width="20" height="20" />Nebula</a>
    <nav aria-label="Views">${TABS.map(
      ([href, name]) =>
        html`<a href=${href} aria-current=${path === href ? "page" : undefined}>${name}</a>`,
    )}</nav>
    <${Run} />
    <span class="grow"></span>
    <${Counts} />
    <${ThemeChoice} />
    <button class="icon" aria-label="Keyboard" title="Keyboard (?)" onClick=${() => set({ sheet: true })}>?</button>
  </header>`;
}

function Trouble() {
  const connected = useStore((s) => s.connected);
  const run = useStore((s) => s.snapshot?.run);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(!connected), connected ? 0 : 1500);
    return () => clearTimeout(timer);
  }, [connected]);
  const wasLate = useRef(false);
  useEffect(() => {
    if (run?.ended) return;
    if (late) aloud("alarm", "The run cannot be reached");
    else if (wasLate.current) say("The run is reached again");
    wasLate.current = late;
  }, [late, run?.ended]);
  // Aloud once: what stands in the strip is another each second.
  useEffect(() => {
    if (run?.ended) aloud("told", `The run ended with exit code ${run.exitCode}`);
  }, [run?.ended]);
  if (run?.ended) {
    return html`<p class="strip">The run ended <${Since} at=${run.ended} /> ago with exit code ${run.exitCode}.
      The services may go on running. <code>./jbang up.java</code> begins another.</p>`;
  }
  if (!connected && late) {
    return html`<p class="strip bad">The run cannot be reached: what you see is the last that was known. Trying again…</p>`;
  }
  return null;
}

function Toasts() {
  const toasts = useStore((s) => s.toasts);
  return html`<div class="toasts" aria-hidden="true">${toasts.map(
    (toast) => html`<p key=${toast.id} class="toast ${toast.bad ? "bad" : ""}">${toast.text}</p>`,
  )}</div>`;
}

function Page() {
  const { path } = usePlace();
  const sheet = useStore((s) => s.sheet);
  return html`<${Header} path=${path} /><${Trouble} />
    <main id="view" tabindex="-1"><${View} path=${path} /></main>
    <${Toasts} />${sheet && html`<${Sheet} />`}`;
}

/** Says aloud what changes for the worse or is done; the rest would be noise. */
function announce() {
  let before = {};
  const fine = (state) => state === "healthy" || state === "skipped";
  subscribe(() => {
    const services = get().snapshot?.services ?? [];
    const now = Object.fromEntries(services.map((service) => [service.name, service.state]));
    for (const service of services) {
      if (before[service.name] && before[service.name] !== service.state && service.state === "failing") {
        aloud("alarm", `${service.name} fails: ${service.cause?.what ?? ""}`);
      }
    }
    const all = services.length > 0 && Object.values(now).every(fine);
    if (all && !Object.values(before).every(fine)) {
      aloud("told", "All services are healthy");
    }
    before = now;
  });
}

const app = document.getElementById("app");
app.textContent = "";
interceptLinks();
listenToKeys();
keepTab();
announce();
connect();
render(html`<${Page} />`, app);
sessionStorage.removeItem("nebula-retries");
if (sessionStorage.getItem(OTHER_RUN)) {
  sessionStorage.removeItem(OTHER_RUN);
  say("Another run has begun: this is it");
}
