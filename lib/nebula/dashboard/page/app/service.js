// One service: why it is as it is and what to do first, then everything that is known of it.
import { html, useEffect, useState } from "/lib/preact.js";
import { useService, useStore } from "./store.js";
import { serviceIn } from "./router.js";
import { Since, StateWord, dateTime } from "./words.js";
import { Actions, CauseCard, CodeState, Usage, Ways } from "./parts.js";
import { copy } from "./ask.js";
import { styles } from "./library.js";
import { Objects } from "./objects.js";
import { LogTail } from "./logs/tail.js";

const AGAIN_MILLIS = 3000;

/** Read again while it is looked at, and at once when its state is another. */
function useDetail(name, state) {
  const [detail, setDetail] = useState(null);
  useEffect(() => {
    let stopped = false;
    let timer;
    const controller = new AbortController();
    const read = async () => {
      try {
        const answer = await fetch(`/api/services/${encodeURIComponent(name)}`, { signal: controller.signal });
        const body = await answer.json();
        if (!stopped) setDetail(answer.ok ? body : { failure: body });
      } catch {
        // The page says that the run cannot be reached.
      }
      if (!stopped) timer = setTimeout(read, document.hidden ? 10 * AGAIN_MILLIS : AGAIN_MILLIS);
    };
    read();
    return () => {
      stopped = true;
      clearTimeout(timer);
      controller.abort();
    };
  }, [name, state]);
  return detail;
}

function containerState(state) {
  switch (state?.kind) {
    case "running":
      return html`running for <${Since} at=${state.since} />`;
    case "waiting":
      return [state.reason, state.message].filter(Boolean).join(": ");
    case "terminated":
      return `ended with exit code ${state.exitCode}${state.reason ? ` (${state.reason})` : ""}`;
    default:
      return "";
  }
}

function Environment({ variables }) {
  if (!variables?.length) return null;
  return html`<details class="fold"><summary>Environment <span>${variables.length}</span></summary>
    <table class="facts mono"><tbody>${variables.map(
      (v) => html`<tr key=${v.name}><th scope="row">${v.name}</th><td>${v.masked ? html`<span class="masked" title="hidden: it is a secret, or looks like one">${v.value}</span>` : v.value}${v.from && html` <small>${v.from}</small>`}</td></tr>`,
    )}</tbody></table></details>`;
}

const runs = (container) => container.state?.kind === "running";

/** In which container a terminal is opened when nothing else is said. */
function firstRunning(detail) {
  for (const pod of detail?.pods ?? []) {
    const container = pod.containers.find(runs);
    if (container) return { pod: pod.name, container: container.name };
  }
  return null;
}

const VERDICTS = { passing: ["ok", "passing"], failing: ["bad", "failing"], unasked: ["", "not asked yet"] };

/** Kubernetes tells of answers that fail only; the last one stays to be read when it passes again. */
function Probe({ probe }) {
  const [kind, word] = VERDICTS[probe.verdict];
  const { failure } = probe;
  return html`<div class="probe"><span class="verdict ${kind}">${word}</span> <span class="kind">${probe.kind}</span> <code>${probe.what}</code>
    ${failure && html`<p class=${kind === "bad" ? "t-bad" : "muted"}>${kind === "bad" ? "" : "failed before: "}${failure.answer}, <${Since} at=${failure.at} /> ago</p>`}</div>`;
}

function Container({ container, onTerminal }) {
  const c = container;
  const bad = c.state?.kind === "waiting" && /Err|BackOff|Invalid/.test(c.state.reason ?? "");
  return html`<div class="container">
    <h4>${c.name}${c.init && html` <small>init</small>`} <span class=${bad ? "t-bad" : "muted"}>${containerState(c.state)}</span></h4>
    <dl class="pairs">
      <dt>Image</dt><dd class="mono">${c.image}${c.digest && html`<br /><small title=${c.digest}>${c.digest.slice(0, 19)}…</small> <button class="button small" onClick=${() => copy(c.digest, "The digest")} aria-label="Copy digest of ${c.name}">Copy</button>`}</dd>
      ${c.restarts > 0 && html`<dt>Restarts</dt><dd class="t-warn">${c.restarts}</dd>`}
      ${c.lastEnd && html`<dt>Ended before</dt><dd>${containerState(c.lastEnd)} at ${dateTime(c.lastEnd.at)}${c.lastEnd.message && html`<br />${c.lastEnd.message}`}</dd>`}
      ${c.probes?.length > 0 && html`<dt>Probes</dt><dd>${c.probes.map((p) => html`<${Probe} key=${p.kind} probe=${p} />`)}</dd>`}
      ${c.terminal && html`<dt>Terminal</dt><dd class="mono command"><button class="button small" onClick=${onTerminal} aria-label="Open a terminal in ${c.name}">Open here</button> ${c.terminal} <button class="button small" onClick=${() => copy(c.terminal, "The command")} aria-label="Copy the command for a terminal in ${c.name}">Copy</button></dd>`}
    </dl>
    <${Environment} variables=${c.environment} />
  </div>`;
}

