import { checking, type State, same } from './state.ts';

/** Soon while something may change at any moment, calmly while all is well. */
const GAP_MS = { checking: 1000, starting: 1000, unreachable: 1000, ok: 3000 } as const;

/**
 * Looks again and again, one look at a time, and tells each change. Returns what ends it.
 *
 * @param pause resolves when it is time for the next look
 */
export function watch(
  look: () => Promise<State>,
  tell: (state: State) => void,
  pause: (milliseconds: number) => Promise<void>,
): () => void {
  let ended = false;
  let known: State = checking;
  async function loop(): Promise<void> {
    tell(known);
    while (!ended) {
      const state = await look();
      if (ended) return;
      if (!same(state, known)) tell(state);
      known = state;
      await pause(GAP_MS[state.kind]);
    }
  }
  void loop();
  return () => {
    ended = true;
  };
}
