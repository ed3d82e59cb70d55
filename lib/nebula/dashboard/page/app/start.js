// Where the time of the start went: a bar for each service and phase, and how that compares.
import { html, useEffect } from "/lib/preact.js";
import { refresh, useStore } from "./store.js";
import { clock, dateTime, span } from "./words.js";

const PHASES = [
  ["fetch", "fetch"],
  ["build", "build"],
  ["push", "push"],
  ["gate", "gate"],
  ["schedule", "schedule"],
  ["pull", "pull"],
  ["start", "start"],
  ["probe", "probe"],
  ["failing", "failing"],
  ["work", "other work"],
];
const STEPS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600];
const TICKS = 8;

function axis(millis) {
  const step = STEPS.find((seconds) => (seconds * 1000 * TICKS) >= millis) ?? 3600;
  const ticks = [];
  for (let at = 0; at * 1000 <= millis; at = Math.round((at + step) * 1000) / 1000) ticks.push(at);
  return ticks;
}

/** Widths are SVG attributes in percent: a style attribute is not allowed by the page's policy. */
function Bar({ bar, start, whole, now }) {
  const x = (iso) => (100 * (Date.parse(iso) - start)) / whole;
  const segments = bar.segments.map((segment, index) => {
    const open = !bar.ended && index === bar.segments.length - 1;
    const to = open ? now : segment.to;
    const length = Date.parse(to) - Date.parse(segment.from);
    return html`<rect class="phase ${segment.phase}" x="${x(segment.from)}%" width="${Math.max(0.15, x(to) - x(segment.from))}%" y="4" height="16" rx="2"><title>${bar.name}: ${segment.phase} ${span(length)}</title></rect>`;
  });
  return html`<svg class="lane" width="100%" height="24" aria-hidden="true">${segments}</svg>`;
}

/** Read out in place of the bar. */
function spoken(bar, start) {
  const parts = bar.segments.map((s) => `${s.phase} ${span(Date.parse(s.to) - Date.parse(s.from))}`);
  return parts.join(", ") + (bar.ended ? `; healthy after ${span(Date.parse(bar.ended) - start)}` : "; not yet");
}

function usual(history, name) {
  const times = history.flatMap((run) => run.services.filter((s) => s.name === name).map((s) => s.millis)).sort((a, b) => a - b);
  return times.length ? times[Math.floor(times.length / 2)] : undefined;
}

function Difference({ millis, usually }) {
  if (usually === undefined || millis === undefined) return html`<td class="num muted"></td>`;
  const by = millis - usually;
  if (Math.abs(by) < Math.max(300, usually * 0.1)) return html`<td class="num muted">as usual</td>`;
  return html`<td class="num ${by > 0 ? "slower" : "faster"}">${by > 0 ? "+" : "−"}${span(Math.abs(by))}</td>`;
}

/** Up to the end of the start, or up to now while something starts; what only fails goes on for ever and is cut off. */
function shownMillis(timing, now) {
  if (timing.millis) return timing.millis;
  const start = Date.parse(timing.start);
  const ended = Math.max(0, ...timing.bars.filter((bar) => bar.ended).map((bar) => Date.parse(bar.ended) - start));
  const starts = timing.bars.some((bar) => !bar.ended && bar.segments.at(-1)?.phase !== "failing");
  const failed = Math.max(0, ...timing.bars.flatMap((bar) => bar.segments.filter((s) => s.phase === "failing").map((s) => Date.parse(s.from) - start)));
  return Math.max(500, starts || !ended ? now : Math.min(now, 1.3 * Math.max(ended, failed)));
}

/** Of an image what tells it from the others, in little room. */
const short = (name) => name.replace(/^image (?:[^ ]*\/)?/, "image ");

