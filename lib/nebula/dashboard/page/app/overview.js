// All services, in their groups, with what a person asks first: does it work, since when, and if not, why.
import { html } from "/lib/preact.js";
import { useStore } from "./store.js";
import { setQuery, usePlace } from "./router.js";
import { Since, span, StateWord } from "./words.js";
import { Actions, CauseCard, CodeState, Menu, Usage, Ways } from "./parts.js";

const STATES = ["failing", "starting", "healthy", "stopped", "skipped"];

const SORTS = {
  name: (a, b) => a.name.localeCompare(b.name),
  state: (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state),
  since: (a, b) => b.since.localeCompare(a.since),
  restarts: (a, b) => b.restarts - a.restarts,
  usage: (a, b) => (b.usage?.memoryBytes ?? 0) - (a.usage?.memoryBytes ?? 0),
};

const list = (query, name) => (query.get(name) ?? "").split(",").filter(Boolean);

export function chosenServices(services, query) {
  const words = (query.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const states = list(query, "state");
  const groups = list(query, "group");
  const text = (service) =>
    [service.name, service.group, service.state, service.cause?.what, ...service.ports.map((p) => `:${p.local}`)]
      .join(" ")
      .toLowerCase();
  const found = services.filter(
    (service) =>
      (!states.length || states.includes(service.state)) &&
      (!groups.length || groups.includes(service.group)) &&
      words.every((word) => text(service).includes(word)),
  );
  const sort = query.get("sort");
  if (!Object.hasOwn(SORTS, sort)) return found;
  const sorted = [...found].sort(SORTS[sort]);
  return query.get("dir") === "up" ? sorted.reverse() : sorted;
}

const toggled = (values, value) =>
  (values.includes(value) ? values.filter((other) => other !== value) : [...values, value]).join(",");

function Chip({ name, value, query, children }) {
  const values = list(query, name);
  return html`<button class="chip" aria-pressed=${values.includes(value)}
    onClick=${() => setQuery({ [name]: toggled(values, value) })}>${children}</button>`;
}

function Filters({ services, query }) {
  const groups = [...new Set(services.map((service) => service.group))];
  const states = STATES.filter((state) => services.some((service) => service.state === state));
  const filtered = ["q", "state", "group", "sort"].some((name) => query.get(name));
  return html`<div class="filters" role="search">
    <input type="search" placeholder="Search services  /" aria-label="Search services" value=${query.get("q") ?? ""}
      onInput=${(e) => setQuery({ q: e.target.value })} />
    ${states.map((state) => html`<${Chip} name="state" value=${state} query=${query}>${state}<//>`)}
    ${groups.length > 1 && html`<span class="gap"></span>${groups.map((group) => html`<${Chip} name="group" value=${group} query=${query}>${group}<//>`)}`}
    ${filtered && html`<button class="button plain" onClick=${() => setQuery({ q: "", state: "", group: "", sort: "", dir: "" })}>Clear</button>`}
  </div>`;
}

function SortHead({ name, query, children, ...rest }) {
  const now = query.get("sort") === name;
  const up = now && query.get("dir") === "up";
  const next = !now ? { sort: name, dir: "" } : !up ? { sort: name, dir: "up" } : { sort: "", dir: "" };
  return html`<th scope="col" aria-sort=${now ? (up ? "ascending" : "descending") : undefined} ...${rest}>
    <button class="sort" onClick=${() => setQuery(next)}>${children}<span aria-hidden="true">${now ? (up ? "↑" : "↓") : ""}</span></button></th>`;
}

function Row({ service }) {
  const { cause } = service;
  return html`<tr data-row=${service.name} class=${service.state}>
    <td class="c-state"><${StateWord} state=${service.state} /></td>
    <td class="c-name"><a class="name" href="/services/${encodeURIComponent(service.name)}">${service.name}</a>${service.usage && html`<span class="under"><${Usage} usage=${service.usage} /></span>`}</td>
    <td class="c-since"><${Since} at=${service.since} /></td>
    <td class="c-cause"><span class="why">${cause?.what ?? ""}</span> <${CodeState} code=${service.code} /></td>
    <td class="c-ways"><${Ways} service=${service} /></td>
    <td class="c-restarts ${service.restarts ? "some" : ""}"><span class="narrow">restarts </span>${service.restarts}</td>
    <td class="c-usage"><${Usage} usage=${service.usage} /></td>
    <td class="c-do"><a class="button" href="/logs?services=${encodeURIComponent(service.name)}" aria-label="Logs of ${service.name}">Logs</a><${Actions} service=${service} all=${false} /><${Menu} service=${service} /></td>
  </tr>`;
}

/** What everything waits for stands above images, of which there may be many. */
const byImportance = (progress) => [...progress].sort((a, b) => isImage(a) - isImage(b));
const isImage = (step) => step.subject.startsWith("image ");

/** While it starts: how far it is, and what takes the time. */
function Progress({ snapshot }) {
  const { counts, services, progress, timing } = snapshot;
  const wanted = services.length - counts.skipped - counts.stopped;
  const words = timing?.compared?.words;
  if (counts.healthy > 0 && counts.healthy === wanted) {
    return html`<p class="summary fine"><strong>All ${counts.healthy} healthy</strong>${timing?.millis && ` after ${span(timing.millis)}`}${words && html` · <a href="/start">${words}</a>`}</p>`;
  }
  if (counts.starting === 0) return null;
  return html`<div class="summary">
    <p><strong>${counts.healthy} of ${wanted} healthy</strong> · started <${Since} at=${snapshot.run.started} /> ago · <a href="/graph">watch it as a graph</a></p>
    <progress max=${wanted} value=${counts.healthy} aria-label="healthy services"></progress>
    ${byImportance(progress).slice(0, 4).map((step) => html`<p class="step" key=${step.subject}><span>${step.subject}</span> ${step.text}</p>`)}
  </div>`;
}

function Notices({ notices }) {
  if (!notices.length) return null;
  return html`<details class="notices"><summary>${notices.length === 1 ? "One notice" : `${notices.length} notices`}: <span>${notices.at(-1).text}</span></summary>
    <ul>${[...notices].reverse().map((notice) => html`<li><${Since} at=${notice.at} /> <span>${notice.text}</span></li>`)}</ul></details>`;
}

export function Overview() {
  const snapshot = useStore((s) => s.snapshot);
  const { query } = usePlace();
  if (!snapshot) return html`<p class="empty">Reading the run…</p>`;
  const { services } = snapshot;
  const shown = chosenServices(services, query);
  const failing = services.filter((service) => service.state === "failing");
  const groups = query.get("sort") ? [["", shown]] : [...Map.groupBy(shown, (service) => service.group)];
  return html`<h1 class="quiet">Services</h1>
    ${failing.length > 0 && html`<section class="attention" aria-label="Failing services">${failing.map((service) => html`<${CauseCard} key=${service.name} service=${service} />`)}</section>`}
    <${Progress} snapshot=${snapshot} />
    <${Filters} services=${services} query=${query} />
    ${shown.length === 0 && html`<p class="empty">${services.length ? "No service is as the filter says." : "This run has no services yet."}</p>`}
    ${shown.length > 0 && html`<table class="services">
      <thead><tr>
        <${SortHead} name="state" query=${query}>State<//><${SortHead} name="name" query=${query}>Service<//>
        <${SortHead} name="since" query=${query}>Since<//><th scope="col">Cause and code</th><th scope="col">Open</th>
        <${SortHead} name="restarts" query=${query} class="c-restarts">Restarts<//><${SortHead} name="usage" query=${query} class="c-usage">CPU, memory<//>
        <th scope="col"><span class="quiet">Actions</span></th>
      </tr></thead>
      ${groups.map(
        ([group, members]) => html`<tbody key=${group}>
          ${group && html`<tr class="group"><th scope="rowgroup" colspan="8">${group} <span>${members.length}</span></th></tr>`}
          ${members.map((service) => html`<${Row} key=${service.name} service=${service} />`)}
        </tbody>`,
      )}
    </table>`}
    <${Notices} notices=${snapshot.notices} />
    <p class="foot"><a href="/api/snapshot.html" download="nebula-snapshot.html">Save all of this as one file</a>, secrets masked, for a bug report</p>`;
}
