import { isTauri } from '@tauri-apps/api/core';
import { fetch as fetchByRust } from '@tauri-apps/plugin-http';
import type { Service } from './services.ts';
import type { Ask } from './state.ts';

/**
 * In the app's window Rust asks: no CORS there, and the capability file names the only two URLs. In a
 * browser the page asks its own server, which asks on.
 */
export const ask: Ask = async (url, signal) => {
  const response = await (isTauri() ? fetchByRust : fetch)(url, { signal, cache: 'no-store' });
  return { status: response.status, body: await response.text() };
};

export function addressOf(service: Service): string {
  return isTauri() ? service.url : `/ask/${service.name}`;
}
