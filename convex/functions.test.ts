import { convexTest } from 'convex-test';
import { beforeEach, describe, expect, test } from 'vitest';
import { api } from './_generated/api';
import schema from './schema';

const modules = {
  './_generated/api.js': () => import('./_generated/api.js'),
  './http.ts': () => import('./http'),
  './messages.ts': () => import('./messages'),
};

let convex: ReturnType<typeof convexTest<typeof schema.tables>>;

beforeEach(() => {
  convex = convexTest(schema, modules);
});

function say(body: string, channel = 'general') {
  return convex.mutation(api.messages.send, { channel, author: 'ada', body });
}

async function bodies(channel: string) {
  return (await convex.query(api.messages.list, { channel })).map(({ body }) => body);
}

describe('messages', () => {
  test('are listed oldest first, each channel for itself', async () => {
    await say('one');
    await say('elsewhere', 'random');
    await say(' two ');
    expect(await bodies('general')).toEqual(['one', 'two']);
    expect(await bodies('random')).toEqual(['elsewhere']);
    expect(await bodies('nobody')).toEqual([]);
  });

  test('of a long channel are the newest fifty', async () => {
    for (let number = 1; number <= 53; number++) {
      await say(`${number}`);
    }
    const listed = await bodies('general');
    expect(listed).toHaveLength(50);
    expect([listed[0], listed[49]]).toEqual(['4', '53']);
  });

  test.each([
    ['  ', 'needs a text'],
    ['a'.repeat(2001), 'at most 2000 characters'],
  ])('are refused when empty or too long', async (body, reason) => {
    await expect(say(body)).rejects.toThrow(reason);
    expect(await bodies('general')).toEqual([]);
  });
});

describe('GET /messages', () => {
  test("answers with the channel's messages", async () => {
    await say('hello');
    const answer = await convex.fetch('/messages?channel=general');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject([{ author: 'ada', body: 'hello' }]);
  });

  test('says which parameter is missing', async () => {
    const answer = await convex.fetch('/messages');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: 'the parameter channel is missing' });
  });
});