function Pods({ detail, onTerminal }) {
  return html`<section class="panel block"><h2>Replicas and containers</h2>
    ${detail.workloads?.map((w) => html`<p key=${w.kind + w.name} class="workload"><b>${w.kind} ${w.name}</b> <span class=${w.ready < w.wanted ? "t-warn" : "muted"}>${w.ready} of ${w.wanted} ready${w.updated < w.wanted ? `, ${w.updated} of this version` : ""}</span>${w.trouble && html` <span class="t-bad">${w.trouble}</span>`}</p>`)}
    ${detail.pods?.length ? detail.pods.map(
      (pod) => html`<article class="pod" key=${pod.name}>
        <h3><span class="dot ${pod.ready ? "ready" : ""}" aria-hidden="true"></span><span class="mono">${pod.name}</span>
          <small>${pod.terminating ? "ends" : pod.ready ? "ready" : "not ready"}${pod.node && ` on ${pod.node}`}, made <${Since} at=${pod.created} /> ago</small></h3>
        ${pod.unschedulable && html`<p class="t-bad">${pod.unschedulable}</p>`}
        ${pod.containers.map((container) => html`<${Container} key=${container.name} container=${container} onTerminal=${() => onTerminal({ pod: pod.name, container: container.name })} />`)}
      </article>`,
    ) : html`<p class="muted">There are no pods now.</p>`}</section>`;
}

/** A check that was never asked has the beginning of time. */
const asked = (check) => check.at && Date.parse(check.at) > 0;

function verdict(check) {
  if (!asked(check)) return ["", "not asked yet"];
  return check.passed ? ["ok", "passed"] : ["bad", "failed"];
}

function Checks({ checks }) {
  if (!checks?.length) return null;
  return html`<section class="panel block"><h2>Health checks</h2><ul class="checks">${checks.map(
    (check) => html`<li key=${check.what}><span class="verdict ${verdict(check)[0]}">${verdict(check)[1]}</span>
      <div><code>${check.what}</code>${asked(check) && check.answer && html`<p class=${check.passed ? "muted" : "t-bad"}>${check.answer}${html`, <${Since} at=${check.at} /> ago`}</p>`}</div></li>`,
  )}</ul></section>`;
}

function Events({ events }) {
  return html`<section class="panel block"><h2>Events</h2>${events?.length ? html`<div class="scroll"><table class="facts events"><tbody>${events.map(
    (e, index) => html`<tr key=${index} class=${e.type === "Warning" ? "warning" : ""}><td class="muted when"><${Since} at=${e.at} /></td><th scope="row">${e.reason}${e.count > 1 && html` <small>×${e.count}</small>`}</th><td>${e.message} <small>${e.object}</small></td></tr>`,
  )}</tbody></table></div>` : html`<p class="muted">Kubernetes has told nothing of it lately.</p>`}</section>`;
}

/** One terminal at a time; its code and xterm.js come when it is first opened. */
function useTerminal(service) {
  const [View, setView] = useState(null);
  const [where, setWhere] = useState(null);
  const open = (chosen) => {
    setWhere({ service, ...chosen });
    const parts = [import("./terminal/view.js"), styles("/page/style/terminal.css")];
    Promise.all(parts).then(([module]) => setView(() => module.TerminalView), window.nebulaReload);
  };
  const close = () => {
    setWhere(null);
    document.getElementById("terminal-open")?.focus();
  };
  const shown = View && where && html`<${View} where=${where} onClose=${close} onAgain=${() => setWhere({ ...where })} />`;
  return { open, shown };
}

export function ServiceView({ path }) {
  const name = serviceIn(path) ?? "";
  const service = useService(name);
  const known = useStore((s) => s.snapshot !== null);
  const detail = useDetail(name, service?.state);
  const terminal = useTerminal(name);
  const inside = firstRunning(detail);
  if (!service) {
    return known ? html`<p class="empty">There is no service ${name} in this run. <a href="/">All services</a></p>` : html`<p class="empty">Reading the run…</p>`;
  }
  const trouble = service.state !== "healthy" && service.cause;
  return html`<div class="head title" data-row=${name}>
      <div><p class="crumb"><a href="/">Services</a> / ${service.group}</p><h1>${name}</h1></div>
      <span class="actions"><${Actions} service=${service} />
        ${inside && html`<button class="button" id="terminal-open" title="Open a terminal in ${inside.container} (o)" onClick=${() => terminal.open(inside)}>Open terminal</button>`}</span>
    </div>
    <dl class="strip-facts">
      <div><dt>State</dt><dd><${StateWord} state=${service.state} /> <small>for <${Since} at=${service.since} /></small></dd></div>
      <div><dt>Restarts</dt><dd class=${service.restarts ? "t-warn" : ""}>${service.restarts}</dd></div>
      ${service.usage && html`<div><dt>CPU, memory</dt><dd><${Usage} usage=${service.usage} /></dd></div>`}
      ${service.code && html`<div><dt>Code</dt><dd><${CodeState} code=${service.code} /></dd></div>`}
      ${(service.ports.length > 0 || service.links.length > 0) && html`<div><dt>Open</dt><dd><${Ways} service=${service} /></dd></div>`}
      <div><dt>Needs</dt><dd>${service.dependsOn.length ? service.dependsOn.map((other, i) => html`${i ? ", " : ""}<a href="/services/${encodeURIComponent(other)}">${other}</a>`) : html`<span class="muted">nothing</span>`}</dd></div>
      <div><dt>Declared</dt><dd class="mono">${service.declared}</dd></div>
    </dl>
    ${trouble && html`<${CauseCard} service=${service} alone=${true} />`}
    ${detail?.failure && html`<p class="strip bad">${detail.failure.error}</p>`}
    ${detail?.trouble && html`<p class="strip">${detail.trouble}</p>`}
    ${terminal.shown}
    <${LogTail} service=${name} />
    ${detail && !detail.failure && html`<div class="columns"><${Pods} detail=${detail} onTerminal=${terminal.open} /><div class="stack"><${Checks} checks=${detail.checks} /><${Events} events=${detail.events} /></div></div>
      <${Objects} objects=${detail.objects} />`}`;
}
