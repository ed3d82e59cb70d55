// The visible part of a long list: TanStack's virtualiser, drawn by preact.
import { html, useLayoutEffect, useMemo, useReducer, useRef } from "/lib/preact.js";
import { Virtualizer, elementScroll, measureElement, observeElementOffset, observeElementRect } from "../virtualizer.js";
import { ROW, Span } from "./span.js";

const OVERSCAN = 12;
const NEAR_END = 24;
const TALLEST_ASKED = 40_000_000;
const SAFE_SHARE = 0.98;

/** How many rows fit into the tallest element that this browser can make. */
export function mostRows() {
  const probe = document.createElement("div");
  probe.className = "tallest";
  probe.style.height = `${TALLEST_ASKED}px`;
  document.body.append(probe);
  const height = probe.offsetHeight;
  probe.remove();
  return Math.floor((height * SAFE_SHARE) / ROW);
}

/**
 * @param measured whether rows may be higher than one line
 * @param follow whether the newest line is kept in view
 * @param onFollow told when a person scrolls away from the end, or back to it
 * @param handle gets `{toEnd, toIndex, top, shift}`
 */
export function VirtualList({ source, version, measured, draw, follow, onFollow, handle, label }) {
  const box = useRef();
  const [, redraw] = useReducer((count) => count + 1, 0);
  const seen = useRef(0);
  const span = useMemo(() => new Span(), [source]);
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
  const scrollTop = box.current?.scrollTop ?? 0;
  span.key = source.key;
  const by = span.follow(virtual, source.count, scrollTop);
  virtual.setOptions({
    ...virtual.options,
    count: span.length(source.count),
    paddingStart: span.top,
    paddingEnd: span.below(source.count),
    getItemKey: (index) => source.key(span.from + index),
  });

  useLayoutEffect(() => virtual._didMount(), [virtual]);
  useLayoutEffect(() => virtual._willUpdate());
  useLayoutEffect(() => {
    const row = span.rowAt(virtual, box.current.scrollTop);
    span.reset();
    virtual.measure();
    box.current.scrollTop = row * ROW;
  }, [measured]);
  useLayoutEffect(() => {
    if (by) box.current.scrollTop += by;
    if (follow) box.current.scrollTop = box.current.scrollHeight;
  });

  handle.current = {
    toEnd: () => (box.current.scrollTop = box.current.scrollHeight),
    toIndex: (index) => {
      span.jump(index, source.count);
      redraw();
      requestAnimationFrame(() => (box.current.scrollTop = span.top + (index - span.from) * ROW - box.current.clientHeight / 3));
    },
    shift: (rows) => {
      span.from = Math.max(0, span.from + rows);
      span.top = Math.max(0, span.top + rows * ROW);
      requestAnimationFrame(() => {
        if (!box.current) return;
        box.current.scrollTop += rows * ROW;
        seen.current = box.current.scrollTop;
      });
    },
    top: () => span.rowAt(virtual, box.current.scrollTop),
  };

  const scrolled = () => {
    const { scrollTop: now, scrollHeight, clientHeight } = box.current;
    const atEnd = now + clientHeight >= scrollHeight - NEAR_END;
    if (follow && !atEnd && now < seen.current - 2) onFollow(false);
    if (!follow && atEnd && now > seen.current && !source.moreAfter) onFollow(true);
    seen.current = now;
  };

  return html`<div class="lines" ref=${box} tabindex="0" role="log" aria-live="off" aria-label=${label} onScroll=${scrolled} data-version=${version}>
    <div class="all" style=${{ height: `${virtual.getTotalSize()}px` }}>
      ${virtual.getVirtualItems().map(
        (item) => html`<div key=${item.key} class="slot" data-index=${item.index} ref=${measured ? virtual.measureElement : undefined}
          style=${{ transform: `translateY(${item.start}px)` }}>${draw(span.from + item.index)}</div>`,
      )}
    </div>
  </div>`;
}
