/** Records what the stages on a page went through, also what was shown for a moment only. */
import { expect, type Page } from '@playwright/test';

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

/**
 * Each event that tells of a stage at work keeps the next ones waiting until the page shows it, so that a quick job on
 * a busy machine is seen as a slow one would be. Call it before the page is opened.
 */
export async function holdEventsUntilShown(page: Page, seen: () => string[]): Promise<void> {
  await page.routeWebSocket(/\/live$/, (socket) => {
    let shown = Promise.resolve();
    socket.connectToServer().onMessage((message) => {
      shown = shown.then(async () => {
        socket.send(message);
        const stage = stageAtWork(message.toString());
        if (stage) await expect.poll(seen).toContain(`${stage} active`);
      });
    });
  });
}

/** The stage that a message says has started, if it says so. */
function stageAtWork(message: string): string | undefined {
  const { type, data } = JSON.parse(message) as { type: string; data?: { stage?: string; status?: string } };
  return type === 'stage' && data?.status === 'started' ? data.stage : undefined;
}
