/** Resolves after the time, or later: not before the page is seen again. */
export async function pause(milliseconds: number): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, milliseconds));
  while (document.hidden) {
    await new Promise(resolve =>
      document.addEventListener('visibilitychange', resolve, { once: true }),
    );
  }
}