function Chart({ timing, history, at }) {
  const start = Date.parse(timing.start);
  const whole = shownMillis(timing, Date.parse(at) - start);
  const ticks = axis(whole);
  return html`<table class="chart panel">
    <thead><tr><th scope="col">Service</th>
      <th scope="col" class="axis"><svg width="100%" height="20" aria-hidden="true">${ticks.map(
        (tick) => html`<text x="${(100 * tick * 1000) / whole}%" y="14">${tick} s</text>`,
      )}</svg></th><th scope="col" class="num">Took</th><th scope="col" class="num">Against usual</th></tr></thead>
    <tbody>${timing.bars.map((bar) => {
      const millis = bar.ended && Date.parse(bar.ended) - start;
      return html`<tr key=${bar.kind + bar.name} class="${bar.critical ? "critical" : ""} ${bar.kind}">
        <th scope="row">${bar.kind === "service" ? html`<a href="/services/${encodeURIComponent(bar.name)}">${bar.name}</a>` : html`<span title=${bar.name}>${short(bar.name)}</span>`}
          ${bar.critical && html`<span class="badge path" title="on the critical path: making any other faster gains nothing">critical</span>`}</th>
        <td><${Bar} bar=${bar} start=${start} whole=${whole} now=${at} /><span class="quiet">${spoken(bar, start)}</span></td>
        <td class="num">${millis === undefined ? html`<span class="muted">…</span>` : span(millis)}</td>
        <${Difference} millis=${millis || undefined} usually=${bar.kind === "service" ? usual(history, bar.name) : undefined} />
      </tr>`;
    })}</tbody>
  </table>`;
}

function Legend({ bars }) {
  const used = new Set(bars.flatMap((bar) => bar.segments.map((segment) => segment.phase)));
  return html`<p class="legend">${PHASES.filter(([phase]) => used.has(phase)).map(
    ([phase, words]) => html`<span class="key" key=${phase}><svg width="12" height="12" aria-hidden="true"><rect class="phase ${phase}" width="12" height="12" rx="2" /></svg>${words}</span>`,
  )}</p>`;
}

/** The present start is not compared with itself. */
const earlier = (snapshot) => (snapshot.history ?? []).filter((run) => run.start !== snapshot.timing.start);

function History({ history, timing }) {
  const runs = [...(timing.millis ? [{ start: timing.start, millis: timing.millis, now: true }] : []), ...history];
  if (runs.length < 2) return null;
  const longest = Math.max(...runs.map((run) => run.millis));
  return html`<section class="panel history"><h2>Against earlier starts</h2><ol>${runs.map(
    (run) => html`<li key=${run.start} class=${run.now ? "now" : ""}>
      <span>${run.now ? "this one" : `${dateTime(run.start)}`}</span>
      <svg width="100%" height="12" aria-hidden="true"><rect width="${(100 * run.millis) / longest}%" height="12" rx="2" /></svg>
      <b>${span(run.millis)}</b></li>`,
  )}</ol></section>`;
}

export function StartView() {
  const snapshot = useStore((s) => s.snapshot);
  const statusAt = useStore((s) => s.statusAt);
  const running = snapshot && snapshot.counts.starting > 0 && !snapshot.run.ended;
  useEffect(() => {
    refresh();
    const timer = running && setInterval(refresh, 500);
    return () => clearInterval(timer);
  }, [running, statusAt]);
  if (!snapshot?.timing) return html`<p class="empty">Nothing has started yet.</p>`;
  const { timing } = snapshot;
  const history = earlier(snapshot);
  const path = timing.criticalPath ?? [];
  return html`<div class="head"><h1>Start-up</h1>
      <p class="sub">${timing.millis ? html`<strong>All healthy after ${span(timing.millis)}</strong>${timing.compared && html`, ${timing.compared.words}`}.` : `Began at ${clock(timing.start)}; not all are healthy yet.`}
      ${path.length > 0 && html` Critical path: ${path.join(" → ")}.`}</p></div>
    <${Chart} timing=${timing} history=${history} at=${snapshot.at} />
    <${Legend} bars=${timing.bars} />
    <${History} history=${history} timing=${timing} />`;
}
