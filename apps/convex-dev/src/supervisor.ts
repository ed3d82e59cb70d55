import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { backendAnswers } from './backend.ts';
import { cloudDeployments } from './cloud.ts';
import { runConvexDev } from './convex-dev.ts';
import { PushLog } from './push-log.ts';
import type { ResultFile } from './result-file.ts';

const FIRST_GAP_MS = 1_000;
const LONGEST_GAP_MS = 15_000;

export interface Settings {
  /** The backend, as this process reaches it. */
  url: string;
  /** Holds the admin key. Read before each start, as a new one may have come. */
  keyFile: string;
  /** The folder with `package.json` and `convex/`. */
  folder: string;
  /** `convex dev`: the program and its arguments. */
  command: readonly [string, ...string[]];
  environment: NodeJS.ProcessEnv;
}

/** Keeps `convex dev` running, and how its newest push ended in the result file. */
export class Supervisor {
  readonly #settings: Settings;
  readonly #result: ResultFile;
  readonly #print: (line: string) => void;
  #refusal = '';

  constructor(settings: Settings, result: ResultFile, print: (line: string) => void) {
    this.#settings = settings;
    this.#result = result;
    this.#print = print;
  }

  /** Ends when the signal says so. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      for (let gap = FIRST_GAP_MS; ; gap = Math.min(gap * 2, LONGEST_GAP_MS)) {
        if (await this.#once(signal)) {
          gap = FIRST_GAP_MS;
        }
        signal.throwIfAborted();
        await pause(gap, undefined, { signal });
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    }
  }

  /** @returns whether something was pushed */
  async #once(signal: AbortSignal): Promise<boolean> {
    const { url, folder, environment, command } = this.#settings;
    const cloud = cloudDeployments(folder, environment);
    if (cloud.length > 0) {
      this.#refuse(
        `${cloud[0]} names a deployment of the cloud, and this pushes to ${url}: take it out`,
      );
      return false;
    }
    await backendAnswers(url, reason => this.#refuse(`waits for the backend: ${reason}`), signal);
    const key = await this.#key();
    if (key === undefined) {
      return false;
    }
    let pushed = false;
    const log = new PushLog();
    const ending = await runConvexDev(
      command,
      { folder, environment: childEnvironment(environment, url, key) },
      written => {
        const line = written.replaceAll(key, '(admin key)');
        this.#print(line);
        log.read(line);
        pushed ||= log.newest?.pushed === true;
        this.#tell(log);
      },
      signal,
    );
    if (log.newest?.pushed !== false && !signal.aborted) {
      this.#refuse([`convex dev ${ending}`, log.lastLine].filter(Boolean).join(': '));
    }
    return pushed;
  }

  async #key(): Promise<string | undefined> {
    const { keyFile } = this.#settings;
    try {
      const key = (await readFile(keyFile, 'utf8')).trim();
      if (key !== '') {
        return key;
      }
      this.#refuse(`the file of the admin key is empty: ${keyFile}`);
    } catch (error) {
      this.#refuse(`the admin key cannot be read: ${(error as Error).message}`);
    }
    return undefined;
  }

  #tell(log: PushLog): void {
    if (log.newest?.pushed === true) {
      this.#result.pushed();
    } else if (log.newest?.pushed === false) {
      this.#result.notPushed(log.newest.reason);
    }
  }

  #refuse(reason: string): void {
    if (reason !== this.#refusal) {
      this.#print(reason);
    }
    this.#refusal = reason;
    this.#result.notPushed(reason);
  }
}

function childEnvironment(
  environment: NodeJS.ProcessEnv,
  url: string,
  key: string,
): NodeJS.ProcessEnv {
  return {
    ...environment,
    CONVEX_SELF_HOSTED_URL: url,
    CONVEX_SELF_HOSTED_ADMIN_KEY: key,
    FORCE_COLOR: '0',
    // Else the CLI sends errors to its maker, and where there is no network it dies of that.
    CI: '1',
  };
}
