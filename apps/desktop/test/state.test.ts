import { describe, expect, it } from 'vitest';
import { type Answer, look, type State, same, stateOf } from '../src/state.ts';

const describeBody = (body: string) => `said ${body}`;

describe('what an answer means', () => {
  const rows: [Answer, State][] = [
    [
      { status: 200, body: 'x' },
      { kind: 'ok', detail: 'said x' },
    ],
    [
      { status: 503, body: '{"status":"starting"}' },
      { kind: 'starting', detail: 'not ready yet' },
    ],
    [
      { status: 502, body: '' },
      { kind: 'unreachable', detail: 'nothing answers there' },
    ],
    [
      { status: 504, body: '' },
      { kind: 'unreachable', detail: 'nothing answers there' },
    ],
    [
      { status: 404, body: '' },
      { kind: 'unreachable', detail: 'answers with status 404' },
    ],
  ];
  it.each(rows)('%o', (answer, state) => {
    expect(stateOf(answer, describeBody)).toEqual(state);
  });
});

describe('a look', () => {
  it('asks the URL that it is given', async () => {
    const asked: string[] = [];
    const state = await look('http://127.0.0.1:1/a', describeBody, async url => {
      asked.push(url);
      return { status: 200, body: 'hello' };
    });
    expect(asked).toEqual(['http://127.0.0.1:1/a']);
    expect(state).toEqual({ kind: 'ok', detail: 'said hello' });
  });

  it('says that nothing answers when the connection is refused', async () => {
    const state = await look('http://a', describeBody, async () => {
      throw new TypeError('fetch failed');
    });
    expect(state).toEqual({ kind: 'unreachable', detail: 'nothing answers there' });
  });

  it('gives up on one that does not answer', async () => {
    const silent = (_: string, signal: AbortSignal) =>
      new Promise<Answer>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const state = await look('http://a', describeBody, silent, 20);
    expect(state).toEqual({ kind: 'unreachable', detail: 'no answer within 0.02 s' });
  });
});

describe('two states', () => {
  const rows: [State, State, boolean][] = [
    [{ kind: 'checking' }, { kind: 'checking' }, true],
    [{ kind: 'ok', detail: 'a' }, { kind: 'ok', detail: 'a' }, true],
    [{ kind: 'ok', detail: 'a' }, { kind: 'ok', detail: 'b' }, false],
    [{ kind: 'ok', detail: 'a' }, { kind: 'starting', detail: 'a' }, false],
  ];
  it.each(rows)('%o and %o are the same: %s', (one, other, equal) => {
    expect(same(one, other)).toBe(equal);
  });
});
