// The run as this page knows it: one snapshot, kept up to date by the events of docs/api.md.
import { useEffect, useRef, useState } from "/lib/preact.js";
import { listen } from "./events.js";

const REFRESH_MILLIS = 250;
const NOTICES_KEPT = 100;
const EVENTS_KEPT = 500;
/** Left for the page that is loaded next. */
export const OTHER_RUN = "nebula-other-run";

let state = { snapshot: null, connected: false, toasts: [] };
let told = false;
const listeners = new Set();

export function get() {
  return state;
}

/** Listeners hear of it once for all the changes of one turn. */
export function set(change) {
  state = { ...state, ...change };
  if (told) return;
  told = true;
  queueMicrotask(() => {
    told = false;
    listeners.forEach((listener) => listener());
  });
}

export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What `select` makes of the state; the component is drawn again only when that is another. */
export function useStore(select) {
  const [, draw] = useState(0);
  const latest = useRef();
  latest.current = { select, value: select(state) };
  useEffect(
    () =>
      subscribe(() => {
        const { select: now, value } = latest.current;
        if (now(state) !== value) draw((count) => count + 1);
      }),
    [],
  );
  return latest.current.value;
}

export const useService = (name) =>
  useStore((s) => s.snapshot?.services.find((service) => service.name === name));

let refreshing;
/** The latest events, for a snapshot that was made before them and comes after them. */
const recent = [];
/** Number of the last event that the state holds, and of the one that the last snapshot held. */
let newest = -1;
let base = -1;

export function connect() {
  if (!globalThis.SharedWorker) return listen(hear);
  const worker = new SharedWorker("/page/app/worker.js", { type: "module" });
  let works = false;
  worker.port.onmessage = ({ data }) => {
    works = true;
    hear(data);
  };
  worker.onerror = () => works || listen(hear);
  addEventListener("pagehide", () => worker.port.postMessage("leaves"));
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}

function hear(message) {
  if (message.snapshot) take(message.snapshot);
  else if (message.event) follow(message);
  else {
    if (message.connected && !state.connected && state.snapshot) refresh();
    set({ connected: message.connected });
  }
}

/** An id is that of the run, a dash and a number. */
const numberOf = (id) => Number(id.slice(id.lastIndexOf("-") + 1));

function follow(message) {
  recent.push(message);
  if (recent.length > EVENTS_KEPT) recent.shift();
  step(message);
}

/** What the state holds already is passed over; before the first snapshot all waits for it. */
function step({ event, id }) {
  const number = numberOf(id);
  if (!state.snapshot || number <= newest) return;
  newest = number;
  apply(event);
}

/** Another run has another token, which only a fresh page knows. */
function take(snapshot) {
  const before = state.snapshot?.run?.id;
  if (before && snapshot.run?.id && before !== snapshot.run.id) {
    sessionStorage.setItem(OTHER_RUN, "yes");
    return location.reload();
  }
  const number = numberOf(snapshot.lastEventId);
  if (number < base) return;
  if (recent.length === EVENTS_KEPT && numberOf(recent[0].id) > number + 1) return refresh();
  newest = base = number;
  set({ snapshot, connected: true });
  recent.forEach(step);
}

/** What events do not carry (timing, history, new services) is read again, at most four times a second. */
export function refresh() {
  refreshing ??= setTimeout(async () => {
    refreshing = undefined;
    try {
      const answer = await fetch("/api/snapshot");
      if (answer.ok) take(await answer.json());
    } catch {
      // The event stream tells that the run cannot be reached.
    }
  }, REFRESH_MILLIS);
}

function apply(event) {
  const snapshot = state.snapshot;
  if (!snapshot) return;
  switch (event.event) {
    case "run-started":
    case "services-changed":
    case "all-healthy":
      return refresh();
    case "status":
      update(event.service, (before) => ({
        state: event.state,
        phase: event.phase,
        restarts: event.restarts,
        cause: event.cause,
        since: before.state === event.state ? before.since : event.at,
      }));
      return set({ statusAt: event.at });
    case "code":
      return update(event.service, () => ({ code: event }));
    case "actions":
      return update(event.service, () => ({ actions: event.actions }));
    case "usage":
      for (const usage of event.services) update(usage.name, () => ({ usage }));
      return;
    case "progress": {
      const others = snapshot.progress.filter((step) => step.subject !== event.subject);
      const progress = event.done ? others : [...others, { subject: event.subject, text: event.text }];
      return set({ snapshot: { ...state.snapshot, progress } });
    }
    case "notice": {
      const notices = [...snapshot.notices, { at: event.at, text: event.text }].slice(-NOTICES_KEPT);
      return set({ snapshot: { ...state.snapshot, notices } });
    }
    case "run-ended": {
      const run = { ...snapshot.run, ended: event.at, exitCode: event.exitCode };
      return set({ snapshot: { ...state.snapshot, run } });
    }
  }
}

function update(name, change) {
  const snapshot = state.snapshot;
  const services = snapshot.services.map((service) =>
    service.name === name ? { ...service, ...change(service) } : service,
  );
  const counts = { starting: 0, healthy: 0, failing: 0, stopped: 0, skipped: 0 };
  services.forEach((service) => counts[service.state]++);
  set({ snapshot: { ...snapshot, services, counts } });
}
