import { expect, test } from 'vitest';
import { readSettings } from '../src/settings.ts';

test('without variables it is the Temporal of this machine', () => {
  expect(readSettings({})).toEqual({
    address: '127.0.0.1:7233',
    namespace: 'default',
    taskQueue: 'nebula',
  });
});

test('each variable is taken', () => {
  expect(
    readSettings({
      TEMPORAL_ADDRESS: 'temporal:7233',
      TEMPORAL_NAMESPACE: 'orders',
      TEMPORAL_TASK_QUEUE: 'slow',
    }),
  ).toEqual({ address: 'temporal:7233', namespace: 'orders', taskQueue: 'slow' });
});

test.each(['temporal', 'http://temporal:7233', 'temporal:', ':7233'])(
  'an address of %j is refused by name',
  address => {
    expect(() => readSettings({ TEMPORAL_ADDRESS: address })).toThrow(
      `TEMPORAL_ADDRESS='${address}' is not HOST:PORT`,
    );
  },
);
