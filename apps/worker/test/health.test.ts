import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createHealthServer, type HealthServer, healthPort } from '../src/health.ts';

const open: HealthServer[] = [];

function started(): HealthServer {
  const server = createHealthServer(0);
  open.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(server => server.close()));
});

async function ask(server: HealthServer, path: string, method = 'GET') {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
  return {
    code: response.status,
    type: response.headers.get('content-type'),
    body: await response.json(),
  };
}

describe('GET /health', () => {
  test('is 503 from the moment that the server is there', async () => {
    expect(await ask(started(), '/health')).toEqual({
      code: 503,
      type: 'application/json',
      body: { status: 'starting' },
    });
  });

  test('is 200 once it is ready', async () => {
    const server = started();
    server.ready();
    expect(await ask(server, '/health')).toEqual({
      code: 200,
      type: 'application/json',
      body: { status: 'ok' },
    });
  });

  test('is 503 again while it stops', async () => {
    const server = started();
    server.ready();
    server.stopping();
    expect(await ask(server, '/health')).toMatchObject({ code: 503, body: { status: 'stopping' } });
  });

  test('minds no query', async () => {
    expect((await ask(started(), '/health?from=kubelet')).code).toBe(503);
  });
});

test.each([
  ['GET', '/'],
  ['GET', '/health/'],
  ['GET', '/healthz'],
  ['POST', '/health'],
])('%s %s is not found', async (method, path) => {
  const server = started();
  server.ready();
  expect(await ask(server, path, method)).toEqual({
    code: 404,
    type: 'application/json',
    body: { status: 'not found' },
  });
});

test('a port that something else has is named, and what to do', async () => {
  const other = createServer().listen(0);
  const { port } = other.address() as AddressInfo;
  try {
    expect(() => createHealthServer(port)).toThrow(
      new RegExp(`cannot listen on port ${port}: another process has it.*set HEALTH_PORT`),
    );
  } finally {
    other.close();
  }
});

test.each([-1, 65536, 80.5, Number.NaN])('%d is no port', port => {
  expect(() => createHealthServer(port)).toThrow(/not a port.*0 to 65535/);
});

test('a closed server has freed its port, though a client still held a connection', async () => {
  const server = createHealthServer(0);
  const client = connect(server.port, '127.0.0.1');
  await new Promise(resolve => client.once('connect', resolve));
  const ended = new Promise(resolve => client.once('close', resolve));
  client.on('error', () => {});
  await server.close();
  await ended;
  const next = createHealthServer(server.port);
  expect(next.port).toBe(server.port);
  await next.close();
  await next.close();
});

describe('HEALTH_PORT', () => {
  test.each([
    [undefined, 8081],
    ['', 8081],
    ['1', 1],
    ['9090', 9090],
    ['65535', 65535],
  ])('%j is %d', (text, port) => {
    expect(healthPort(text)).toBe(port);
  });

  test.each(['0', '65536', '-1', '80.5', '1e3', '0x50', 'eighty', ' 80', 'tcp://10.0.0.1:8081'])(
    '%j is refused by name',
    text => {
      expect(() => healthPort(text)).toThrow(
        `HEALTH_PORT='${text}' is not a port: it must be a whole number from 1 to 65535`,
      );
    },
  );
});
