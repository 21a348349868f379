/** Records what the stages on a page went through, also what was shown for a moment only. */
import type { Page } from '@playwright/test';

export const STAGES = ['understand', 'design', 'render', 'check', 'bundle'];

/** Call it before the page is opened. Kept over reloads of the page. */
export async function recordStages(page: Page): Promise<() => string[]> {
  const seen: string[] = [];
  await page.exposeFunction('recordStage', (change: string) => {
    if (!seen.includes(change)) seen.push(change);
  });
  await page.addInitScript(() => {
    const note = (): void => {
      document.querySelectorAll<HTMLElement>('[data-stage]').forEach(({ dataset: { stage, status } }) => {
        (window as unknown as { recordStage: (change: string) => void }).recordStage(
          `${stage ?? ''} ${status ?? ''}`,
        );
      });
    };
    new MutationObserver(note).observe(document, {
      attributes: true,
      attributeFilter: ['data-status'],
      childList: true,
      subtree: true,
    });
  });
  return () => seen;
}
