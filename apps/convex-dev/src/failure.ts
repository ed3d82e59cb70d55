const BUNDLER = /^✘ \[ERROR\] (.*)$/;
const BUNDLER_PLACE = /^\s+(\S+:\d+:\d+):$/;
const STACK_PLACE = /^\s*at .*?(convex\/[^():]+:\d+:\d+)\)?$/;
const KEY_REFUSED = /BadDeployKey|BadAdminKey|deploy key was invalid/;
const UNREACHABLE = /fetch failed|ECONNREFUSED|ENOTFOUND|network error/i;

/** What the CLI and the backend say around the reason, and which helps nobody. */
const WRAPPING = [
  /^Error fetching .*? \d{3} [A-Z][A-Za-z ]*: (?:[A-Za-z]+: )?/,
  /Hit an error while [a-z ]+:\s*/,
  /Failed due to network error, retrying in \S+/,
  /Loading the pushed modules encountered the following\s+error:\s*/,
];

/**
 * The reason why a push failed, in one line, with the place in the source in front where there is one, such as
 * `convex/messages.ts:2:102: Expected ")" but found ";"`.
 *
 * @param lines what the CLI wrote, without colours, from its first line with a cross on
 */
export function failureOf(lines: readonly string[]): string {
  const text = lines.join('\n');
  if (KEY_REFUSED.test(text)) {
    return 'the backend refuses the admin key, which is made when the pod starts: restart convex-dev';
  }
  return bundlerError(lines) ?? otherError(lines);
}

function bundlerError(lines: readonly string[]): string | undefined {
  const errors = lines.map(line => BUNDLER.exec(line)?.[1]).filter(error => error !== undefined);
  if (errors.length === 0) {
    return undefined;
  }
  const place = lines.map(line => BUNDLER_PLACE.exec(line)?.[1]).find(found => found !== undefined);
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return (place ? `${place}: ` : '') + errors[0] + more;
}

function otherError(lines: readonly string[]): string {
  const place = lines.map(line => STACK_PLACE.exec(line)?.[1]).find(found => found !== undefined);
  let reason = lines
    .filter(line => !/^\s*at /.test(line))
    .join(' ')
    .replace(/✖ ?/g, '');
  for (const wrapping of WRAPPING) {
    reason = reason.replace(wrapping, '');
  }
  reason = reason.replace(/\s+/g, ' ').trim();
  if (UNREACHABLE.test(reason)) {
    return `the backend does not answer: ${reason}`;
  }
  return (place ? `${place}: ` : '') + reason;
}
