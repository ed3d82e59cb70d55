// Says in one sentence each what is missing to build the desktop application, and ends with 3 if something is.
import { spawnSync } from 'node:child_process';

const runs = (program, ...options) => spawnSync(program, options, { stdio: 'ignore' }).status === 0;

const missing = [];
if (!runs('cargo', '--version')) missing.push('Rust is missing: https://rustup.rs');
if (process.platform === 'linux' && !runs('pkg-config', '--exists', 'webkit2gtk-4.1')) {
  missing.push(
    'WebKitGTK is missing: on Debian, `apt-get install pkg-config libwebkit2gtk-4.1-dev`; elsewhere, https://tauri.app/start/prerequisites',
  );
}
for (const sentence of missing) console.error(sentence);
process.exit(missing.length ? 3 : 0);
