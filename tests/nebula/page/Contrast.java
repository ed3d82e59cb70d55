package nebula.page;

import java.util.List;

/// WCAG's contrast of every text that is seen, computed as it is drawn: colours laid over each
/// other, opacity included.
final class Contrast {
  private static final String SCRIPT =
      """
      const context = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
      const rgba = colour => {
        context.clearRect(0, 0, 1, 1);
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
      };
      const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
      const luminance = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
      };
      const background = element => {
        const layers = [];
        for (let each = element; each; each = each.parentElement) {
          if (each.tagName === 'a' || each.tagName === 'g') {
            const box = each.querySelector(':scope > .box');
            if (box) layers.push(rgba(getComputedStyle(box).fill));
          } else layers.push(rgba(getComputedStyle(each).backgroundColor));
        }
        return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
      };
      const found = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim();
        const element = walker.currentNode.parentElement;
        if (!text || !element.checkVisibility({opacityProperty: true, visibilityProperty: true}) || element.closest('.quiet, .xterm-accessibility, script, noscript, option, title')) continue;
        const style = getComputedStyle(element);
        let opacity = 1;
        for (let each = element; each; each = each.parentElement) opacity *= Number(getComputedStyle(each).opacity);
        const behind = background(element);
        const colour = rgba(element instanceof SVGElement ? style.fill : style.color);
        colour[3] *= opacity;
        const [high, low] = [luminance(over(colour, behind)), luminance(behind)].sort((a, b) => b - a);
        const ratio = (high + 0.05) / (low + 0.05);
        const size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} '${text.slice(0, 40)}' in ${element.tagName}.${element.className?.baseVal ?? element.className}`);
      }
      return found;
      """;

  private Contrast() {}

  /// Each text whose contrast is below what AA asks for, with its ratio.
  static List<?> tooLow(Browser browser) {
    return (List<?>) browser.run(SCRIPT);
  }
}
