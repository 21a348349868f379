import { randomUUID } from 'node:crypto';

import { expect, signIn, test } from './fixtures';

const sessions = { name: 'Where you are signed in' };

test('a token whose time is over is renewed without a word', async ({ member: page, context }) => {
  const before = (await context.cookies()).find(({ name }) => name === 'groundplan_refresh');
  await context.clearCookies({ name: 'groundplan_access' });
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Your request' })).toBeVisible();
  const after = (await context.cookies()).find(({ name }) => name === 'groundplan_refresh');
  expect(after).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  expect(after?.value).not.toBe(before?.value);
});

test('signing out everywhere ends the session of another browser too', async ({ page, browser, baseURL }) => {
  const subject = `member-${randomUUID()}`;
  await page.goto('/');
  await signIn(page, subject);
  const elsewhere = await browser.newContext(baseURL ? { baseURL } : {});
  const other = await elsewhere.newPage();
  await other.route(/cdn|unpkg|jsdelivr/, (route) => route.abort());
  await other.goto('/');
  await signIn(other, subject);

  await page.getByRole('button', sessions).click();
  const dialog = page.getByRole('dialog', sessions);
  await expect(dialog.getByText('Chrome on Linux')).toHaveCount(2);
  await expect(dialog.getByText('this browser')).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();

  await other.getByRole('textbox', { name: 'Your request' }).fill('A static site');
  await other.getByRole('button', { name: 'Draw the plan' }).click();
  await expect(other.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await elsewhere.close();
});
