// Logs of all or chosen services, in time order. What is shown is in the URL.
import { html, useEffect, useMemo, useReducer, useRef, useState } from "/lib/preact.js";
import { useStore } from "../store.js";
import { setQuery, usePlace } from "../router.js";
import { copy, say } from "../ask.js";
import { clock } from "../words.js";
import { Line, asText, hueOf } from "./line.js";
import { mostRows, VirtualList } from "./list.js";
import { WholeSource, WindowSource } from "./source.js";
import { page, summary, withParams } from "./stream.js";
import { knownErrors, lastChange, shapeOf } from "./changes.js";

const LEVELS = ["trace", "debug", "info", "warn", "error"];
const COPY_LINES = 5000;
const TYPING_MILLIS = 250;
const LONGEST_NAME = 22;

/** The URL's parameters as those of the API. */
function apiQuery(query) {
  const params = new URLSearchParams();
  for (const name of ["services", "q", "since", "until", "regex", "case", "context"]) {
    if (query.get(name)) params.set(name, query.get(name));
  }
  const levels = query.get("level");
  if (levels) params.set("level", levels.replace("error", "error,fatal"));
  fieldsOf(query).forEach((field) => params.append("field", field));
  return params;
}

function fieldsOf(query) {
  try {
    return JSON.parse(query.get("fields") ?? "[]");
  } catch {
    return [];
  }
}

const filtered = (query) => ["level", "q", "since", "until", "fields", "at", "new"].some((name) => query.get(name));

function searchPattern(query) {
  const text = query.get("q");
  if (!text) return null;
  try {
    const source = query.get("regex") ? text : text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new RegExp(source, query.get("case") ? "g" : "gi");
  } catch {
    return null;
  }
}

function useLines(query, handle) {
  const [version, changed] = useReducer((count) => count + 1, 0);
  const [source, setSource] = useState(null);
  const key = [apiQuery(query), query.get("at"), query.get("new")].join("|");
  useEffect(() => {
    let current;
    let stopped = false;
    const listeners = { onChange: changed, onShift: (by) => handle.current?.shift(by) };
    const begin = async () => {
      if (query.get("new")) {
        const known = await knownErrors(apiQuery(query));
        listeners.accept = (line) => line.marker !== undefined || !known.has(shapeOf(line));
      }
      if (stopped) return;
      current = filtered(query)
        ? new WindowSource(apiQuery(query), listeners, query.get("at") ?? undefined)
        : new WholeSource(apiQuery(query), listeners, mostRows());
      setSource(current);
    };
    const timer = setTimeout(begin, source ? TYPING_MILLIS : 0);
    return () => {
      stopped = true;
      clearTimeout(timer);
      current?.close();
    };
  }, [key]);
  return { source, version };
}

/** Of the filter without its levels, so that each level says how many lines it would show. */
function useCounts(query) {
  const [counts, setCounts] = useState(null);
  const params = apiQuery(query);
  params.delete("level");
  params.delete("context");
  const key = params.toString();
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      summary(key, controller.signal).then(setCounts, (error) => error.name === "AbortError" || setCounts({ error: error.message }));
    }, TYPING_MILLIS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key]);
  return counts;
}

const ofLevel = (counts, level) => (counts?.levels?.[level] ?? 0) + (level === "error" ? counts?.levels?.fatal ?? 0 : 0);

function Toggle({ id, on, onClick, title, children }) {
  return html`<button id=${id} class="button" aria-pressed=${on} title=${title} onClick=${onClick}>${children}</button>`;
}

function Levels({ query, counts }) {
  const chosen = (query.get("level") ?? "").split(",").filter(Boolean);
  const toggle = (level) =>
    setQuery({ level: (chosen.includes(level) ? chosen.filter((one) => one !== level) : [...chosen, level]).join(","), new: "" });
  return html`<div class="levels" role="group" aria-label="Levels">${LEVELS.map(
    (level) => html`<button class="chip level-chip ${level}" key=${level} id=${level === "error" ? "log-errors" : undefined}
      aria-pressed=${chosen.includes(level)} onClick=${() => toggle(level)}>${level} <small>${short(ofLevel(counts, level))}</small></button>`,
  )}</div>`;
}

