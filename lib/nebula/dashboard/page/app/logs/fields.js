// Structure in a line: a JSON object, or logfmt with at least two keys.
import { plainText } from "../parts.js";

const PAIR = /([A-Za-z_][\w.\-/]*)=("(?:[^"\\]|\\.)*"|[^\s"]*)/g;
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
  return { message, rest, all };
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
  if (value !== null && typeof value === "object" && !Array.isArray(value) && !JSON.isRawJSON?.(value)) {
    for (const [name, inner] of Object.entries(value)) flatten(inner, path ? `${path}.${name}` : name, found);
  } else if (path) {
    found.push([path, typeof value === "string" ? value : JSON.stringify(value)]);
  }
}

function logfmt(text) {
  const found = [...text.matchAll(PAIR)].map(([, name, value]) => [name, value.startsWith('"') ? unquoted(value) : value]);
  const covers = text.replace(PAIR, "").trim().length === 0;
  return found.length > 1 && covers ? found : null;
}

function unquoted(value) {
  try {
    return JSON.parse(value);
  } catch {
    return value.slice(1, -1);
  }
}
