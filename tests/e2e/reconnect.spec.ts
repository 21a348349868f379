import type { Page } from '@playwright/test';

import { expect, expectResult, submit, test } from './fixtures';
import { cutSockets, pauseWorker, resumeWorker } from './operator';
import { holdEventsUntilShown, recordStages, STAGES } from './stages';

const REQUEST = 'A web shop on containers with PostgreSQL and a Redis cache, for 20,000 visitors a day.';

test.describe('with a job that waits', () => {
  test.beforeEach(pauseWorker);
  test.afterEach(resumeWorker);

  test('a page that is loaded again in the middle of a job catches up', async ({ member: page }) => {
    await submit(page, REQUEST);
    await expectQueued(page);
    await resumeWorker();
    await page.reload();
    await expectResult(page);
    await expectEveryStage(page);
  });

  test('each stage is seen to wait, to work and to be done', async ({ member: page }) => {
    const seen = await recordStages(page);
    await holdEventsUntilShown(page, seen);
    await page.goto('/');
    await submit(page, REQUEST);
    await expectQueued(page);
    await resumeWorker();
    await expectResult(page);
    for (const stage of STAGES)
      expect(seen()).toEqual(expect.arrayContaining([`${stage} waiting`, `${stage} active`]));
    await expectEveryStage(page);
  });

  test('two windows agree, and the one that was offline catches up by itself', async ({
    member: page,
    browser,
    context,
    baseURL,
  }) => {
    await submit(page, REQUEST);
    const elsewhere = await browser.newContext({
      baseURL: baseURL ?? '',
      storageState: await context.storageState(),
    });
    const other = await elsewhere.newPage();
    await other.goto(page.url());
    for (const window of [page, other]) await expectQueued(window);

    await elsewhere.setOffline(true);
    await expect(other.getByText('You are offline.')).toBeVisible();
    await resumeWorker();
    await expectResult(page);
    await expectQueued(other);
    await expect(other.getByText('You are offline.')).toBeVisible();

    await elsewhere.setOffline(false);
    await expectResult(other);
    await expect(other.getByText('You are offline.')).toHaveCount(0);
    for (const name of ['Diagram', 'Cost', 'Checks'])
      expect(await tabName(other, name)).toBe(await tabName(page, name));
    await elsewhere.close();
  });

  test('a page that slept for an hour catches up: its token is over, the live server another one', async ({
    member: page,
    context,
  }) => {
    await page.clock.install();
    await submit(page, REQUEST);
    await expectQueued(page);
    const browser = await context.newCDPSession(page);
    await browser.send('Page.setWebLifecycleState', { state: 'frozen' });
    await context.clearCookies({ name: 'groundplan_access' });
    await cutSockets();
    await resumeWorker();
    const renewed = page.waitForResponse(/\/auth\/refresh$/);
    await browser.send('Page.setWebLifecycleState', { state: 'active' });
    await page.clock.fastForward('01:00:00');
    expect((await renewed).ok()).toBe(true);
    await expectResult(page);
  });

  test('where sockets are blocked, the same events come over HTTP, to the end', async ({ member: page }) => {
    await page.routeWebSocket(/\/live$/, async (socket) => {
      await socket.close();
    });
    const [events] = await Promise.all([
      page.waitForResponse(/\/events\?after=\d+$/, { timeout: 60_000 }),
      submit(page, REQUEST),
    ]);
    expect(events.ok()).toBe(true);
    await expect(page.getByText('Live updates are blocked here')).toBeVisible();
    await resumeWorker();
    await expectResult(page);
    await expectEveryStage(page);
  });
});

test('signing out ends the session for good', async ({ member: page }) => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
});

async function expectEveryStage(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Activity' }).click();
  for (const stage of STAGES) {
    await expect(page.locator(`[data-stage=${stage}][data-status=done]`)).toContainText(/\d m?s/);
  }
}

async function expectQueued(page: Page): Promise<void> {
  const main = page.getByRole('main');
  await expect(main.getByText('Queued', { exact: true })).toBeVisible();
  await expect(main.locator('[data-connection=live]')).toBeAttached();
}

/** A tab with its figure, “Checks 41” say. */
async function tabName(page: Page, name: string): Promise<string> {
  return page.getByRole('tab', { name: new RegExp(`^${name}`) }).innerText();
}
