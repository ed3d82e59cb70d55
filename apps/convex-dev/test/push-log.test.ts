import { describe, expect, test } from 'vitest';
import { PushLog } from '../src/push-log.ts';

/** As convex 1.48 wrote them, colours and all. */
const PUSHED = `Saved CONVEX_URL and CONVEX_SITE_URL to .env.local
▌ Developing against deployment:
▌ └─ http://convex-backend:3210
- Preparing Convex functions...

\u001b[32m✔\u001b[39m 03:03:21 Convex functions ready! (1.22s)`;

const SYNTAX = `- Preparing Convex functions...

✘ [ERROR] Expected ")" but found ";"

    convex/messages.ts:2:102:
      2 │ ... {}, handler: async (ctx) => ctx.db.query("messages").collect() });
        │                                                                      ^
        ╵                                                                      )
`;

const UNRESOLVED = `- Preparing Convex functions...

✘ [ERROR] Could not resolve "./nope"

    convex/bad.ts:1:14:
      1 │ import x from "./nope";
        ╵               ~~~~~~~~

✘ [ERROR] Could not resolve "alsonope"

    convex/bad.ts:2:14:
      2 │ import y from "alsonope";
        ╵               ~~~~~~~~~~
`;

const KEY_REFUSED = `✖ Error fetching  http://convex-backend:3210/api/v1/get_canonical_urls 401 Unauthorized: BadDeployKey: The provided deploy key was invalid for deployment
Authenticate with \`npx convex dev\``;

/** Composed from the sources of CLI and backend; the lab's backend runs no module. */
const THROWS = `- Preparing Convex functions...
✖ Error fetching POST  http://convex-backend:3210/api/deploy2/start_push 400 Bad Request: InvalidModules: Hit an error while pushing:
Loading the pushed modules encountered the following
    error:
Failed to analyze messages.js: Uncaught ReferenceError: nothing is not defined
    at <anonymous> (../convex/messages.ts:12:4)
`;

const SCHEMA = `- Checking that documents match your schema...
✖ Schema validation failed.
Document with ID "k57" in table "messages" does not match the schema: Object is missing the required field \`author\`.
✖ `;

const AWAY = '✖ TypeError: fetch failed\nFailed due to network error, retrying in 1.2s...';

const FUNCTION_LOG = '11/25/2026, 3:03:21 AM [CONVEX M(messages:send)] [LOG] convex/other.ts:1:1:';

function after(...outputs: string[]) {
  const log = new PushLog();
  for (const line of outputs.flatMap(output => output.split('\n'))) {
    log.read(line);
  }
  return log.newest;
}

describe('the newest push', () => {
  test('is none before one has ended', () => {
    expect(after('- Preparing Convex functions...')).toBeUndefined();
  });

  test.each([
    ['of the bundler', SYNTAX, 'convex/messages.ts:2:102: Expected ")" but found ";"'],
    [
      'the first of several',
      UNRESOLVED,
      'convex/bad.ts:1:14: Could not resolve "./nope" (and 1 more)',
    ],
    [
      'of a module that throws',
      THROWS,
      'convex/messages.ts:12:4: Failed to analyze messages.js: Uncaught ReferenceError: nothing is not defined',
    ],
    [
      'of data that the schema forbids',
      SCHEMA,
      'Schema validation failed. Document with ID "k57" in table "messages" does not match the schema: Object is missing the required field `author`.',
    ],
    [
      'of a key that is no longer good',
      KEY_REFUSED,
      'the backend refuses the admin key, which is made when the pod starts: restart convex-dev',
    ],
    ['of a backend that is away', AWAY, 'the backend does not answer: TypeError: fetch failed'],
  ])('failed with the error %s', (_, output, reason) => {
    expect(after(output)).toEqual({ pushed: false, reason });
  });

  test('went well, whatever failed before', () => {
    expect(after(SYNTAX, PUSHED)).toEqual({ pushed: true });
  });

  test('failed, when a later one does', () => {
    expect(after(PUSHED, SYNTAX)).toMatchObject({ pushed: false });
  });

  test('counts until the next has ended', () => {
    expect(after(SYNTAX, '- Preparing Convex functions...')).toMatchObject({ pushed: false });
    expect(after(PUSHED, '- Preparing Convex functions...')).toEqual({ pushed: true });
  });

  test('has nothing of what functions log meanwhile in its error', () => {
    expect(after(SCHEMA, FUNCTION_LOG, 'second line')).toEqual(after(SCHEMA));
    expect(after(PUSHED, FUNCTION_LOG)).toEqual({ pushed: true });
  });
});
