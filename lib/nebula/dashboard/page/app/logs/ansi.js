// Colours that a container wrote (SGR, the only sequences the server lets through) as styled pieces of text.
import { ground, ink } from "./colour.js";

const SEQUENCE = /\u001b\[([0-9;:]*)m/g;
const STEPS = [0, 95, 135, 175, 215, 255];
/** What is coloured; that of a line under the text is read and not shown. */
const LAYERS = new Map([[38, "fore"], [48, "back"], [58, "under"]]);

/** @returns {{text: string, classes: string, style?: object}[]} `style` for colours that are not of the sixteen */
export function pieces(text) {
  if (!text.includes("\u001b")) return [{ text, classes: "" }];
  const found = [];
  let style = {};
  let from = 0;
  const add = (to) => {
    if (to > from) found.push({ text: text.slice(from, to), classes: classes(style), style: colours(style) });
  };
  for (const match of text.matchAll(SEQUENCE)) {
    add(match.index);
    style = after(style, match[1].split(";"));
    from = match.index + match[0].length;
  }
  add(text.length);
  return found;
}

/** @param given each a number, or one with what belongs to it behind colons: `4:3` is a curly line, `38:2::255:0:0` red */
function after(before, given) {
  let style = { ...before };
  const codes = given.map(Number);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (given[i].includes(":")) refine(style, given[i].split(":").map(Number));
    else if (code === 0) style = {};
    else if (code === 1) style.bold = true;
    else if (code === 2) style.dim = true;
    else if (code === 3) style.italic = true;
    else if (code === 4) style.underline = true;
    else if (code === 7) style.inverse = true;
    else if (code === 22) style.bold = style.dim = false;
    else if (code === 23) style.italic = false;
    else if (code === 24) style.underline = false;
    else if (code === 27) style.inverse = false;
    else if (code >= 30 && code <= 37) style.fore = code - 30;
    else if (code >= 90 && code <= 97) style.fore = code - 82;
    else if (code === 39) delete style.fore;
    else if (code >= 40 && code <= 47) style.back = code - 40;
    else if (code >= 100 && code <= 107) style.back = code - 92;
    else if (code === 49) delete style.back;
    else if (LAYERS.has(code)) {
      const wide = codes[i + 1] === 2;
      style[LAYERS.get(code)] = wide ? codes.slice(i + 2, i + 5) : indexed(codes[i + 2]);
      i += wide ? 4 : 2;
    }
  }
  return style;
}

function refine(style, [code, kind, ...rest]) {
  if (code === 4) style.underline = kind > 0;
  // Before the three colours there may be a colour space.
  else if (LAYERS.has(code)) style[LAYERS.get(code)] = kind === 2 ? rest.slice(rest.length > 3 ? 1 : 0).slice(0, 3) : indexed(rest[0]);
}

/** One of the sixteen by its number, the cube of 6×6×6 and the greys as red, green and blue. */
function indexed(number) {
  if (number < 16) return number;
  if (number >= 232) return Array(3).fill(8 + (number - 232) * 10);
  const at = number - 16;
  return [Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map((step) => STEPS[step]);
}

function classes(style) {
  const names = ["bold", "dim", "italic", "underline", "inverse"].filter((name) => style[name]);
  for (const layer of ["fore", "back"]) {
    const value = style[layer];
    if (value !== undefined) names.push(layer, ...(Array.isArray(value) ? [] : [`${layer}-${value}`]));
  }
  return names.join(" ");
}

function colours({ fore, back }) {
  const found = {};
  if (Array.isArray(fore)) found["--ink"] = ink(fore);
  if (Array.isArray(back)) found["--ground"] = ground(back);
  return Object.keys(found).length ? found : undefined;
}
