import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** More than the CLI needs to end; then it is killed. */
const STOP_LIMIT_MS = 3_000;

/**
 * Runs `convex dev` until it ends by itself or the signal ends it.
 *
 * @param command the program and its arguments
 * @param each line that it writes, of both streams, as it comes
 * @returns how it ended, in words
 */
export function runConvexDev(
  command: readonly [string, ...string[]],
  options: { folder: string; environment: NodeJS.ProcessEnv },
  each: (line: string) => void,
  signal: AbortSignal,
): Promise<string> {
  const [program, ...argumentList] = command;
  const child = spawn(program, argumentList, {
    cwd: options.folder,
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', each);
  }
  let force: NodeJS.Timeout | undefined;
  const stop = () => {
    child.kill('SIGTERM');
    force = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) {
    stop();
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // Not "exit": by then the last lines may not have been read.
    child.once('close', (code, killed) => {
      clearTimeout(force);
      signal.removeEventListener('abort', stop);
      resolve(killed ? `was ended by ${killed}` : `ended with ${code}`);
    });
  });
}
