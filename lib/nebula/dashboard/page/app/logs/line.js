// One line of a log, or a marker of what changed. Text only: nothing that a container writes becomes markup.
import { html } from "/lib/preact.js";
import { age, clockMillis, dateTime } from "../words.js";
import { plainText } from "../parts.js";
import { setQuery } from "../router.js";
import { pieces } from "./ansi.js";
import { chosenFields, structure } from "./fields.js";

const HUES = 8;
const parsed = new WeakMap();

function meaning(line) {
  let known = parsed.get(line);
  if (!known) parsed.set(line, (known = { structure: structure(line.text) }));
  return known;
}

export function hueOf(service) {
  let sum = 0;
  for (const letter of service) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return sum % HUES;
}

export function timeText(at, how) {
  if (how === "relative") return age(Date.now() - Date.parse(at));
  return clockMillis(at);
}

function Marked({ text, search }) {
  if (!search) return text;
  const out = [];
  let from = 0;
  for (const match of text.matchAll(search)) {
    if (!match[0]) continue;
    out.push(text.slice(from, match.index), html`<mark>${match[0]}</mark>`);
    from = match.index + match[0].length;
  }
  return out.length ? [...out, text.slice(from)] : text;
}

const Text = ({ text, search }) =>
  pieces(text).map(({ text: piece, classes, style }) =>
    classes
      ? html`<span class=${classes} style=${style}><${Marked} text=${piece} search=${search} /></span>`
      : html`<${Marked} text=${piece} search=${search} />`,
  );

/** The message first, the rest after it, quieter. */
function Structured({ found, search }) {
  return html`${found.message !== undefined && html`<span class="message"><${Marked} text=${found.message} search=${search} /></span> `}${found.rest.map(
    ([name, value]) => html`<span class="pair"><span class="pair-name">${name}=</span><${Marked} text=${value} search=${search} /></span> `,
  )}`;
}

function Fields({ found }) {
  return html`<dl class="fields">${found.all.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd>
      <button class="button small" onClick=${() => addField(`${name}=${value}`)} aria-label="Only lines where ${name} is ${value}">Filter</button></div>`,
  )}</dl>`;
}

function addField(field) {
  const fields = chosenFields(new URLSearchParams(location.search));
  if (!fields.includes(field)) setQuery({ fields: JSON.stringify([...fields, field]), at: "" });
}

const KEPT = ["services", "wrap", "time"];

/** To the line among those of the same services, seen as it is here. */
function linkTo(line) {
  const here = new URLSearchParams(location.search);
  const kept = KEPT.filter((name) => here.get(name)).map((name) => `&${name}=${encodeURIComponent(here.get(name))}`);
  return `/logs?at=${encodeURIComponent(line.cursor)}${kept.join("").replaceAll("%2C", ",")}`;
}

export function Line({ line, time, search, open, onToggle, chosen }) {
  if (line.marker) {
    return html`<div class="marker of-${line.marker} ${chosen ? "chosen" : ""}"><a class="at" href=${linkTo(line)} title=${dateTime(line.at)}>${timeText(line.at, time === "off" ? "" : time)}</a>
      <b>${line.marker}</b> <span class="from hue-${hueOf(line.service)}">${line.service}</span> ${line.text}</div>`;
  }
  const found = meaning(line).structure;
  return html`<div class="line lv-${line.level ?? "none"} ${line.context ? "context-line" : ""} ${chosen ? "chosen" : ""}">
    <a class="at" href=${linkTo(line)} title="${dateTime(line.at)}, link to this line" aria-label=${time === "off" ? "Link to this line" : undefined}>${time === "off" ? "#" : timeText(line.at, time)}</a>
    <span class="from hue-${hueOf(line.service)}" title="${line.pod} / ${line.container}">${line.service}</span>
    <span class="level">${line.level ?? ""}</span>
    <span class="text">${found && html`<button class="unfold" aria-expanded=${open} aria-label="Fields" onClick=${onToggle}>${open ? "▾" : "▸"}</button>`}${
      found ? html`<span class="structured"><${Structured} found=${found} search=${search} /></span>` : html`<${Text} text=${line.text} search=${search} />`
    }${line.cut && html`<small> … ${line.cut.toLocaleString("en")} characters more</small>`}</span>
    ${open && found && html`<${Fields} found=${found} />`}
  </div>`;
}

/** As it is copied. */
export const asText = (line) => `${line.at} ${line.service}${line.marker ? ` --- ${line.marker}:` : ""} ${plainText(line.text)}`;
