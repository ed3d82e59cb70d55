import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  /** The wait after the first failure, in milliseconds; each later one is half as long again. */
  firstGap: number;
  longestGap: number;
}

/**
 * The first answer of `attempt` that is not an error. An error is told when it is another than the one before, so
 * that ten minutes of waiting are one line. Rejects only when `stop` is aborted.
 */
export async function untilItWorks<T>(
  attempt: () => Promise<T>,
  patience: Patience,
  stop: AbortSignal,
  tell: (message: string) => void,
): Promise<T> {
  let told: string | undefined;
  for (let gap = patience.firstGap; ; gap = Math.min(gap * 1.5, patience.longestGap)) {
    stop.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const message = messageOf(error);
      if (message !== told) tell(message);
      told = message;
    }
    await pause(gap, undefined, { signal: stop });
  }
}

/** In one line, for who is told; what is thrown need not be an error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
