// Colours that a container wrote (SGR, the only sequences the server lets through) as styled pieces of text.

const SEQUENCE = /\u001b\[([0-9;:]*)m/g;
const STEPS = [0, 95, 135, 175, 215, 255];

/** @returns {{text: string, classes: string, colour?: string}[]} `colour` for what is not one of the sixteen */
export function pieces(text) {
  if (!text.includes("\u001b")) return [{ text, classes: "" }];
  const found = [];
  let style = {};
  let from = 0;
  const add = (to) => {
    if (to > from) found.push({ text: text.slice(from, to), classes: classes(style), colour: style.colour });
  };
  for (const match of text.matchAll(SEQUENCE)) {
    add(match.index);
    style = after(style, match[1].split(/[;:]/).map(Number));
    from = match.index + match[0].length;
  }
  add(text.length);
  return found;
}

function after(before, codes) {
  let style = { ...before };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) style = {};
    else if (code === 1) style.bold = true;
    else if (code === 2) style.dim = true;
    else if (code === 3) style.italic = true;
    else if (code === 4) style.underline = true;
    else if (code === 7) style.inverse = true;
    else if (code === 22) style.bold = style.dim = false;
    else if (code === 23) style.italic = false;
    else if (code === 24) style.underline = false;
    else if (code === 27) style.inverse = false;
    else if (code >= 30 && code <= 37) (style.fore = code - 30), delete style.colour;
    else if (code >= 90 && code <= 97) (style.fore = code - 82), delete style.colour;
    else if (code === 39) delete style.fore, delete style.colour;
    else if (code >= 40 && code <= 47) style.back = code - 40;
    else if (code >= 100 && code <= 107) style.back = code - 92;
    else if (code === 49) delete style.back;
    else if (code === 38 || code === 48) {
      const wide = codes[i + 1] === 2;
      const value = wide ? `rgb(${codes.slice(i + 2, i + 5).join(",")})` : indexed(codes[i + 2]);
      if (code === 38 && typeof value === "number") (style.fore = value), delete style.colour;
      else if (code === 38) (style.colour = value), delete style.fore;
      i += wide ? 4 : 2;
    }
  }
  return style;
}

/** One of the sixteen by its number, the cube of 6×6×6 and the greys as a colour. */
function indexed(number) {
  if (number < 16) return number;
  if (number >= 232) return `rgb(${Array(3).fill(8 + (number - 232) * 10).join(",")})`;
  const at = number - 16;
  return `rgb(${[Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map((step) => STEPS[step]).join(",")})`;
}

function classes(style) {
  const names = ["bold", "dim", "italic", "underline", "inverse"].filter((name) => style[name]);
  if (style.fore !== undefined) names.push(`fore-${style.fore}`);
  if (style.back !== undefined) names.push(`back-${style.back}`);
  return names.join(" ");
}
