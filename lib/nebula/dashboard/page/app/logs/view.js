// Logs of all or chosen services, in time order. What is shown is in the URL.
import { html, useEffect, useMemo, useReducer, useRef, useState } from "/lib/preact.js";
import { useStore } from "../store.js";
import { setQuery, usePlace } from "../router.js";
import { copy, say } from "../ask.js";
import { clock, dateTime, useTick } from "../words.js";
import { Found, Levels, useCounts } from "./counts.js";
import { Line, asText, hueOf } from "./line.js";
import { mostRows, VirtualList } from "./list.js";
import { WholeSource, WindowSource } from "./source.js";
import { page, withParams } from "./stream.js";
import { knownErrors, lastChange, shapeOf } from "./changes.js";
import { chosenFields } from "./fields.js";

const COPY_LINES = 5000;
const MARKERS = 50;
const TYPING_MILLIS = 250;
const LONGEST_NAME = 22;

/** The URL's parameters as those of the API. */
function apiQuery(query) {
  const params = new URLSearchParams();
  for (const name of ["services", "level", "q", "since", "until", "regex", "case", "context"]) {
    if (query.get(name)) params.set(name, query.get(name));
  }
  chosenFields(query).forEach((field) => params.append("field", field));
  return params;
}

const filtered = (query) => ["level", "q", "since", "until", "fields", "at", "new"].some((name) => query.get(name));

const NO_FILTER = { level: "", q: "", since: "", until: "", fields: "", new: "" };

const servicesOnly = (query) => new URLSearchParams(query.get("services") ? { services: query.get("services") } : {});

/** As many as are copied at most, about a row. */
function nearest(rows, row) {
  const from = Math.max(0, Math.min(rows.length - COPY_LINES, row - COPY_LINES / 2));
  return rows.slice(from, from + COPY_LINES);
}

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
        // Which change it was is found out first, see below.
        if (!query.get("since")) return;
        const known = await knownErrors(apiQuery(query));
        listeners.accept = (line) => line.marker !== undefined || !known.has(shapeOf(line));
      }
      if (stopped) return;
      current = filtered(query)
        ? new WindowSource(apiQuery(query), listeners, query.get("at") ?? undefined)
        : new WholeSource(apiQuery(query), listeners, mostRows());
      setSource(current);
    };
    const timer = setTimeout(() => begin().catch((error) => say(error.message, true)), source ? TYPING_MILLIS : 0);
    return () => {
      stopped = true;
      clearTimeout(timer);
      current?.close();
    };
  }, [key]);
  return { source, version };
}

/** What is counted: the filter without its levels. */
const countedQuery = (query) => withParams(apiQuery(query), { level: undefined, context: undefined });

/** As short as can be told from others; what is no moment is shown as it was written, and the API says what is wrong. */
function moment(text) {
  const at = /T/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) return text;
  return new Date(at).toDateString() === new Date().toDateString() ? clock(at) : dateTime(at);
}

/** @param label read out where what stands on it are signs */
function Toggle({ id, on, onClick, title, label, children }) {
  return html`<button id=${id} class="button" aria-pressed=${on} title=${title} aria-label=${label} onClick=${onClick}>${children}</button>`;
}

function Services({ query }) {
  const services = useStore((s) => s.snapshot?.services) ?? [];
  const chosen = (query.get("services") ?? "").split(",").filter(Boolean);
  const toggle = (name) =>
    setQuery({ services: (chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]).join(","), at: "" });
  const box = useRef();
  const close = () => (box.current.open = false);
  useEffect(() => {
    const elsewhere = ({ target }) => box.current.contains(target) || close();
    addEventListener("pointerdown", elsewhere);
    return () => removeEventListener("pointerdown", elsewhere);
  }, []);
  const pressed = (event) => {
    if (event.key !== "Escape" || !box.current.open) return;
    event.stopPropagation();
    close();
    box.current.firstElementChild.focus();
  };
  return html`<details class="picker" ref=${box} onKeyDown=${pressed} onFocusOut=${({ relatedTarget: to }) => to && !box.current.contains(to) && close()}><summary class="button">${chosen.length === 0 ? "All services" : chosen.length === 1 ? chosen[0] : `${chosen.length} services`}</summary>
    <div class="picks"><button class="button plain" onClick=${() => setQuery({ services: "", at: "" })}>All services</button>${services.map(
      ({ name }) => html`<label key=${name}><input type="checkbox" checked=${chosen.includes(name)} onChange=${() => toggle(name)} /><span class="hue-${hueOf(name)}">${name}</span></label>`,
    )}</div></details>`;
}

