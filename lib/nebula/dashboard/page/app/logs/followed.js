// What both kinds of source have in common: how they begin, follow the newest lines, and go on after a fault.
import { page, read, unanswered, withParams } from "./stream.js";

const NEWEST = 200;
const TELL_MILLIS = 30;
const RETRY_MILLIS = 1500;

/** Tells listeners of changes, not more often than a screen can take; follows the newest lines. */
export class Source {
  count = 0;
  trouble = "";
  ready = false;

  constructor(query, { onChange, onShift = () => {}, accept = () => true }) {
    this.query = query;
    this.onChange = onChange;
    this.onShift = onShift;
    this.accept = accept;
    this.controller = new AbortController();
    this.visible = () => (document.hidden ? this.following?.abort() : this.followAgain());
    document.addEventListener("visibilitychange", this.visible);
    // Not before the constructors of the two kinds are through.
    Promise.resolve().then(() => this.begin());
  }

  async begin() {
    this.ready = false;
    try {
      await this.open();
    } catch (error) {
      this.fail(error);
      if (unanswered(error)) this.again = setTimeout(() => this.begin(), RETRY_MILLIS);
    }
  }

  /** One page; that it came ends what was said of one that did not. */
  async part(params) {
    const found = await page(withParams(this.query, params), this.controller.signal);
    this.trouble = "";
    return found;
  }

  close() {
    document.removeEventListener("visibilitychange", this.visible);
    this.controller.abort();
    this.following?.abort();
    clearTimeout(this.telling);
    clearTimeout(this.again);
  }

  changed() {
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      this.onChange();
    }, TELL_MILLIS);
  }

  fail(error) {
    if (error.name === "AbortError") return;
    this.trouble = unanswered(error) ? "The run does not answer: its lines cannot be read. Trying again…" : error.message;
    this.ready = true;
    this.changed();
  }

  followAgain() {
    if (this.newest === undefined || this.moreAfter || this.following?.signal.aborted === false) return;
    this.follow(this.newest);
  }

  /** @param atEnd whether the newest lines are looked at */
  look(atEnd) {
    this.atEnd = atEnd;
  }

  /**
   * Of what comes only as much as can be seen: whatever is written, the page has the same little to do.
   *
   * @param after the cursor of the last line that is here; empty when there is none
   */
  async follow(after) {
    this.newest = after;
    if (document.hidden || this.controller.signal.aborted) return;
    const { signal } = (this.following = new AbortController());
    const query = withParams(this.query, { follow: "true", newest: NEWEST, after: after || undefined, context: undefined });
    try {
      await read(query, { signal, onLines: (lines) => signal.aborted || this.take(lines) });
    } catch (error) {
      if (error.name === "AbortError") return;
    }
    if (!signal.aborted) setTimeout(() => signal.aborted || this.follow(this.newest), RETRY_MILLIS);
  }

  /** @param found lines, and before those that came together an object `end` that says which they are */
  take(found) {
    for (const line of found) {
      if (line.end) {
        this.lines = line.end.lines;
        this.comes(line.end);
        if (this.following.signal.aborted) break;
      } else {
        this.newest = line.cursor;
        this.append(line);
      }
    }
    this.changed();
  }
}
