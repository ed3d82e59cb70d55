import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { services } from '../src/services.ts';

describe('the services', () => {
  it('may all be asked by the app', () => {
    const file = new URL('../src-tauri/capabilities/default.json', import.meta.url);
    const capability = JSON.parse(readFileSync(file, 'utf8'));
    const http = capability.permissions.find(
      (permission: unknown) => typeof permission === 'object',
    );
    expect(http.allow.map((entry: { url: string }) => entry.url)).toEqual(
      services.map(service => service.url),
    );
  });

  it.each([
    ['convex', '0.1.2\n', 'version 0.1.2'],
    ['convex', '', 'answers'],
    ['worker', '{"status":"ok"}', 'polls its task queue'],
  ])('%s that says %j: %s', (name, body, detail) => {
    expect(services.find(service => service.name === name)?.describe(body)).toBe(detail);
  });
});
