// The virtualiser makes an object of every row that it knows, so of a list of a million it is shown a span of a few
// thousand rows around what is in view. This keeps where the span begins.

export const ROW = 20;
const LENGTH = 4000;
const MARGIN = 800;

export class Span {
  /** The first row of the span, and its distance from the top of the list in pixels. */
  from = 0;
  top = 0;

  length(count) {
    return Math.min(LENGTH, count - this.from);
  }

  /** What is below the span, were all its rows of the usual height. */
  below(count) {
    return (count - this.from - this.length(count)) * ROW;
  }

  /** The row at this distance from the top of the list. */
  rowAt(virtual, scrollTop) {
    const rows = virtual.measurementsCache;
    const known = rows.length && scrollTop >= this.top && scrollTop < rows.at(-1).end;
    return known ? this.from + virtual.getVirtualItemForOffset(scrollTop).index : Math.floor(scrollTop / ROW);
  }

  /**
   * Moves when what is in view comes near an end of the span.
   *
   * @returns by how much to scroll so that what is in view stays there: rows that were measured are not of the
   *   usual height
   */
  follow(virtual, count, scrollTop) {
    const last = Math.max(0, count - LENGTH);
    const row = Math.min(count, this.rowAt(virtual, scrollTop));
    const room = (this.from === 0 || row - this.from > MARGIN) && (this.from >= last || this.from + LENGTH - row > MARGIN);
    if (room && this.from <= last) return 0;
    const before = this.from;
    const from = Math.min(last, Math.max(0, row - LENGTH / 2));
    const beside = Math.abs(from - before) <= LENGTH && virtual.measurementsCache.length > 0;
    const top = beside ? this.topOf(virtual, from, before) : from * ROW;
    this.from = from;
    this.top = from === 0 ? 0 : top < 0 ? from * ROW : top;
    return this.top - top;
  }

  topOf(virtual, from, before) {
    if (from >= before) return virtual.measurementsCache[from - before]?.start ?? from * ROW;
    let top = this.top;
    for (let row = from; row < before; row++) top -= virtual.itemSizeCache.get(this.key(row)) ?? ROW;
    return top;
  }

  /** So many rows came before the first, or went. */
  shift(rows) {
    this.from = Math.max(0, this.from + rows);
    this.top = Math.max(0, this.top + rows * ROW);
  }

  /** So that this row is in the span. */
  jump(row, count) {
    this.from = Math.max(0, Math.min(count - LENGTH, row - LENGTH / 2));
    this.top = this.from * ROW;
  }

  /** All heights are the usual one again. */
  reset() {
    this.top = this.from * ROW;
  }
}
