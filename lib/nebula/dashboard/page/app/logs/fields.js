// Structure in a line: a JSON object, or logfmt with at least two keys.
import { plainText } from "../parts.js";

// Sticky: looked for anywhere, a line of one long word is gone through once for each of its letters.
const PAIR = /\s*([A-Za-z_][\w.\-/]*)=("(?:[^"\\]|\\.)*"|[^\s"]*)/y;
const MESSAGE = ["msg", "message", "log", "event", "text"];
const LONG_NUMBER = /[\d.]{16}/;
const KNOWN = /^(time|ts|timestamp|@timestamp|t|level|lvl|severity|loglevel)$/i;

/** @returns {{message?: string, rest: [string, string][], all: [string, string][]} | null} */
export function structure(text) {
  const plain = plainText(text).trim();
  const all = plain.startsWith("{") && plain.endsWith("}") ? json(plain) : logfmt(plain);
  if (!all) return null;
  const message = all.find(([name]) => MESSAGE.includes(name))?.[1];
  const rest = all.filter(([name, value]) => !KNOWN.test(name) && !(MESSAGE.includes(name) && value === message));
  // What would show nothing is better shown as it was written.
  return message === undefined && !rest.length ? null : { message, rest, all };
}

function json(text) {
  try {
    const found = [];
    flatten(LONG_NUMBER.test(text) ? JSON.parse(text, asWritten) : JSON.parse(text), "", found);
    return found.length ? found : null;
  } catch {
    return null;
  }
}

/** A number keeps the digits that JavaScript's numbers have no room for, in browsers that tell them. */
const asWritten = (_, value, context) => (typeof value === "number" && context?.source && JSON.rawJSON ? JSON.rawJSON(context.source) : value);

function flatten(value, path, found) {
  const isObject = value !== null && typeof value === "object" && !Array.isArray(value) && !JSON.isRawJSON?.(value);
  if (isObject && Object.keys(value).length > 0) {
    for (const [name, inner] of Object.entries(value)) flatten(inner, path ? `${path}.${name}` : name, found);
  } else if (path) {
    found.push([path, typeof value === "string" ? value : JSON.stringify(value)]);
  }
}

function logfmt(text) {
  const found = [];
  let end = 0;
  PAIR.lastIndex = 0;
  for (let pair = PAIR.exec(text); pair; pair = PAIR.exec(text)) {
    const [, name, value] = pair;
    found.push([name, value.startsWith('"') ? unquoted(value) : value]);
    end = PAIR.lastIndex;
  }
  return found.length > 1 && end === text.length ? found : null;
}

function unquoted(value) {
  try {
    return JSON.parse(value);
  } catch {
    return value.slice(1, -1);
  }
}

/** Those that the URL asks for, each `path=value`; whatever else somebody wrote there is none. */
export function chosenFields(query) {
  try {
    const fields = JSON.parse(query.get("fields") ?? "[]");
    return Array.isArray(fields) ? fields.filter((field) => typeof field === "string") : [];
  } catch {
    return [];
  }
}
