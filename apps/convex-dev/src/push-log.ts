import { stripVTControlCharacters } from 'node:util';
import { failureOf } from './failure.ts';

const BEGINS = /Preparing Convex functions|Filesystem changed during push/;
const ENDS_WELL = /Convex functions ready!/;
const FAILS = /^[✖✘] /;
const FUNCTION_LOG = /\[CONVEX [A-Z]+\(/;

/** Enough for the longest error; a program that never stops talking costs no more memory. */
const MOST_LINES = 200;

export type Push = { pushed: true } | { pushed: false; reason: string };

/** Follows what `convex dev` writes, and knows how its newest push ended. */
export class PushLog {
  #newest: Push | undefined;
  #failure: string[] | undefined;
  #last = '';

  /** Undefined until the first push has ended. While a later one goes on, the one before counts. */
  get newest(): Push | undefined {
    return this.#newest;
  }

  /** The last line with something in it since the last good push: why the CLI ended, when it does. */
  get lastLine(): string {
    return this.#last;
  }

  read(coloured: string): void {
    const line = stripVTControlCharacters(coloured).trimEnd();
    if (line !== '') {
      this.#last = line;
    }
    if (ENDS_WELL.test(line)) {
      this.#failure = undefined;
      this.#newest = { pushed: true };
      this.#last = '';
    } else if (BEGINS.test(line)) {
      this.#failure = undefined;
    } else if (FUNCTION_LOG.test(line)) {
      // What the functions log in the meantime is no part of an error, which is complete then.
      this.#failure = undefined;
    } else if (this.#failure !== undefined || FAILS.test(line)) {
      this.#failure ??= [];
      if (line !== '' && this.#failure.length < MOST_LINES) {
        this.#failure.push(line);
        this.#newest = { pushed: false, reason: failureOf(this.#failure) };
      }
    }
  }
}
