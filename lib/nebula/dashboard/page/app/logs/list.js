// The visible part of a long list: TanStack's virtualiser, drawn by preact.
import { html, useEffect, useLayoutEffect, useMemo, useReducer, useRef } from "/lib/preact.js";
import { Virtualizer, elementScroll, measureElement, observeElementOffset, observeElementRect } from "../virtualizer.js";

export const ROW = 20;
const OVERSCAN = 12;
const NEAR_END = 24;

/** How many rows fit into the tallest element that this browser can make. */
export function mostRows() {
  const probe = document.createElement("div");
  probe.className = "probe";
  probe.style.height = "40000000px";
  document.body.append(probe);
  const height = probe.offsetHeight;
  probe.remove();
  return Math.floor((height * 0.98) / ROW);
}

/**
 * @param follow whether the newest line is kept in view
 * @param onFollow told when a person scrolls away from the end, or back to it
 * @param handle gets `{toEnd, toIndex, top}`
 */
export function VirtualList({ source, version, measured, draw, follow, onFollow, handle, label }) {
  const box = useRef();
  const [, redraw] = useReducer((count) => count + 1, 0);
  const seen = useRef(0);
  const virtual = useMemo(
    () =>
      new Virtualizer({
        count: 0,
        getScrollElement: () => box.current,
        estimateSize: () => ROW,
        overscan: OVERSCAN,
        scrollToFn: elementScroll,
        observeElementRect,
        observeElementOffset,
        measureElement,
        onChange: () => redraw(),
      }),
    [source],
  );
  virtual.setOptions({ ...virtual.options, count: source.count, getItemKey: source.key });

  useLayoutEffect(() => virtual._didMount(), [virtual]);
  useLayoutEffect(() => virtual._willUpdate());
  useEffect(() => virtual.measure(), [measured]);
  useLayoutEffect(() => {
    if (follow && box.current) box.current.scrollTop = box.current.scrollHeight;
  });

  handle.current = {
    toEnd: () => (box.current.scrollTop = box.current.scrollHeight),
    toIndex: (index) => virtual.scrollToIndex(index, { align: "center" }),
    shift: (rows) => {
      box.current.scrollTop += rows * ROW;
      seen.current = box.current.scrollTop;
    },
    top: () => virtual.getVirtualItems().find((item) => item.end > box.current.scrollTop)?.index ?? 0,
    box,
  };

  const scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    const atEnd = scrollTop + clientHeight >= scrollHeight - NEAR_END;
    if (follow && !atEnd && scrollTop < seen.current - 2) onFollow(false);
    if (!follow && atEnd && scrollTop > seen.current && !source.moreAfter) onFollow(true);
    seen.current = scrollTop;
  };

  return html`<div class="lines" ref=${box} tabindex="0" role="log" aria-live="off" aria-label=${label} onScroll=${scrolled} data-version=${version}>
    <div class="all" style=${{ height: `${virtual.getTotalSize()}px` }}>
      ${virtual.getVirtualItems().map(
        (item) => html`<div key=${item.key} class="slot" data-index=${item.index} ref=${measured ? virtual.measureElement : undefined}
          style=${{ transform: `translateY(${item.start}px)` }}>${draw(item.index)}</div>`,
      )}
    </div>
  </div>`;
}
