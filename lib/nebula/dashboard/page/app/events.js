// GET /api/events, whoever listens: a page, or the worker that all pages of a browser share.

const RETRY_MILLIS = 1500;

/** @param tell gets `{snapshot}`, `{event, id}` and `{connected}` */
export function listen(tell) {
  const source = new EventSource("/api/events");
  source.addEventListener("snapshot", (message) => tell({ snapshot: JSON.parse(message.data) }));
  source.onopen = () => tell({ connected: true });
  source.onmessage = (message) => tell({ event: JSON.parse(message.data), id: message.lastEventId });
  source.onerror = () => {
    tell({ connected: false });
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(tell), RETRY_MILLIS);
  };
}
