// How many lines a filter finds, of each level, kept true while lines come.
import { html, useEffect, useRef, useState } from "/lib/preact.js";
import { setQuery } from "../router.js";
import { summary, unanswered } from "./stream.js";

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "none"];
const AGAIN_MILLIS = 2000;

/**
 * @param params of the API, without the levels, so that each level says how many lines it would show
 * @param came changes when lines have come: they are counted again, but not more often than every 2 s
 */
export function useCounts(params, came, firstMillis) {
  const [counts, setCounts] = useState(null);
  const again = useRef(() => {});
  const key = params.toString();
  useEffect(() => {
    const controller = new AbortController();
    let more = false;
    let timer;
    const ask = async () => {
      more = false;
      try {
        setCounts(await summary(key, controller.signal));
      } catch (error) {
        if (error.name === "AbortError") return;
        more = unanswered(error);
        setCounts(more ? null : { error: error.message });
      }
      timer = undefined;
      if (more) again.current();
    };
    again.current = () => {
      more = true;
      if (!controller.signal.aborted) timer ??= setTimeout(ask, AGAIN_MILLIS);
    };
    timer = setTimeout(ask, firstMillis);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key]);
  useEffect(() => {
    if (came !== undefined) again.current();
  }, [came]);
  return counts;
}

const chosenOf = (query) => (query.get("level") ?? "").split(",").filter(Boolean);

const short = (count) => (count < 10_000 ? count : count < 1e6 ? `${Math.round(count / 1000)} k` : `${(count / 1e6).toFixed(1)} M`);

export function Levels({ query, counts }) {
  const chosen = chosenOf(query);
  const toggle = (level) =>
    setQuery({ level: (chosen.includes(level) ? chosen.filter((one) => one !== level) : [...chosen, level]).join(","), new: "" });
  return html`<div class="levels" role="group" aria-label="Levels">${LEVELS.map(
    (level) => html`<button class="chip level-chip ${level}" key=${level} title=${level === "none" ? "lines without a level" : undefined}
      aria-pressed=${chosen.includes(level)} onClick=${() => toggle(level)}>${level === "none" ? "no level" : level} <small>${short(counts?.levels?.[level] ?? 0)}</small></button>`,
  )}</div>`;
}

/** @param source what is shown: of new errors only the page knows how many there are */
export function Found({ query, counts, source }) {
  if (query.get("new")) return html`<${NewErrors} source=${source} />`;
  if (!counts) return html`<span class="muted">counting…</span>`;
  if (counts.error) return html`<span class="t-bad">${counts.error}</span>`;
  const levels = chosenOf(query);
  const matches = levels.length ? levels.reduce((sum, level) => sum + (counts.levels?.[level] ?? 0), 0) : counts.matches;
  const of = `${Math.max(source?.lines ?? 0, counts.lines).toLocaleString("en")} lines`;
  const narrowed = ["level", "q", "since", "until", "fields"].some((name) => query.get(name));
  return html`<span class="muted" role="status">${narrowed ? html`<b>${matches.toLocaleString("en")}</b> ${matches === 1 ? "match" : "matches"} in ${of}` : of}${counts.complete === false && ", counted in part"}</span>`;
}

function NewErrors({ source }) {
  if (!source?.ready) return html`<span class="muted">counting…</span>`;
  const shown = (source.rows ?? []).filter((line) => !line.marker && !line.context).length;
  return html`<span class="muted" role="status">${source.moreBefore && "at least "}<b>${shown.toLocaleString("en")}</b> new ${shown === 1 ? "error" : "errors"}</span>`;
}
