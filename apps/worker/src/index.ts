import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { createHealthServer, type HealthServer } from './health.ts';
import { type Patience, untilItWorks } from './retry.ts';
import { readSettings } from './settings.ts';

const EXIT = { stopped: 0, failed: 1, badSettings: 2 } as const;

const PATIENCE: Patience = { firstGap: 100, longestGap: 2_000 };

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
  /** Aborted when the process has been asked to end. */
  stop: AbortSignal;
  tell(message: string): void;
  patience: Patience;
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
    await poll(parts, started.worker);
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
  { health, stop, tell }: Parts<Connection>,
  worker: PollingWorker,
): Promise<void> {
  const drained = worker.run();
  if (worker.getState() === 'RUNNING') {
    health.ready();
    tell('polling');
  }
  const shutDown = () => worker.shutdown();
  stop.addEventListener('abort', shutDown);
  try {
    await drained;
  } finally {
    stop.removeEventListener('abort', shutDown);
  }
  if (!stop.aborted) throw new Error('it stopped polling, though nobody asked it to');
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
    const { connect, createWorker } = await import('./temporal.ts');
    return await serve({
      health,
      connect: () => connect(settings),
      createWorker: connection => createWorker(connection, settings),
      stop,
      tell,
      patience: PATIENCE,
    });
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
    return EXIT.badSettings;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exit(await main());
}
