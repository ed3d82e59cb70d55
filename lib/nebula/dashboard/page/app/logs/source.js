// Lines for a list that shows a few of many. Both kinds know `count`, `row(i)` and `key(i)`; a row that is not
// here yet is asked for and undefined until it comes.
import { Source } from "./followed.js";
import { summary, withParams } from "./stream.js";

const PAGE = 500;
const PAGES_KEPT = 80;
const WINDOW_KEPT = 20_000;
const EDGE = 80;
const GATHER_MILLIS = 40;
const AHEAD = 150;
const CALM_MILLIS = 500;
const MOST_AT_ONCE = 3;

/** Every line on disk, by its number: for a scroll bar over all of them. */
export class WholeSource extends Source {
  pages = new Map();
  /** Pages that have rows, but not all. */
  partial = new Set();
  asked = new Set();
  wanted = new Set();
  skippedAt = -Infinity;

  /** @param limit how many rows the list can show; older ones are left out */
  constructor(query, listeners, limit) {
    super(withParams(query, { context: undefined }), listeners);
    this.limit = limit;
  }

  async open() {
    const { lines } = await summary(this.query, this.controller.signal);
    this.base = Math.max(0, lines - this.limit);
    this.count = lines - this.base;
    const last = Math.max(0, Math.floor((this.count - 1) / PAGE));
    const rows = await this.load(last);
    this.count = Math.max(this.count, last * PAGE + rows.length);
    this.ready = true;
    this.changed();
    this.follow(rows.at(-1)?.cursor ?? "");
  }

  row(index) {
    const row = this.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
    // While more comes than is shown, the rows about those at the end are passed over too.
    const calm = performance.now() - this.skippedAt > CALM_MILLIS;
    if (calm) for (const near of [index - AHEAD, index + AHEAD]) this.want(Math.floor(near / PAGE));
    if (calm || !row) this.want(Math.floor(index / PAGE));
    return row;
  }

  key = (index) => index;

  /** While the bar is dragged only the latest places are read, not all that it passes. */
  want(number) {
    if (number < 0 || number * PAGE >= this.count || this.asked.has(number)) return;
    if (this.pages.has(number) && !this.partial.has(number)) return;
    this.wanted.delete(number);
    this.wanted.add(number);
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined;
      const latest = [...this.wanted].slice(-MOST_AT_ONCE);
      this.wanted.clear();
      latest.forEach((one) => this.load(one).then(() => this.changed(), (error) => this.fail(error)));
    }, GATHER_MILLIS);
  }

  async load(number) {
    this.asked.add(number);
    this.partial.delete(number);
    try {
      const rows = [];
      // Of long lines fewer come at once.
      for (let more = true; more && rows.length < PAGE; ) {
        const part = { position: this.base + number * PAGE + rows.length, limit: PAGE - rows.length };
        const { lines, page: info } = await this.part(part);
        rows.push(...lines);
        more = info.moreAfter && lines.length > 0;
      }
      this.keep(number, rows);
      return rows;
    } finally {
      this.asked.delete(number);
    }
  }

  /** What came while it was read is beyond it. */
  keep(number, rows) {
    const beyond = this.pages.get(number)?.slice(rows.length) ?? [];
    this.pages.delete(number);
    this.pages.set(number, [...rows, ...beyond]);
    if (this.pages.size > PAGES_KEPT) {
      const last = Math.floor((this.count - 1) / PAGE);
      const oldest = [...this.pages.keys()].find((one) => one !== number && one !== last);
      this.pages.delete(oldest);
      this.partial.delete(oldest);
    }
  }

  comes({ lines, following }) {
    const begin = Math.max(0, lines - following - this.base);
    if (begin < this.count) {
      // The oldest have gone from the disk: all others have another place.
      this.pages.clear();
      this.partial.clear();
    } else if (begin > this.count) {
      this.skippedAt = performance.now();
      [this.count, begin].forEach((index) => this.partial.add(Math.floor(index / PAGE)));
    }
    this.count = begin;
  }

  append(line) {
    const number = Math.floor(this.count / PAGE);
    if (!this.pages.has(number)) this.keep(number, []);
    this.pages.get(number)[this.count % PAGE] = line;
    this.count++;
  }
}