const short = (count) => (count < 10_000 ? count : count < 1e6 ? `${Math.round(count / 1000)} k` : `${(count / 1e6).toFixed(1)} M`);

function Services({ query }) {
  const services = useStore((s) => s.snapshot?.services) ?? [];
  const chosen = (query.get("services") ?? "").split(",").filter(Boolean);
  const toggle = (name) =>
    setQuery({ services: (chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]).join(","), at: "" });
  return html`<details class="picker"><summary class="button">${chosen.length === 0 ? "All services" : chosen.length === 1 ? chosen[0] : `${chosen.length} services`}</summary>
    <div class="picks"><button class="button plain" onClick=${() => setQuery({ services: "", at: "" })}>All services</button>${services.map(
      ({ name }) => html`<label key=${name}><input type="checkbox" checked=${chosen.includes(name)} onChange=${() => toggle(name)} /><span class="hue-${hueOf(name)}">${name}</span></label>`,
    )}</div></details>`;
}

function Found({ query, counts, all }) {
  if (!counts) return html`<span class="muted">counting…</span>`;
  if (counts.error) return html`<span class="t-bad">${counts.error}</span>`;
  const levels = (query.get("level") ?? "").split(",").filter(Boolean);
  const matches = levels.length ? levels.reduce((sum, level) => sum + ofLevel(counts, level), 0) : counts.matches;
  const of = `${(all ?? counts.lines).toLocaleString("en")} lines`;
  const narrowed = ["level", "q", "since", "until", "fields"].some((name) => query.get(name));
  return html`<span class="muted" role="status">${narrowed ? html`<b>${matches.toLocaleString("en")}</b> ${matches === 1 ? "match" : "matches"} in ${of}` : of}${counts.complete === false && ", counted in part"}</span>`;
}

