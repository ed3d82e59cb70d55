import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHealthServer, type HealthServer } from '../src/health.ts';
import { type Parts, type PollingWorker, serve } from '../src/index.ts';

/** A promise that the test settles. */
class Later<T> {
  resolve!: (value: T) => void;
  reject!: (error: Error) => void;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}

/** A worker that polls until it is shut down, and drains when `drain` is called. */
class FakeWorker implements PollingWorker {
  state = 'INITIALIZED';
  readonly #end = new Later<void>();

  run(): Promise<void> {
    this.state = 'RUNNING';
    return this.#end.promise;
  }

  getState(): string {
    return this.state;
  }

  shutdown(): void {
    this.state = 'STOPPING';
  }

  drain(): void {
    this.state = 'STOPPED';
    this.#end.resolve();
  }

  fail(message: string): void {
    this.state = 'FAILED';
    this.#end.reject(new Error(message));
  }
}

class FakeConnection {
  closed = false;

  async close(): Promise<void> {
    this.closed = true;
  }
}

let health: HealthServer;
let worker: FakeWorker;
let connection: FakeConnection;
let stop: AbortController;
let told: string[];

beforeEach(() => {
  health = createHealthServer(0);
  worker = new FakeWorker();
  connection = new FakeConnection();
  stop = new AbortController();
  told = [];
});

afterEach(async () => {
  await health.close();
});

function serveWith(changed: Partial<Parts<FakeConnection>> = {}): Promise<number> {
  return serve({
    health,
    connect: async () => connection,
    createWorker: async () => worker,
    stop: stop.signal,
    tell: message => told.push(message),
    patience: { firstGap: 0, longestGap: 0 },
    check: async () => {},
    checks: { gap: 0, limit: 60_000 },
    ...changed,
  });
}

async function healthCode(): Promise<number> {
  return (await fetch(`http://127.0.0.1:${health.port}/health`)).status;
}

async function isReady(): Promise<void> {
  await expect.poll(healthCode).toBe(200);
}

describe('readiness', () => {
  test('comes when the worker polls, not when it is connected', async () => {
    const made = new Later<PollingWorker>();
    const asked = new Later<void>();
    const exit = serveWith({
      createWorker: () => {
        asked.resolve();
        return made.promise;
      },
    });
    await asked.promise;
    expect(await healthCode()).toBe(503);
    made.resolve(worker);
    await isReady();
    stop.abort();
    worker.drain();
    await exit;
  });

  test('does not come when the worker does not run', async () => {
    worker.run = () => {
      worker.state = 'FAILED';
      return Promise.reject(new Error('namespace not found'));
    };
    const ready = vi.spyOn(health, 'ready');
    expect(await serveWith()).toBe(1);
    expect(ready).not.toHaveBeenCalled();
  });

  test('goes at once on a stop, while the worker still drains', async () => {
    const exit = serveWith();
    await isReady();
    stop.abort();
    expect(await healthCode()).toBe(503);
    expect(worker.state).toBe('STOPPING');
    expect(connection.closed).toBe(false);
    worker.drain();
    expect(await exit).toBe(0);
  });
});

describe('a Temporal that is not there', () => {
  test('is asked until it answers, and told once a reason', async () => {
    const answers = ['refused', 'refused', 'refused', 'no namespace', 'refused'];
    const exit = serveWith({
      connect: async () => {
        const reason = answers.shift();
        if (reason !== undefined) throw new Error(reason);
        return connection;
      },
    });
    await isReady();
    stop.abort();
    worker.drain();
    expect(await exit).toBe(0);
    expect(told).toEqual([
      'Temporal is not there yet, trying again: refused',
      'Temporal is not there yet, trying again: no namespace',
      'Temporal is not there yet, trying again: refused',
      'polling',
    ]);
  });

  test('does not hold up a stop, neither between two attempts nor in one', async () => {
    const between = serveWith({
      connect: async () => {
        throw new Error('refused');
      },
      patience: { firstGap: 3_600_000, longestGap: 3_600_000 },
      tell: () => stop.abort(),
    });
    expect(await between).toBe(0);

    stop = new AbortController();
    const within = serveWith({
      connect: () => {
        queueMicrotask(() => stop.abort());
        return new Promise(() => {});
      },
    });
    expect(await within).toBe(0);
  });
});

describe('a Temporal that goes away while the worker polls', () => {
  test('makes it unready until it is back, and is told once', async () => {
    const check = vi.fn(async () => {});
    const exit = serveWith({ check });
    await isReady();
    check.mockRejectedValue(new Error('refused'));
    await expect.poll(healthCode).toBe(503);
    check.mockResolvedValue();
    await isReady();
    stop.abort();
    worker.drain();
    expect(await exit).toBe(0);
    expect(told).toEqual([
      'polling',
      'Temporal is gone, asking until it is back: refused',
      'polling again',
    ]);
  });

  test('makes it unready when it does not even refuse', async () => {
    const check = vi.fn(async () => {});
    const exit = serveWith({ check, checks: { gap: 0, limit: 20 } });
    await isReady();
    check.mockReturnValue(new Promise(() => {}));
    await expect.poll(healthCode).toBe(503);
    expect(told.at(-1)).toContain('no answer within 0.02 s');
    stop.abort();
    worker.drain();
    expect(await exit).toBe(0);
  });

  test('is not waited for when the worker is to stop', async () => {
    const exit = serveWith({ check: () => new Promise(() => {}) });
    await isReady();
    stop.abort();
    expect(await healthCode()).toBe(503);
    worker.drain();
    expect(await exit).toBe(0);
  });

  test('does not make a stopping worker ready again', async () => {
    const answer = new Later<void>();
    const exit = serveWith({ check: () => answer.promise });
    await isReady();
    stop.abort();
    answer.resolve();
    expect(await healthCode()).toBe(503);
    worker.drain();
    expect(await exit).toBe(0);
  });
});

describe('the end', () => {
  test('after a stop is clean: drained, closed, 0', async () => {
    const exit = serveWith();
    await isReady();
    stop.abort();
    worker.drain();
    expect(await exit).toBe(0);
    expect(connection.closed).toBe(true);
    await expect(healthCode()).rejects.toThrow('fetch failed');
  });

  test('by a failing worker is 1, with its reason', async () => {
    const exit = serveWith();
    await isReady();
    worker.fail('the core gave up');
    expect(await exit).toBe(1);
    expect(told.at(-1)).toContain('the worker failed: Error: the core gave up');
  });

  test('by a worker that stops though nobody asked is 1', async () => {
    const exit = serveWith();
    await isReady();
    worker.drain();
    expect(await exit).toBe(1);
    expect(told.at(-1)).toContain('nobody asked');
  });

  test('by a worker that cannot be made is 1, and it was never ready', async () => {
    const exit = serveWith({
      createWorker: async () => {
        throw new Error('SyntaxError in workflows');
      },
    });
    expect(await exit).toBe(1);
    expect(told).toEqual([expect.stringContaining('SyntaxError in workflows')]);
  });
});