export function LogsView() {
  const { query } = usePlace();
  const handle = useRef();
  const [follow, setFollow] = useState(!query.get("at"));
  const [open, setOpen] = useState(new Set());
  const { source, version } = useLines(query, handle);
  const counts = useCounts(countedQuery(query), source?.lines, TYPING_MILLIS);
  const time = query.get("time") ?? "local";
  useTick(() => Date.now(), time === "relative");
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
    // From the one that was gone to, which stands below the top of what is seen.
    const before = at ?? source?.row(handle.current.top())?.cursor;
    const params = withParams(servicesOnly(query), { kind: "marker", before, limit: MARKERS });
    const { lines } = await page(params);
    const marker = lines.filter((line) => line.marker !== "sync").at(-1) ?? lines.at(-1);
    if (marker) setQuery({ ...NO_FILTER, at: marker.cursor });
    else say("There was no restart or build before this");
  };
  const toNew = async () => {
    if (query.get("new")) return setQuery({ new: "", since: "", level: "" });
    return showNew();
  };
  const showNew = async () => {
    const change = await lastChange(query.get("services"));
    if (change) setQuery({ new: "1", since: change.at, level: "error,fatal", at: "", q: "" });
    else {
      setQuery({ new: "" });
      say("Nothing of yours has changed: no build, sync or restart is in the logs");
    }
  };
  useEffect(() => {
    if (query.get("new") && !query.get("since")) showNew();
  }, [query.get("new"), query.get("since")]);
  // Only the page knows which are new, and around a line is not where the newest are.
  const own = Boolean(at || query.get("new")) && source?.rows !== undefined;
  const copyAll = async () => {
    const lines = own ? nearest(source.rows, handle.current.top()) : (await page(withParams(apiQuery(query), { limit: COPY_LINES }))).lines;
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
      <${Toggle} on=${Boolean(query.get("regex"))} title="Regular expression" label="Regular expression" onClick=${() => setQuery({ regex: query.get("regex") ? "" : "true" })}>.*<//>
      <${Toggle} on=${Boolean(query.get("case"))} title="Letter case counts" label="Letter case counts" onClick=${() => setQuery({ case: query.get("case") ? "" : "true" })}>Aa<//>
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
      <button class="button" onClick=${copyAll} title=${own ? "These lines as text" : `The newest ${COPY_LINES} of these lines as text`}>Copy</button>
      ${chosenFields(query).map((field) => html`<button class="chip" aria-pressed="true" onClick=${() => setQuery({ fields: chosenFields(query).length > 1 ? JSON.stringify(chosenFields(query).filter((one) => one !== field)) : "" })} aria-label="Remove ${field}">${field} ×</button>`)}
      ${["since", "until"].map((end) => query.get(end) && html`<button class="chip" aria-pressed="true" onClick=${() => setQuery({ [end]: "", new: "" })}>${end} ${moment(query.get(end))} ×</button>`)}
      ${at && html`<button class="chip" aria-pressed="true" onClick=${() => setQuery({ at: "" })}>at a line ×</button>`}
      <span class="grow"></span><${Found} query=${query} counts=${counts} source=${source} />
    </div>
    ${at && source?.lost && source.around === at && html`<p class="strip">The line of this link is not kept any more: the oldest make room for new ones. What was written about then is shown.</p>`}
    ${source?.trouble && html`<p class="strip bad">${source.trouble}</p>`}
    ${source?.ready && source.count === 0 && !source.trouble
      ? html`<p class="empty">${query.get("new") ? "No new errors since your last change." : filtered(query) ? "No line is as the filter says." : "Nothing has been written yet."}</p>`
      : source && html`<${VirtualList} source=${source} version=${version} measured=${wrap || open.size > 0} draw=${drawRow} follow=${follow && source.ready} onFollow=${setFollow} handle=${handle} label="Log lines" />`}
  </div>`;
}