export function LogsView() {
  const { query } = usePlace();
  const handle = useRef();
  const [follow, setFollow] = useState(!query.get("at"));
  const [open, setOpen] = useState(new Set());
  const { source, version } = useLines(query, handle);
  const counts = useCounts(query);
  const time = query.get("time") ?? "local";
  const wrap = Boolean(query.get("wrap"));
  const at = query.get("at");
  const search = useMemo(() => searchPattern(query), [query.get("q"), query.get("regex"), query.get("case")]);
  const context = Number(query.get("context") ?? 0);

  useEffect(() => setFollow(!at), [at]);
  useEffect(() => source?.look(follow), [source, follow]);
  useEffect(() => {
    if (source?.ready && source.anchor !== undefined && at) handle.current.toIndex(source.anchor);
  }, [source, source?.ready]);

  const toMarker = async () => {
    const top = source?.row(handle.current.top());
    const params = withParams(apiQuery(query), { kind: "marker", before: top?.cursor, limit: 50, level: undefined, q: undefined, context: undefined, since: undefined });
    const { lines } = await page(params);
    const marker = lines.filter((line) => line.marker !== "sync").at(-1) ?? lines.at(-1);
    if (marker) setQuery({ at: marker.cursor, level: "", q: "", since: "", new: "" });
    else say("There was no restart or build before this");
  };
  const toNew = async () => {
    if (query.get("new")) return setQuery({ new: "", since: "", level: "" });
    const change = await lastChange(query.get("services"));
    if (change) setQuery({ new: "1", since: change.at, level: "error", at: "", q: "" });
    else say("Nothing of yours has changed: no build, sync or restart is in the logs");
  };
  const copyAll = async () => {
    const { lines } = await page(withParams(apiQuery(query), { limit: COPY_LINES }));
    copy(lines.map(asText).join("\n"), `${lines.length} lines`);
  };
  const toggleLine = (key) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  const drawRow = (index) => {
    const line = source.row(index);
    if (!line) return html`<div class="line loading"><span class="text">…</span></div>`;
    return html`<${Line} line=${line} time=${time} search=${search} open=${open.has(line.cursor)} chosen=${line.cursor === at} onToggle=${() => toggleLine(line.cursor)} />`;
  };
  const known = useStore((s) => s.snapshot?.services) ?? [];
  const shown = query.get("services")?.split(",") ?? known.map((service) => service.name);
  const longest = Math.min(LONGEST_NAME, Math.max(4, ...shown.map((name) => name.length)));

  return html`<div class="log-page ${wrap ? "wrap" : ""}" style=${{ "--from": `${longest}ch` }}>
    <h1 class="quiet">Logs</h1>
    <div class="tools" role="search">
      <${Services} query=${query} />
      <input type="search" class="grow-field" placeholder="Search logs  /" aria-label="Search logs" value=${query.get("q") ?? ""} onInput=${(e) => setQuery({ q: e.target.value, at: "" })} />
      <${Toggle} on=${Boolean(query.get("regex"))} title="Regular expression" onClick=${() => setQuery({ regex: query.get("regex") ? "" : "true" })}>.*<//>
      <${Toggle} on=${Boolean(query.get("case"))} title="Letter case counts" onClick=${() => setQuery({ case: query.get("case") ? "" : "true" })}>Aa<//>
      <select class="theme" aria-label="Lines around each match" value=${context} onChange=${(e) => setQuery({ context: Number(e.target.value) || "" })}>
        ${[0, 2, 5, 20].map((count) => html`<option value=${count}>${count ? `± ${count} lines` : "no context"}</option>`)}
      </select>
      <${Levels} query=${query} counts=${counts} />
    </div>
    <div class="tools second">
      <${Toggle} id="log-follow" on=${follow} title="Follow the newest lines (f)" onClick=${() => (at ? setQuery({ at: "" }) : setFollow(!follow))}>${follow ? "Following" : "Follow"}<//>
      <${Toggle} id="log-new" on=${Boolean(query.get("new"))} title="Errors that were not there before the last build, sync or restart (n)" onClick=${toNew}>New errors since my last change<//>
      <button id="log-marker" class="button" title="Go to the restart or build before (m)" onClick=${toMarker}>↑ Restart or build</button>
      <button id="log-end" class="button" title="Newest line (G)" onClick=${() => (at ? setQuery({ at: "" }) : (setFollow(true), handle.current?.toEnd()))}>↓ Newest</button>
      <${Toggle} id="log-wrap" on=${wrap} title="Wrap long lines (w)" onClick=${() => setQuery({ wrap: wrap ? "" : "1" })}>Wrap<//>
      <select class="theme" aria-label="Times" value=${time} onChange=${(e) => setQuery({ time: e.target.value === "local" ? "" : e.target.value })}>
        <option value="local">local time</option><option value="relative">time ago</option><option value="off">no time</option>
      </select>
      <button class="button" onClick=${copyAll} title="The newest ${COPY_LINES} of these lines as text">Copy</button>
      ${fieldsOf(query).map((field) => html`<button class="chip" aria-pressed="true" onClick=${() => setQuery({ fields: fieldsOf(query).length > 1 ? JSON.stringify(fieldsOf(query).filter((one) => one !== field)) : "" })} aria-label="Remove ${field}">${field} ×</button>`)}
      ${query.get("since") && html`<button class="chip" aria-pressed="true" onClick=${() => setQuery({ since: "", new: "" })}>since ${/T/.test(query.get("since")) ? clock(query.get("since")) : query.get("since")} ×</button>`}
      ${at && html`<button class="chip" aria-pressed="true" onClick=${() => setQuery({ at: "" })}>at a line ×</button>`}
      <span class="grow"></span><${Found} query=${query} counts=${counts} all=${source?.lines} />
    </div>
    ${source?.trouble && html`<p class="strip bad">${source.trouble}</p>`}
    ${source?.ready && source.count === 0
      ? html`<p class="empty">${query.get("new") ? "No new errors since your last change." : filtered(query) ? "No line is as the filter says." : "Nothing has been written yet."}</p>`
      : source && html`<${VirtualList} source=${source} version=${version} measured=${wrap || open.size > 0} draw=${drawRow} follow=${follow && source.ready} onFollow=${setFollow} handle=${handle} label="Log lines" />`}
  </div>`;
}
