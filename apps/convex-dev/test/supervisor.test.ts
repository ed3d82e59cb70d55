import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ResultFile } from '../src/result-file.ts';
import { Supervisor } from '../src/supervisor.ts';

/** Far more than a step takes, for machines that do much else. */
const LIMIT_MS = 20_000;
vi.setConfig({ testTimeout: 2 * LIMIT_MS });

const KEY = 'convex-self-hosted|01secret';

/** In place of the CLI: writes what it is told, one file a step, and notes how it was started. */
const CLI = `
  const fs = require('node:fs');
  fs.appendFileSync('starts', process.env.CONVEX_SELF_HOSTED_URL + '\\n');
  fs.writeFileSync('pid', String(process.pid));
  console.error('key ' + process.env.CONVEX_SELF_HOSTED_ADMIN_KEY);
  setInterval(() => {
    if (!fs.existsSync('say')) return;
    const text = fs.readFileSync('say', 'utf8');
    fs.rmSync('say');
    if (text === 'end') process.exit(3);
    console.error(text);
  }, 5);
`;

let folder: string;
let backend: Server;
let end: AbortController;
let printed: string[];
let running: Promise<void>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'convex-dev-'));
  writeFileSync(join(folder, 'key'), `${KEY}\n`);
  end = new AbortController();
  printed = [];
  backend = createServer((_, response) => response.end('1'));
});

afterEach(async () => {
  end.abort();
  await running;
  backend.closeAllConnections();
  backend.close();
  rmSync(folder, { recursive: true });
});

async function listen(port = 0): Promise<string> {
  await new Promise<void>(resolve => backend.listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
}

function start(url: string, environment: NodeJS.ProcessEnv = {}) {
  const result = new ResultFile(join(folder, 'last-push'));
  result.notPushed('the first push is under way');
  const settings = {
    url,
    keyFile: join(folder, 'key'),
    folder,
    command: [process.execPath, '-e', CLI] as const,
    environment: { PATH: process.env.PATH, ...environment },
  };
  running = new Supervisor(settings, result, line => printed.push(line)).run(end.signal);
}

function says(text: string) {
  const step = join(folder, 'say');
  writeFileSync(`${step}.new`, text);
  execFile('mv', [`${step}.new`, step]);
}

/** What Nebula asks. */
function lastPush(): Promise<{ code: number; reason: string }> {
  const script = join(import.meta.dirname, '../bin/last-push');
  const environment = { ...process.env, LAST_PUSH: join(folder, 'last-push') };
  return new Promise(resolve =>
    execFile('sh', [script], { env: environment }, (error, _, stderr) =>
      resolve({ code: Number(error?.code ?? 0), reason: stderr.trim() }),
    ),
  );
}

function eventually(expected: { code: number; reason: unknown }) {
  return vi.waitFor(async () => expect(await lastPush()).toEqual(expected), LIMIT_MS);
}

test('a push that fails is told until it is mended', async () => {
  start(await listen());
  await eventually({ code: 1, reason: 'the first push is under way' });
  says('✔ 03:03:21 Convex functions ready! (1.22s)');
  await eventually({ code: 0, reason: '' });
  says('✘ [ERROR] Expected ")"\n\n    convex/messages.ts:2:102:');
  await eventually({ code: 1, reason: 'convex/messages.ts:2:102: Expected ")"' });
  says('✔ 03:03:27 Convex functions ready! (310.86ms)');
  await eventually({ code: 0, reason: '' });
});

test('the admin key is handed on, and never written', async () => {
  start(await listen());
  await vi.waitFor(() => expect(printed).toContain('key (admin key)'), LIMIT_MS);
  expect(printed.join()).not.toContain('secret');
});

test('convex dev is started again when it ends', async () => {
  start(await listen());
  await vi.waitFor(() => expect(existsSync(join(folder, 'pid'))).toBe(true), LIMIT_MS);
  says('end');
  await eventually({ code: 1, reason: 'convex dev ended with 3: key (admin key)' });
  await vi.waitFor(() => expect(starts()).toHaveLength(2), LIMIT_MS);
});

test('a backend that comes later is waited for', async () => {
  const url = await listen();
  await new Promise(resolve => backend.close(resolve));
  start(url);
  await eventually({ code: 1, reason: `waits for the backend: GET ${url}/version: ECONNREFUSED` });
  expect(existsSync(join(folder, 'starts'))).toBe(false);
  await listen(Number(new URL(url).port));
  await vi.waitFor(() => expect(starts()).toEqual([url]), LIMIT_MS);
});

test('nothing is pushed while a deployment of the cloud is named', async () => {
  writeFileSync(join(folder, '.env.local'), 'CONVEX_DEPLOYMENT=dev:happy-animal-123\n');
  const url = await listen();
  start(url);
  await eventually({
    code: 1,
    reason: `.env.local:1: CONVEX_DEPLOYMENT names a deployment of the cloud, and this pushes to ${url}: take it out`,
  });
  expect(existsSync(join(folder, 'starts'))).toBe(false);
});

test('a key that is not there is told', async () => {
  rmSync(join(folder, 'key'));
  start(await listen());
  await eventually({
    code: 1,
    reason: expect.stringMatching(/^the admin key cannot be read: ENOENT/),
  });
});

test('the end leaves no process', async () => {
  start(await listen());
  await vi.waitFor(() => expect(existsSync(join(folder, 'pid'))).toBe(true), LIMIT_MS);
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  end.abort();
  await running;
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

function starts(): string[] {
  const file = join(folder, 'starts');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}
