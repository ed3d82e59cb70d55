// The newest lines of one service, on its own page.
import { html, useEffect, useState } from "/lib/preact.js";
import { read } from "./stream.js";
import { Line } from "./line.js";

const SHOWN = 12;
const DRAW_MILLIS = 100;
const AGAIN_MILLIS = 2000;

export function LogTail({ service }) {
  const [lines, setLines] = useState(null);
  useEffect(() => {
    const controller = new AbortController();
    let kept = [];
    let drawing;
    let waiting;
    const draw = () => {
      drawing = undefined;
      setLines(kept);
    };
    const query = new URLSearchParams({ services: service, newest: SHOWN, follow: "true" });
    const follow = () =>
      read(query, {
        signal: controller.signal,
        onLines: (found) => {
          const have = new Set(kept.map((line) => line.cursor));
          kept = [...kept, ...found.filter((line) => line.cursor && !have.has(line.cursor))].slice(-SHOWN);
          drawing ??= setTimeout(draw, DRAW_MILLIS);
        },
      }).then(again, again);
    const again = () => controller.signal.aborted || (waiting = setTimeout(follow, AGAIN_MILLIS));
    follow();
    return () => {
      clearTimeout(drawing);
      clearTimeout(waiting);
      controller.abort();
    };
  }, [service]);
  return html`<section class="panel tail"><h2>Last lines <a href="/logs?services=${encodeURIComponent(service)}">All its logs</a></h2>
    <div class="tail-lines" tabindex="0" role="log" aria-live="off" aria-label="Last lines of ${service}">${lines?.length ? lines.map((line) => html`<${Line} key=${line.cursor} line=${line} time="local" />`) : html`<p class="muted">It has written nothing yet.</p>`}</div></section>`;
}
