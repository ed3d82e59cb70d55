import { ResultFile } from './result-file.ts';
import { type Settings, Supervisor } from './supervisor.ts';

const BEAT_MS = 10_000;

const environment = process.env;
const settings: Settings = {
  url: environment.CONVEX_SELF_HOSTED_URL ?? 'http://convex-backend:3210',
  keyFile: environment.CONVEX_ADMIN_KEY_FILE ?? '/run/convex/admin-key',
  folder: process.cwd(),
  command: [process.execPath, 'node_modules/convex/bin/main.js', 'dev', ...process.argv.slice(2)],
  environment,
};
const result = new ResultFile(environment.LAST_PUSH ?? '/tmp/last-push');
result.notPushed('the first push is under way');

const end = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => end.abort());
}
const beat = setInterval(() => result.beat(), BEAT_MS);
await new Supervisor(settings, result, console.log).run(end.signal);
clearInterval(beat);
