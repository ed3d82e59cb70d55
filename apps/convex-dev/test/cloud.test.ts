import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloudDeployments } from '../src/cloud.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'convex-dev-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  [
    'CONVEX_URL=http://x\nCONVEX_DEPLOYMENT=dev:happy-animal-123\n',
    ['.env.local:2: CONVEX_DEPLOYMENT'],
  ],
  ['export CONVEX_DEPLOY_KEY = "prod:x|y"', ['.env.local:1: CONVEX_DEPLOY_KEY']],
  ['# CONVEX_DEPLOYMENT=dev:x\nCONVEX_DEPLOYMENT=\nCONVEX_DEPLOYMENT= # none', []],
  ['CONVEX_URL=http://127.0.0.1:3210', []],
])('of %j are %j', (content, named) => {
  writeFileSync(join(folder, '.env.local'), content);
  expect(cloudDeployments(folder, {})).toEqual(named);
});

test('are found in the environment too', () => {
  const environment = { CONVEX_DEPLOYMENT: 'dev:happy-animal-123', CONVEX_DEPLOY_KEY: '' };
  expect(cloudDeployments(folder, environment)).toEqual(['the environment: CONVEX_DEPLOYMENT']);
});
