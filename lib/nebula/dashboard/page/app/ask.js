// What may be asked of the run. What comes of it is seen in the events.
import { get, set } from "./store.js";

const TOAST_MILLIS = 6000;
const SAID = { restart: "restarts", rebuild: "is built again", stop: "stops", start: "starts" };
let next = 0;

export async function ask(action, service) {
  const token = document.querySelector("meta[name=nebula-token]").content;
  try {
    const answer = await fetch(`/api/services/${encodeURIComponent(service)}/${action}`, {
      method: "POST",
      headers: { "X-Nebula-Token": token },
    });
    if (answer.ok) return say(`${service} ${SAID[action]}`);
    const { error, mend } = await answer.json().catch(() => ({ error: `answered ${answer.status}` }));
    say([`${action} ${service}: ${error}`, mend].filter(Boolean).join(". "), true);
  } catch {
    say(`${action} ${service}: the run cannot be reached`, true);
  }
}

/** Shown for a while, and read out. */
export function say(text, bad = false) {
  const toast = { id: ++next, text, bad };
  set({ toasts: [...get().toasts.slice(-3), toast] });
  aloud(bad ? "alarm" : "told", text);
  setTimeout(() => set({ toasts: get().toasts.filter((other) => other !== toast) }), TOAST_MILLIS);
}

/** @param where `alarm` for what cannot wait, else `told` */
export function aloud(where, text) {
  document.getElementById(where).textContent = text;
}

export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} copied`);
  } catch {
    say(`${what} could not be copied: the browser did not allow it`, true);
  }
}
