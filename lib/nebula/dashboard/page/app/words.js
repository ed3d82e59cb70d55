// How times, sizes and states are said.
import { html, useEffect, useRef, useState } from "/lib/preact.js";

const CHECK = "M4.8 8.3 7 10.5 11.2 5.8";
const CROSS = "M5.6 5.6 10.4 10.4M10.4 5.6 5.6 10.4";

/** State as a sign of its own shape, never by colour alone. */
export function Sign({ state, size = 16 }) {
  const body = {
    healthy: html`<circle cx="8" cy="8" r="7" class="disc" /><path d=${CHECK} class="cut" />`,
    failing: html`<path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" class="disc" /><path d=${CROSS} class="cut" />`,
    starting: html`<circle cx="8" cy="8" r="6" class="rail" /><path d="M8 2a6 6 0 0 1 6 6" class="arc" />`,
    stopped: html`<rect x="2.5" y="2.5" width="11" height="11" rx="2" class="outline" />`,
    skipped: html`<circle cx="8" cy="8" r="6" class="outline" /><path d="M4 12 12 4" class="outline" />`,
  }[state];
  return html`<svg class="sign ${state}" viewBox="0 0 16 16" width=${size} height=${size} aria-hidden="true">${body}</svg>`;
}

export function StateWord({ state }) {
  return html`<span class="state ${state}"><${Sign} state=${state} />${state}</span>`;
}

export function span(millis) {
  const seconds = millis / 1000;
  if (seconds < 60) return `${Math.max(0, seconds).toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
}

/** Whole seconds, for what is drawn anew each second. */
export function age(millis) {
  return millis < 60_000 ? `${Math.max(0, Math.floor(millis / 1000))} s` : span(millis);
}

const TIME = { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false };
// Made once: a browser needs longer to make one than to draw a line.
const seconds = new Intl.DateTimeFormat([], TIME);
const millis = new Intl.DateTimeFormat([], { ...TIME, fractionalSecondDigits: 3 });
const dateAndTime = new Intl.DateTimeFormat([], { dateStyle: "medium", timeStyle: "medium", hour12: false });

export const clock = (iso) => seconds.format(new Date(iso));

export const clockMillis = (iso) => millis.format(new Date(iso));

export const dateTime = (iso) => dateAndTime.format(new Date(iso));

export function bytes(count) {
  const mebi = count / 1048576;
  return mebi < 1000 ? `${Math.round(mebi)} MB` : `${(mebi / 1024).toFixed(1)} GB`;
}

/** Of one core. */
export const cpu = (millicores) => `${millicores < 100 ? (millicores / 10).toFixed(1) : Math.round(millicores / 10)} %`;

export const plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

const ticking = new Set();
let clockwork;

/**
 * Draws the component anew when what `now` gives is another than a second before; a page that is not seen, or shows
 * nothing that ages, does not tick.
 */
export function useTick(now, wanted = true) {
  const [, draw] = useState();
  const latest = useRef();
  latest.current = now;
  useEffect(() => {
    if (!wanted) return;
    const tick = () => draw(latest.current());
    ticking.add(tick);
    clockwork ??= setInterval(() => document.hidden || ticking.forEach((each) => each()), 1000);
    return () => {
      ticking.delete(tick);
      if (ticking.size) return;
      clearInterval(clockwork);
      clockwork = undefined;
    };
  }, [wanted]);
}

/** How long ago, kept true. */
export function Since({ at }) {
  const text = () => age(Date.now() - Date.parse(at));
  useTick(text);
  return html`<time dateTime=${at} title=${dateTime(at)}>${text()}</time>`;
}
