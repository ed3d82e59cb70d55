import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const DEFAULT_PORT = 8081;

const STATUS_CODES = { starting: 503, ok: 200, reconnecting: 503, stopping: 503 } as const;

export interface HealthServer {
  /** Where it listens; another than asked for where that was 0. */
  readonly port: number;
  /** From now on `GET /health` is 200. */
  ready(): void;
  /** From now on it is 503 again, until `ready()`: what the work comes from is not there. */
  reconnecting(): void;
  /** From now on it is 503, for as long as the process drains. */
  stopping(): void;
  /** Resolves when the port is free. Safe to call twice. */
  close(): Promise<void>;
}

/** Says on `GET /health` whether this process does its work, on every address: the kubelet asks the pod's own. */
export function createHealthServer(port: number = healthPort()): HealthServer {
  checkPort(port, 0, `the port ${port} of the health server`);
  let status: keyof typeof STATUS_CODES = 'starting';
  const server = createServer((request, response) => {
    if (request.method === 'GET' && pathOf(request.url) === '/health') {
      answer(response, STATUS_CODES[status], status);
    } else {
      answer(response, 404, 'not found');
    }
  });
  // The reason comes with this event, after the caller has gone on; below it is known that there is one.
  server.on('error', () => {});
  // Bound when it returns, since no host name has to be looked up.
  server.listen(port);
  if (!server.listening) {
    throw new Error(
      `the health server cannot listen on port ${port}: another process has it, ` +
        'or this user may not open it; stop that process, or set HEALTH_PORT to a free port',
    );
  }
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    ready() {
      status = 'ok';
    },
    reconnecting() {
      status = 'reconnecting';
    },
    stopping() {
      status = 'stopping';
    },
    async close() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The port that `HEALTH_PORT` names. */
export function healthPort(text: string | undefined = process.env.HEALTH_PORT): number {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return checkPort(port, 1, `HEALTH_PORT='${text}'`);
}

function checkPort(port: number, least: number, what: string): number {
  if (Number.isInteger(port) && port >= least && port <= 65535) return port;
  throw new RangeError(`${what} is not a port: it must be a whole number from ${least} to 65535`);
}

function pathOf(url = '/'): string {
  return url.split('?', 1)[0] ?? url;
}

function answer(response: ServerResponse, code: number, status: string): void {
  response.writeHead(code, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ status }));
}
