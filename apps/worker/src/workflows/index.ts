import { proxyActivities } from '@temporalio/workflow';
import type * as activities from '../activities.ts';

const { composeGreeting } = proxyActivities<typeof activities>({
  startToCloseTimeout: '10 seconds',
  retry: { maximumAttempts: 3 },
});

/** The example: `./jbang tools/demo.java` runs it. */
export async function greet(name: string): Promise<string> {
  return await composeGreeting(name);
}
