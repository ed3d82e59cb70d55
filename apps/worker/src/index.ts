import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createHealthServer, type HealthServer } from './health.ts';
import { messageOf, type Patience, untilItWorks } from './retry.ts';
import { readSettings } from './settings.ts';

const EXIT = { stopped: 0, failed: 1, badSettings: 2 } as const;

const PATIENCE: Patience = { firstGap: 100, longestGap: 2_000 };

/** How often Temporal is asked while the worker polls; an answer has room for a busy machine. */
const CHECKS: Checks = { gap: 2_000, limit: 4_000 };

/** The part of Temporal's `Worker` that is used here. */
export interface PollingWorker {
  run(): Promise<void>;
  getState(): string;
  shutdown(): void;
}

/** What a run is made of, so that it can be tried without a Temporal server. */
export interface Parts<Connection extends { close(): Promise<void> }> {
  health: HealthServer;
  connect(): Promise<Connection>;
  createWorker(connection: Connection): Promise<PollingWorker>;
  /** Resolves when Temporal answers on this connection; may take its time to reject when it does not. */
  check(connection: Connection): Promise<unknown>;
  /** Aborted when the process has been asked to end. */
  stop: AbortSignal;
  tell(message: string): void;
  patience: Patience;
  checks: Checks;
}

/** In milliseconds. */
export interface Checks {
  /** Between an answer and the next question. */
  gap: number;
  /** After it a question counts as not answered. */
  limit: number;
}

/** From the first attempt to connect until the worker has drained; gives the process's exit code. */
export async function serve<Connection extends { close(): Promise<void> }>(
  parts: Parts<Connection>,
): Promise<number> {
  const { health, stop, tell } = parts;
  stop.addEventListener('abort', () => health.stopping());
  try {
    const started = await orStopped(start(parts), stop);
    if (started === undefined) return EXIT.stopped;
    await poll(parts, started);
    await started.connection.close();
    return EXIT.stopped;
  } catch (error) {
    tell(`the worker failed: ${describe(error)}`);
    return EXIT.failed;
  } finally {
    health.stopping();
    await health.close();
  }
}

async function start<Connection extends { close(): Promise<void> }>(parts: Parts<Connection>) {
  const connection = await untilItWorks(parts.connect, parts.patience, parts.stop, message =>
    parts.tell(`Temporal is not there yet, trying again: ${message}`),
  );
  return { connection, worker: await parts.createWorker(connection) };
}

/** Ends when the worker has drained after `stop`, or rejects when it fails. */
async function poll<Connection extends { close(): Promise<void> }>(
  parts: Parts<Connection>,
  { connection, worker }: { connection: Connection; worker: PollingWorker },
): Promise<void> {
  const { health, stop, tell } = parts;
  const drained = worker.run();
  const ended = new AbortController();
  if (worker.getState() === 'RUNNING') {
    health.ready();
    tell('polling');
    void keepAsking(parts, connection, AbortSignal.any([stop, ended.signal]));
  }
  const shutDown = () => worker.shutdown();
  stop.addEventListener('abort', shutDown);
  try {
    await drained;
  } finally {
    ended.abort();
    stop.removeEventListener('abort', shutDown);
  }
  if (!stop.aborted) throw new Error('it stopped polling, though nobody asked it to');
}

/**
 * Says on the health port whether Temporal is still there. The worker itself tries again without a word, so that it
 * would look well while no workflow goes on.
 */
async function keepAsking<Connection extends { close(): Promise<void> }>(
  { health, check, checks, tell }: Parts<Connection>,
  connection: Connection,
  end: AbortSignal,
): Promise<void> {
  let lost = false;
  while (!end.aborted) {
    const problem = await inTime(check(connection), checks.limit).then(() => undefined, messageOf);
    if (end.aborted) return;
    if (problem !== undefined && !lost) {
      health.reconnecting();
      tell(`Temporal is gone, asking until it is back: ${problem}`);
    } else if (problem === undefined && lost) {
      health.ready();
      tell('polling again');
    }
    lost = problem !== undefined;
    await pause(checks.gap, undefined, { signal: end }).catch(() => {});
  }
}

/** What `answer` gives, or a rejection when the limit is over first. */
async function inTime<T>(answer: Promise<T>, limit: number): Promise<T> {
  const answered = new AbortController();
  const late = pause(limit, undefined, { signal: answered.signal }).then(() => {
    throw new Error(`no answer within ${limit / 1000} s`);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    answered.abort();
  }
}

/** What `work` gives; undefined where `stop` is aborted first. What was begun is left to the end of the process. */
async function orStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T | undefined> {
  const result = await Promise.race([
    work.catch(error => {
      if (!stop.aborted) throw error;
      return undefined;
    }),
    stop.aborted ? undefined : once(stop, 'abort').then(() => undefined),
  ]);
  return stop.aborted ? undefined : result;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The first SIGTERM or Ctrl-C drains; the second ends at once. */
function stopOnSignals(tell: (message: string) => void): AbortSignal {
  const controller = new AbortController();
  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(code);
      tell(`${signal}: draining`);
      controller.abort();
    });
  }
  return controller.signal;
}

async function main(): Promise<number> {
  const tell = (message: string) => console.error(`nebula-worker: ${message}`);
  const stop = stopOnSignals(tell);
  try {
    const settings = readSettings(process.env);
    const health = createHealthServer();
    // Loaded now, not above: it takes most of the start, and the probes are answered meanwhile.
    const { connect, createWorker, check } = await import('./temporal.ts');
    return await serve({
      health,
      connect: () => connect(settings),
      createWorker: connection => createWorker(connection, settings),
      check: connection => check(connection, settings),
      stop,
      tell,
      patience: PATIENCE,
      checks: CHECKS,
    });
  } catch (error) {
    tell(messageOf(error));
    return EXIT.badSettings;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exit(await main());
}
