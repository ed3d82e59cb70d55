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

const sizes = ({ scrollTop, scrollHeight, clientHeight }) => ({ top: scrollTop, height: scrollHeight, view: clientHeight });

/** By a person: a list or a window of another size moves what is in view as well. */
function scrolledUp(box, before) {
  const { top, height, view } = sizes(box);
  return top < before.top - 2 && height === before.height && view === before.view;
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
  const seen = useRef({ top: 0, height: 0, view: 0 });
  const pending = useRef({ rows: 0, index: undefined });
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
  const { rows: shifted, index: wanted } = pending.current;
  pending.current = { rows: 0, index: undefined };
  span.shift(shifted);
  if (wanted !== undefined) span.jump(wanted, source.count);
  const by = wanted === undefined ? span.follow(virtual, source.count, scrollTop + shifted * ROW) + shifted * ROW : 0;
  virtual.setOptions({
    ...virtual.options,
    count: span.length(source.count),
    paddingStart: span.top,
    paddingEnd: span.below(source.count),
    getItemKey: (index) => source.key(span.from + index),
  });

  // The rows at the end are drawn at once: those where the end was before are many rows away by now.
  const stays = follow && box.current && !scrolledUp(box.current, seen.current);
  if (stays) virtual.scrollOffset = Math.max(0, virtual.getTotalSize() - box.current.clientHeight);

  useLayoutEffect(() => virtual._didMount(), [virtual]);
  useLayoutEffect(() => virtual._willUpdate());
  useLayoutEffect(() => {
    const row = span.rowAt(virtual, box.current.scrollTop);
    span.reset();
    virtual.measure();
    box.current.scrollTop = row * ROW;
  }, [measured]);
  useLayoutEffect(() => {
    if (by) box.current.scrollTop = scrollTop + by;
    if (wanted !== undefined) box.current.scrollTop = span.top + (wanted - span.from) * ROW - box.current.clientHeight / 3;
    // Who has scrolled up a moment ago, which is told only later, is not pulled back.
    if (follow && !scrolledUp(box.current, seen.current)) box.current.scrollTop = box.current.scrollHeight;
    if (by || follow || wanted !== undefined) seen.current = sizes(box.current);
  });

  handle.current = {
    toEnd: () => (box.current.scrollTop = box.current.scrollHeight),
    toIndex: (index) => {
      pending.current.index = index;
      redraw();
    },
    // Applied with the drawing that shows the rows: before it the list is not yet as high.
    shift: (rows) => (pending.current.rows += rows),
    top: () => span.rowAt(virtual, box.current.scrollTop),
  };

  const scrolled = () => {
    const { top, height, view } = sizes(box.current);
    const atEnd = top + view >= height - NEAR_END;
    if (follow && !atEnd && scrolledUp(box.current, seen.current)) onFollow(false);
    if (!follow && atEnd && top > seen.current.top && !source.moreAfter) onFollow(true);
    seen.current = { top, height, view };
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
