// "New errors since my last change": errors whose like had not been seen before the last build, sync or restart.
import { page, withParams } from "./stream.js";
import { plainText } from "../parts.js";

const KNOWN_LINES = 5000;
const MARKERS = 200;

/** An error without what differs each time: numbers, ids, times. */
export function shapeOf(line) {
  const text = plainText(line.text)
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b0x[0-9a-f]+\b|\b[0-9a-f]{12,}\b/gi, "#")
    .replace(/\d+/g, "#");
  return `${line.service} ${text}`;
}

/** The last build or sync; else the last restart. Undefined when there was none. */
export async function lastChange(services) {
  const query = new URLSearchParams({ kind: "marker", limit: MARKERS });
  if (services) query.set("services", services);
  const { lines } = await page(query);
  const last = (...kinds) => lines.findLast((line) => kinds.includes(line.marker));
  return last("build", "sync") ?? last("restart", "run");
}

/** @param query with `since`: what was seen before it is known */
export async function knownErrors(query) {
  const before = withParams(query, { until: query.get("since"), since: undefined, limit: KNOWN_LINES, context: undefined });
  const { lines } = await page(before);
  return new Set(lines.filter((line) => line.text !== undefined && !line.marker).map(shapeOf));
}
