// GET /api/logs: NDJSON, in pages or followed.

const TRIES = 3;
const AGAIN_MILLIS = 300;

/** A browser breaks off what is under way when a network of the machine comes or goes: asked once more, it is there. */
async function steady(url, signal) {
  for (let tried = 1; ; tried++) {
    try {
      return await fetch(url, { signal });
    } catch (error) {
      if (error.name === "AbortError" || tried === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLIS * tried));
    }
  }
}

/** By anybody, which may be another a moment later; an answer that says no stays one. */
export const unanswered = (error) => error instanceof TypeError;

export async function read(query, { signal, onLines }) {
  const answer = await steady(`/api/logs?${query}`, signal);
  if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).error ?? `answered ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    const found = parts.filter(Boolean).map((part) => JSON.parse(part));
    if (found.length) onLines(found);
  }
}

/** @returns {{lines: object[], page: {first, last, moreBefore: boolean, moreAfter: boolean}}} */
export async function page(query, signal) {
  const lines = [];
  let info = { moreBefore: false, moreAfter: false };
  await read(query, {
    signal,
    onLines: (found) => found.forEach((line) => (line.page ? (info = line.page) : lines.push(line))),
  });
  return { lines, page: info };
}

export async function summary(query, signal) {
  const answer = await steady(`/api/logs/summary?${query}`, signal);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error);
  return body;
}

/** The parameters with more of them; `undefined` takes one away. */
export function withParams(query, more) {
  const params = new URLSearchParams(query);
  for (const [name, value] of Object.entries(more)) {
    if (value === undefined) params.delete(name);
    else params.set(name, value);
  }
  return params;
}
