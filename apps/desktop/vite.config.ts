import { defineConfig, type Plugin } from 'vite';
import { services } from './src/services.ts';

/**
 * Asks for the page when that is open in a browser: the worker's health server sends no CORS headers, and
 * need not for this. The window of the app asks by Rust instead. Vite's own proxy would log each time that
 * nothing answers, which is what the page is there to show.
 */
const askForThePage: Plugin = {
  name: 'ask-for-the-page',
  configureServer({ middlewares }) {
    for (const { name, url } of services) {
      middlewares.use(`/ask/${name}`, async (_, response) => {
        try {
          const answer = await fetch(url, { signal: AbortSignal.timeout(3000) });
          response.statusCode = answer.status;
          response.end(await answer.text());
        } catch {
          response.statusCode = 502;
          response.end();
        }
      });
    }
  },
};

export default defineConfig({
  plugins: [askForThePage],
  // Tauri's window and Nebula's health check ask just there; a name could mean ::1.
  server: {
    host: '127.0.0.1',
    port: 1420,
    strictPort: true,
    watch: { ignored: ['**/src-tauri/**'] },
  },
  // What Rust's compiler said before stays on the screen.
  clearScreen: false,
  build: { target: 'es2023' },
});
