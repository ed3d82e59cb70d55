import { defineConfig } from 'vite';
import { services } from './src/services.ts';

// For the page in a browser: the worker's health server sends no CORS headers, and need not for this.
// The window of the app asks by Rust instead and goes past this.
const proxy = Object.fromEntries(
  services.map(({ name, url }) => {
    const { origin, pathname } = new URL(url);
    return [`/ask/${name}`, { target: origin, rewrite: () => pathname }];
  }),
);

export default defineConfig({
  // Tauri's window and Nebula's health check ask just there; a name could mean ::1.
  server: {
    host: '127.0.0.1',
    port: 1420,
    strictPort: true,
    proxy,
    watch: { ignored: ['**/src-tauri/**'] },
  },
  // What Rust's compiler said before stays on the screen.
  clearScreen: false,
  build: { target: 'es2023' },
});
