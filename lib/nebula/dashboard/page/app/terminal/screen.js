// xterm.js in the page's colours. It draws on a canvas, which the page's policy lets it do: its other renderer would write
// style sheets. What it shows is in the document too, for screen readers.
import { library, styles } from "../library.js";

/** Dark enough on white, bright enough on black; xterm.js mends what still is not (`minimumContrastRatio`). */
const LIGHT = ["#191d23", "#b42318", "#13723b", "#8a5a00", "#1f5fc0", "#8a3fa0", "#0b6a78", "#5a6470"];
const DARK = ["#3a424e", "#ff8a80", "#56c98d", "#e0b24a", "#72b1ff", "#d59bf0", "#5cc8d6", "#e4e8ee"];
const NAMES = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

function colours(box) {
  const { backgroundColor, color, colorScheme } = getComputedStyle(box);
  const dark = colorScheme === "dark" || (colorScheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const theme = { background: backgroundColor, foreground: color, cursor: color, cursorAccent: backgroundColor, selection: dark ? "#72b1ff55" : "#1f5fc044" };
  NAMES.forEach((name, index) => {
    const colour = (dark ? DARK : LIGHT)[index];
    theme[name] = colour;
    theme[`bright${name[0].toUpperCase()}${name.slice(1)}`] = colour;
  });
  return theme;
}

/** @param box an element with a size, a background and a font of its own */
export async function screen(box) {
  const [Terminal, Fit] = await Promise.all([
    library("/lib/xterm.js", "Terminal"),
    library("/lib/xterm-fit.js", "FitAddon"),
    styles("/lib/xterm.css"),
  ]);
  const terminal = new Terminal({
    fontFamily: getComputedStyle(box).fontFamily,
    fontSize: 13,
    theme: colours(box),
    minimumContrastRatio: 4.5,
    screenReaderMode: true,
    scrollback: 5000,
    cursorBlink: false,
  });
  const fit = new Fit.FitAddon();
  terminal.loadAddon(fit);
  terminal.open(box);
  fit.fit();
  const paint = () => terminal.setOption("theme", colours(box));
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", paint);
  const size = new ResizeObserver(() => box.clientWidth && fit.fit());
  size.observe(box);
  const close = () => {
    system.removeEventListener("change", paint);
    size.disconnect();
    terminal.dispose();
  };
  return { terminal, paint, close };
}
