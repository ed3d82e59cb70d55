import { hostname } from 'node:os';

/** What a workflow may not do itself: ask the machine. */
export async function composeGreeting(name: string): Promise<string> {
  return `Hello, ${name}! This is ${hostname()}.`;
}
