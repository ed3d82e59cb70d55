// TanStack's core asks for `process.env`, which a bundler would replace; there is none here.
globalThis.process ??= { env: { NODE_ENV: "production" } };
const core = await import("/lib/virtual/index.js");
export const { Virtualizer, elementScroll, measureElement, observeElementOffset, observeElementRect } = core;
