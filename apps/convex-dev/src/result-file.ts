import { renameSync, utimesSync, writeFileSync } from 'node:fs';

/**
 * One line for `bin/last-push`: `pushed`, or why nothing is pushed. Its time says that the supervisor lives.
 */
export class ResultFile {
  readonly #path: string;
  #content: string | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  pushed(): void {
    this.#write('pushed');
  }

  notPushed(reason: string): void {
    this.#write(`not pushed: ${reason.replace(/\s+/g, ' ')}`);
  }

  beat(): void {
    const now = new Date();
    utimesSync(this.#path, now, now);
  }

  #write(content: string): void {
    if (content === this.#content) {
      return;
    }
    this.#content = content;
    writeFileSync(`${this.#path}.new`, `${content}\n`);
    renameSync(`${this.#path}.new`, this.#path);
  }
}