/** The lines that a filter lets through, or those around one line; more are read at either end. */
export class WindowSource extends Source {
  rows = [];
  moreBefore = false;
  moreAfter = false;

  /** @param around a cursor to begin at; without it the newest lines */
  constructor(query, listeners, around) {
    super(query, listeners);
    this.around = around;
  }

  async open() {
    const first = await this.part({ before: this.around, limit: PAGE });
    this.moreBefore = first.page.moreBefore;
    this.rows = first.lines.filter(this.accept);
    this.oldest = first.page.first;
    this.moreAfter = Boolean(this.around);
    this.count = this.rows.length;
    if (this.around) {
      const before = this.rows.length;
      await this.later(first.page.last ?? "");
      const found = this.rows.findIndex((row) => row.cursor === this.around);
      this.lost = found < 0;
      this.anchor = found < 0 ? before : found;
    }
    this.ready = true;
    this.changed();
    if (!this.moreAfter) this.follow(this.newest ?? first.page.last ?? "");
  }

  row(index) {
    if (index < EDGE && this.moreBefore) this.before();
    if (index >= this.count - EDGE && this.moreAfter) this.after();
    return this.rows[index];
  }

  key = (index) => this.rows[index]?.cursor ?? index;

  async before() {
    if (this.busy || !this.ready) return;
    this.busy = true;
    try {
      const first = this.oldest ?? this.rows.find((row) => !row.context)?.cursor;
      const { lines, page: info } = await this.part({ before: first, limit: PAGE });
      const found = this.missing(lines.filter(this.accept));
      this.oldest = info.first;
      this.moreBefore = info.moreBefore && lines.length > 0;
      this.rows = this.inOrder([...found, ...this.rows]);
      this.count = this.rows.length;
      this.shift(found.length);
    } catch (error) {
      this.fail(error);
    } finally {
      this.busy = false;
    }
    this.changed();
  }

  async after() {
    if (this.busy || !this.ready) return;
    this.busy = true;
    try {
      await this.later(this.newest ?? this.rows.at(-1)?.cursor ?? "");
      if (!this.moreAfter) this.follow(this.newest ?? "");
    } catch (error) {
      this.fail(error);
    } finally {
      this.busy = false;
    }
    this.changed();
  }

  async later(cursor) {
    const query = cursor ? { after: cursor, limit: PAGE } : { limit: PAGE, position: 0 };
    const { lines, page: info } = await this.part(query);
    this.newest = info.last ?? cursor;
    this.moreAfter = info.moreAfter;
    this.missing(lines).forEach((line) => this.append(line));
    this.rows = this.inOrder(this.rows);
  }

  /** Lines near the matches of two pages may be the same, and a match of one is near a match of the other. */
  missing(lines) {
    if (!this.query.has("context")) return lines;
    const places = new Map(this.rows.map((row, index) => [row.cursor, index]));
    return lines.filter((line) => {
      const place = places.get(line.cursor);
      if (place !== undefined && !line.context) this.rows[place] = line;
      return place === undefined;
    });
  }

  /** Cursors begin with the time, always as long. */
  inOrder(rows) {
    const time = (row) => row.cursor.slice(0, 16);
    return this.query.has("context") ? rows.sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0)) : rows;
  }

  look(atEnd) {
    super.look(atEnd);
    if (atEnd && this.moreAfter && this.ready && !this.around) {
      this.moreAfter = false;
      this.follow(this.newest);
    }
  }

  /** Who looks at the end goes on there, and who looks at something else reads on from that when it comes to it. */
  comes({ skipped }) {
    if (!skipped) return;
    if (this.atEnd) {
      this.shift(-this.rows.length);
      this.rows = [];
      this.oldest = undefined;
      this.moreBefore = true;
    } else {
      this.following.abort();
      this.moreAfter = true;
    }
  }

  append(line) {
    if (!this.accept(line)) return;
    this.rows.push(line);
    const over = this.moreAfter ? 0 : this.rows.length - WINDOW_KEPT;
    if (over > WINDOW_KEPT / 4) {
      this.rows = this.rows.slice(over);
      this.oldest = undefined;
      this.moreBefore = true;
      this.shift(-over);
    }
    this.count = this.rows.length;
  }

  shift(by) {
    if (this.anchor !== undefined) this.anchor += by;
    if (by) this.onShift(by);
  }
}
