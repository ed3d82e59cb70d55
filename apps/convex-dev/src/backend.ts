import { setTimeout as pause } from 'node:timers/promises';

const FIRST_GAP_MS = 100;
const LONGEST_GAP_MS = 2_000;
const ANSWER_LIMIT_MS = 5_000;

/**
 * Returns when the backend answers.
 *
 * @param waiting is told why it does not, each time
 * @throws AbortError when the signal ends it
 */
export async function backendAnswers(
  url: string,
  waiting: (reason: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let gap = FIRST_GAP_MS; ; gap = Math.min(gap * 2, LONGEST_GAP_MS)) {
    const refusal = await ask(`${url}/version`, signal);
    if (refusal === undefined) {
      return;
    }
    waiting(refusal);
    await pause(gap, undefined, { signal });
  }
}

async function ask(url: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]);
    const answer = await fetch(url, { signal: limit });
    return answer.ok ? undefined : `GET ${url} answers ${answer.status}`;
  } catch (error) {
    signal.throwIfAborted();
    return `GET ${url}: ${reasonOf(error)}`;
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as NodeJS.ErrnoException).code;
  return typeof code === 'string' ? code : String(cause);
}
