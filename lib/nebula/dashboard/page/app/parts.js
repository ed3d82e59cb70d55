// Pieces that several views show.
import { html, useRef } from "/lib/preact.js";
import { ask, copy } from "./ask.js";
import { bytes, cpu, plural } from "./words.js";

const LABELS = { restart: "Restart", rebuild: "Rebuild", stop: "Stop", start: "Start" };
const KEY_OF = { restart: "r", rebuild: "b", stop: "x", start: "s" };

export function Actions({ service, all = true }) {
  const shown = Object.keys(LABELS).filter((action) => service.actions.includes(action));
  return html`<span class="actions">${(all ? shown : shown.slice(0, 1)).map(
    (action) => html`<button class="button" key=${action} title="${LABELS[action]} ${service.name} (${KEY_OF[action]})"
      aria-label="${LABELS[action]} ${service.name}" onClick=${() => ask(action, service.name)}>${LABELS[action]}</button>`,
  )}</span>`;
}

/** All that can be done with a service, in little room. */
export function Menu({ service }) {
  const menu = useRef();
  const opener = useRef();
  // The top layer is placed in the page, so that it scrolls with its row.
  const place = () => {
    const box = opener.current.getBoundingClientRect();
    Object.assign(menu.current.style, { top: `${box.bottom + scrollY + 4}px`, right: `${document.documentElement.clientWidth - box.right}px` });
  };
  const id = `menu-${service.name}`;
  const url = encodeURIComponent(service.name);
  return html`<button class="button more" ref=${opener} popovertarget=${id} aria-label="All actions of ${service.name}">⋯</button>
    <div class="menu" id=${id} popover="auto" ref=${menu} onBeforeToggle=${place} onClick=${() => menu.current.hidePopover()}>
      <${Actions} service=${service} /><a class="button" href="/logs?services=${url}">Logs</a><a class="button" href="/services/${url}">Details</a>
    </div>`;
}

export function Ways({ service }) {
  return html`<span class="ways">
    ${service.links.map((link) => html`<a class="way" href=${safe(link.url)} target="_blank" rel="noopener noreferrer">${link.name}<span class="out" aria-hidden="true">↗</span></a>`)}
    ${service.ports.map((port) => html`<a class="port" href="http://localhost:${port.local}" target="_blank" rel="noopener noreferrer"
      title="localhost:${port.local} leads to port ${port.remote} of the pods">:${port.local}${port.name && html`<small>${port.name}</small>`}</a>`)}
  </span>`;
}

/** A link written in a service.yaml may not run a script. */
const safe = (url) => (/^(https?|mailto):/i.test(url) ? url : undefined);

export function CodeState({ code }) {
  return code ? html`<span class="code ${code.code}">${code.words}</span>` : null;
}

export function Usage({ usage }) {
  if (!usage) return html`<span class="none" aria-label="not measured">–</span>`;
  return html`<span class="usage"><span>${cpu(usage.cpuMillicores ?? 0)}</span><span>${bytes(usage.memoryBytes ?? 0)}</span></span>`;
}

const SGR = /\u001b\[[0-9;:]*m/g;
export const plainText = (text) => text.replace(SGR, "");

/** Why a service fails, what to do about it, and what it said last. */
/** @param alone on the service's own page, where its name is known and its lines are open */
export function CauseCard({ service, alone = false }) {
  const { cause } = service;
  const parts = (cause?.mend ?? "").split("`");
  // What stands between backticks is to be typed; the rest is said.
  const typed = parts.filter((_, index) => index % 2 === 1);
  return html`<article class="cause ${service.state}">
    <h2>${!alone && html`<a href="/services/${encodeURIComponent(service.name)}">${service.name}</a> `}<span class="what">${cause?.what ?? service.state}</span></h2>
    ${cause?.mend && html`<p class="mend"><span class="label">Do this</span> <span>${parts.map((part, index) => (index % 2 ? html`<code>${part}</code>` : part))}</span>
      <button class="button small" onClick=${() => copy(typed.length ? typed.join("\n") : cause.mend, typed.length ? "The command" : "The mend")} aria-label="Copy what to do">Copy</button></p>`}
    ${cause?.details?.length > 0 && html`<details open=${alone}><summary>${alone ? "Last lines" : `Last ${plural(cause.details.length, "line")}`}</summary>
      <pre>${cause.details.map(plainText).join("\n")}</pre></details>`}
    <p class="then"><a href="/logs?services=${encodeURIComponent(service.name)}">Logs</a>
      ${service.waiting.length > 0 && html` · <span>held up: ${service.waiting.join(", ")}</span>`}
      <span class="file"> · ${service.declared}</span></p>
  </article>`;
}
