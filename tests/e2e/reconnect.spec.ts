import { expect, expectResult, submit, test } from './fixtures';
import { STAGES } from './stages';

const REQUEST = 'A web shop on containers with PostgreSQL and a Redis cache, for 20,000 visitors a day.';

test('a page that is loaded again in the middle of a job catches up', async ({ member: page }) => {
  await submit(page, REQUEST);
  await expect(page.locator('[data-status=active], [data-status=done]').first()).toBeVisible();
  await page.reload();
  await expectResult(page);
  await page.getByRole('tab', { name: 'Activity' }).click();
  for (const stage of STAGES) {
    await expect(page.locator(`[data-stage=${stage}][data-status=done]`)).toContainText(/\d m?s/);
  }
});

test('where sockets are blocked, the same events come over HTTP', async ({ member: page }) => {
  await page.routeWebSocket(/\/live$/, async (socket) => {
    await socket.close();
  });
  const [events] = await Promise.all([
    page.waitForResponse(/\/events\?after=\d+$/, { timeout: 60_000 }),
    submit(page, REQUEST),
  ]);
  expect(events.ok()).toBe(true);
  await expectResult(page);
});

test('signing out ends the session for good', async ({ member: page }) => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
});
