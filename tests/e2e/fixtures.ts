/** A page of a new user: signed in through the local OIDC provider's own form, and cut off from the internet. */
import { randomUUID } from 'node:crypto';

import { test as base, expect, type Page } from '@playwright/test';

export { expect };

export const test = base.extend<{ member: Page }>({
  page: async ({ page, baseURL }, use) => {
    const host = new URL(baseURL ?? '').hostname;
    // The provider's form names a stylesheet on a CDN; nothing here may depend on one.
    await page.route(
      (url) => url.hostname !== host,
      (route) => route.abort(),
    );
    const refused = collectRefused(page);
    await use(page);
    expect(refused, 'what the content security policy refused').toEqual([]);
  },
  member: async ({ page }, use) => {
    await page.goto('/');
    await signIn(page, `member-${randomUUID()}`);
    await use(page);
  },
});

/** What the browser tells of refusing because of a page's policy, in every tab of this page's context. */
export function collectRefused(page: Page): string[] {
  const refused: string[] = [];
  page.context().on('console', (message) => {
    const told = message.text();
    if (/Content Security Policy|Trusted ?(Type|HTML|Script)/i.test(told)) refused.push(told);
  });
  return refused;
}

export async function signIn(page: Page, subject: string): Promise<void> {
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.locator('input[name=sub]').fill(subject);
  await page.getByRole('button', { name: 'Authorize' }).click();
  await expect(page.getByRole('textbox', { name: 'Your request' })).toBeVisible();
}

export async function submit(page: Page, request: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your request' }).fill(request);
  await page.getByRole('button', { name: 'Draw the plan' }).click();
  await page.waitForURL(/\/jobs\/[0-9a-f-]{36}/);
}

/** The plan is ready; a job that failed says here at once why it did. */
export async function expectResult(page: Page): Promise<void> {
  const bundle = page.getByRole('link', { name: 'Download bundle' });
  const failure = page.getByRole('main').getByRole('alert');
  await expect(bundle.or(failure).first()).toBeVisible({ timeout: 60_000 });
  expect(await failure.allTextContents()).toEqual([]);
}
