import { describe, expect, it } from 'vitest';
import type { State } from '../src/state.ts';
import { watch } from '../src/watch.ts';

const ok: State = { kind: 'ok', detail: 'version 1' };
const starting: State = { kind: 'starting', detail: 'not ready yet' };
const unreachable: State = { kind: 'unreachable', detail: 'nothing answers there' };

/** Watches the states until there is none left; says what was told and how long was waited. */
async function watched(states: State[]): Promise<{ told: State[]; gaps: number[] }> {
  const told: State[] = [];
  const gaps: number[] = [];
  const left = [...states];
  await new Promise<void>(resolve => {
    const end = watch(
      async () => left.shift() ?? ok,
      state => told.push(state),
      async gap => {
        gaps.push(gap);
        if (left.length === 0) {
          end();
          resolve();
        }
      },
    );
  });
  return { told, gaps };
}

describe('a watch', () => {
  it('begins with checking and tells each change once', async () => {
    const { told } = await watched([starting, starting, ok, ok, unreachable]);
    expect(told).toEqual([{ kind: 'checking' }, starting, ok, unreachable]);
  });

  it('looks again soon unless all is well', async () => {
    const { gaps } = await watched([unreachable, starting, ok]);
    expect(gaps).toEqual([1000, 1000, 3000]);
  });

  it('tells nothing after it was ended', async () => {
    const told: State[] = [];
    let answer: (state: State) => void = () => {};
    const look = () =>
      new Promise<State>(resolve => {
        answer = resolve;
      });
    const end = watch(
      look,
      state => told.push(state),
      async () => {},
    );
    end();
    answer(ok);
    await Promise.resolve();
    expect(told).toEqual([{ kind: 'checking' }]);
  });
});
