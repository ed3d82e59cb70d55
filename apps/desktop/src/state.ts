/**
 * How a service is, as far as this page can tell. `checking` is the first question only: later ones
 * leave what was last known, so that nothing flickers.
 */
export type State =
  | { readonly kind: 'checking' }
  | { readonly kind: 'ok'; readonly detail: string }
  | { readonly kind: 'starting'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string };

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Asks a URL; rejects when there is no answer. */
export type Ask = (url: string, signal: AbortSignal) => Promise<Answer>;

export const checking: State = { kind: 'checking' };

const PATIENCE_MS = 3000;

/** What an answer means. 502 and 504 are a proxy's words for "nobody there". */
export function stateOf(answer: Answer, describe: (body: string) => string): State {
  if (answer.status === 200) return { kind: 'ok', detail: describe(answer.body) };
  if (answer.status === 503) return { kind: 'starting', detail: 'not ready yet' };
  if (answer.status === 502 || answer.status === 504) {
    return { kind: 'unreachable', detail: 'nothing answers there' };
  }
  return { kind: 'unreachable', detail: `answers with status ${answer.status}` };
}

/** Asks once. Never rejects: no answer is a state too. */
export async function look(
  url: string,
  describe: (body: string) => string,
  ask: Ask,
  patience = PATIENCE_MS,
): Promise<State> {
  const limit = AbortSignal.timeout(patience);
  try {
    return stateOf(await ask(url, limit), describe);
  } catch {
    const detail = limit.aborted
      ? `no answer within ${patience / 1000} s`
      : 'nothing answers there';
    return { kind: 'unreachable', detail };
  }
}

export function same(one: State, other: State): boolean {
  const detail = (state: State) => (state.kind === 'checking' ? '' : state.detail);
  return one.kind === other.kind && detail(one) === detail(other);
}
