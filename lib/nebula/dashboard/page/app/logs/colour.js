// Colours that a container chose, made readable in both themes: as far from the page's as WCAG AA asks for (4.5:1), in the
// hue that was chosen.

/** Luminance: of text at most and at least, of what is behind text at least and at most. */
const LIGHT = { text: 0.145, ground: 0.86 };
const DARK = { text: 0.29, ground: 0.02 };
const known = new Map();

/** @param rgb three numbers up to 255 */
export const ink = (rgb) => both("text", rgb, darker, lighter);

export const ground = (rgb) => both("ground", rgb, lighter, darker);

function both(use, rgb, inLight, inDark) {
  const key = use + rgb;
  if (!known.has(key)) {
    const linear = rgb.map((value) => toLinear(Math.min(255, value || 0) / 255));
    known.set(key, `light-dark(${css(inLight(linear, LIGHT[use]))}, ${css(inDark(linear, DARK[use]))})`);
  }
  return known.get(key);
}

const luminance = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** At most so light. */
function darker(linear, most) {
  const now = luminance(linear);
  return now <= most ? linear : linear.map((value) => (value * most) / now);
}

/** At least so light. */
function lighter(linear, least) {
  const now = luminance(linear);
  return now >= least ? linear : linear.map((value) => value + ((1 - value) * (least - now)) / (1 - now));
}

const toLinear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

const fromLinear = (value) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);

const css = (linear) => `rgb(${linear.map((value) => Math.round(255 * fromLinear(value))).join(" ")})`;
