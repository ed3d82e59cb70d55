import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { workflowBundle } from '../src/bundle.ts';

let folder: string;

beforeEach(async () => {
  // Within the package, so that the workflows find theirs.
  const dist = new URL('../dist/', import.meta.url).pathname;
  await mkdir(dist, { recursive: true });
  folder = await mkdtemp(join(dist, 'bundle-test-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('is kept while its sources are the same, whatever their age, and made anew when one is not', async () => {
  const file = join(folder, 'kept', 'bundle.json');
  const workflows = join(folder, 'workflows.ts');
  const imported = join(folder, 'greeting.ts');
  await writeFile(workflows, `export { greeting } from './greeting.ts';`);
  await writeFile(imported, `export const greeting = async (): Promise<string> => 'first words';`);

  const first = await workflowBundle(file, workflows);
  expect(first.code).toContain('first words');
  const { ino } = await stat(file);

  expect(await workflowBundle(file, workflows)).toEqual(first);
  expect((await stat(file)).ino).toBe(ino);

  await writeFile(imported, (await readFile(imported, 'utf8')).replace('first', 'second'));
  await utimes(imported, 0, 0);
  expect((await workflowBundle(file, workflows)).code).toContain('second words');
}, 60_000);
