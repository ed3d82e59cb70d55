// A shell in a container, over requests: docs/api.md says how. There is no WebSocket, and an EventSource cannot send the
// token; so the events are read from a plain answer.
const LONGEST_INPUT = 32 * 1024;

function request(path, options = {}) {
  const token = document.querySelector("meta[name=nebula-token]").content;
  return fetch(path, { ...options, headers: { "X-Nebula-Token": token } });
}

async function reason(answer) {
  const { error, mend } = await answer.json().catch(() => ({ error: `answered ${answer.status}` }));
  return [error, mend].filter(Boolean).join("; ");
}

/**
 * @param where service, pod, container, columns, rows
 * @param show gets bytes; the next come when its promise is kept
 * @returns type, resize, close, and the promise of how it ended, in words
 */
export async function connect(where, show) {
  const { service, ...rest } = where;
  const opened = await request(`/api/services/${encodeURIComponent(service)}/terminals?${new URLSearchParams(rest)}`, { method: "POST" });
  if (!opened.ok) throw new Error(await reason(opened));
  const path = `/api/terminals/${(await opened.json()).id}`;
  const close = () => void request(path, { method: "DELETE", keepalive: true }).catch(() => {});
  // A page that is kept in the browser's memory would keep its shell too.
  addEventListener("pagehide", close);
  const ended = read(path, show).finally(() => removeEventListener("pagehide", close));
  return { ...writer(path), close, ended };
}

async function read(path, show) {
  try {
    const answer = await request(`${path}/output`);
    if (!answer.ok) return await reason(answer);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const events = (text + part.value).split("\n\n");
      text = events.pop();
      for (const event of events) {
        if (event.startsWith("event: end")) return JSON.parse(event.slice(event.indexOf("data: ") + 6)).why;
        if (event.startsWith("data: ")) await show(Uint8Array.from(atob(event.slice(6)), (sign) => sign.charCodeAt(0)));
      }
    }
  } catch {
    // Said below.
  }
  return "the run cannot be reached";
}

/** One request at a time, so that what is typed stays in its order; what is typed meanwhile goes together. */
function writer(path) {
  let waiting = new Uint8Array(0);
  let sending = false;
  const type = async (bytes) => {
    waiting = new Uint8Array([...waiting, ...bytes]);
    if (sending) return;
    sending = true;
    while (waiting.length) {
      const body = waiting.slice(0, LONGEST_INPUT);
      waiting = waiting.slice(LONGEST_INPUT);
      const answer = await request(`${path}/input`, { method: "POST", body }).catch(() => null);
      if (!answer?.ok) waiting = new Uint8Array(0);
    }
    sending = false;
  };
  const resize = ({ cols, rows }) => void request(`${path}/size?columns=${cols}&rows=${rows}`, { method: "POST" }).catch(() => {});
  return { type, resize };
}
