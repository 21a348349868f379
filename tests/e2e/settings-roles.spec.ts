/** Settings as each role sees them: nothing a page asks for is refused, what one may not do is told, and the API says the same. */
import type { Page } from '@playwright/test';

import { expect, test } from './fixtures';
import { enter, join, newPerson, type Person } from './people';

const PAGES = ['', '/members', '/notifications', '/shared-links', '/webhooks'];

const ASKED = 'what pages asked for by themselves and was refused';

type Call = readonly [method: string, path: string, body?: object];

/** Refused by role before they are read, so that no body has to be good. */
const OF_ADMINS: Call[] = [
  ['PATCH', '/api/v1/organization', {}],
  ['POST', '/api/v1/invitations', {}],
  ['GET', '/api/v1/invitations'],
  ['GET', '/api/v1/webhooks'],
  ['POST', '/api/v1/webhooks', {}],
  ['GET', '/api/v1/share-links/acts'],
  ['GET', '/api/v1/admin/audit'],
];
const OF_OWNERS: Call[] = [
  ['POST', '/api/v1/organization/export'],
  ['GET', '/api/v1/organization/export'],
  ['POST', '/api/v1/organization/deletion', {}],
  ['POST', '/api/v1/billing/portal'],
];

test('settings offer each role what it may do, and say who does the rest', async ({ browser, baseURL }) => {
  test.slow(); // two browsers, a mail, and every page of the settings three times
  const [owner, other] = await Promise.all(
    ['Olive Owner', 'Otto Other'].map((name) => newPerson(browser, baseURL ?? '', name)),
  );
  if (!owner || !other) throw new Error('two people were asked for');
  const page = other.page;
  const refused = [owner.page, page].map(recordRefused);

  await test.step('an owner may do everything', async () => {
    await enter(owner);
    await expect(owner.page.getByRole('heading', { name: 'What do you want to build?' })).toBeVisible();
    await walk(owner.page);
    await owner.page.goto('/settings');
    await makeKey(owner.page, 'of the owner');
    await expect(owner.page.getByRole('button', { name: 'Export all data' })).toBeEnabled();
    await expect(owner.page.getByRole('heading', { name: /^Delete/ })).toBeVisible();
  });

  await test.step('an admin does all but what ends, empties or pays for the organization', async () => {
    await invite(owner, other, 'admin');
    await walk(page);
    await page.goto('/settings');
    await expect(page.getByRole('radio', { name: /^Offline architect/ })).toBeEnabled();
    await expect(page.getByRole('button', { name: 'Revoke of the owner' })).toBeEnabled();
    await expect(page.getByRole('heading', { name: /^(Export|Delete)/ })).toHaveCount(0);
    await page.goto('/settings/members');
    await expect(page.getByRole('button', { name: 'Invite', exact: true })).toBeVisible();
    await expect(memberRow(page, owner).getByRole('combobox')).toHaveCount(0);
    await expect(memberRow(page, owner).getByRole('button')).toHaveCount(0);
  });

  expect(refused, ASKED).toEqual([[], []]);
  await test.step('a member reads what owners and admins chose, and is told so', async () => {
    await expectRefused(page, OF_OWNERS);
    await owner.page.goto('/settings/members');
    const saved = owner.page.waitForResponse((answer) => answer.request().method() === 'PATCH');
    await owner.page.getByRole('combobox', { name: `Role of ${other.name}` }).selectOption('member');
    expect((await saved).ok()).toBe(true);
    refused.forEach((list) => list.splice(0));
    await walk(page);
    await page.goto('/settings');
    await expect(page.getByText('You may read, but not change')).toBeVisible();
    await expect(page.getByRole('radio', { name: /^Offline architect/ })).toBeDisabled();
    await expect(page.getByRole('button', { name: /^Save the/ })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Revoke of the owner' })).toHaveCount(0);
    await expect(page.getByText('Owners and admins revoke the keys that others made.')).toBeVisible();
    await makeKey(page, 'of the member');
    await page.getByRole('button', { name: 'Revoke of the member' }).click();
    await page.getByRole('button', { name: 'Really revoke of the member' }).click();
    await expect(page.getByText('of the member')).toHaveCount(0);
    await page.goto('/settings/shared-links');
    await expect(page.getByText('Owners and admins of the organization choose this.')).toBeVisible();
    await expect(page.getByRole('radio', { name: /^All links/ })).toBeDisabled();
    await page.goto('/settings/webhooks');
    await expect(page.getByText('Owners and admins see and change webhooks.')).toBeVisible();
    await page.goto('/settings/members');
    await expect(page.getByRole('button', { name: 'Leave' })).toBeEnabled();
    await expect(page.getByRole('button', { name: 'Invite', exact: true })).toHaveCount(0);
  });

  expect(refused, ASKED).toEqual([[], []]);
  await expectRefused(page, [...OF_ADMINS, ...OF_OWNERS]);
  await Promise.all([owner.context.close(), other.context.close()]);
});

/** Every page of the settings loads whole: nothing on it is an error. */
async function walk(page: Page): Promise<void> {
  for (const part of PAGES) {
    await page.goto(`/settings${part}`);
    const main = page.getByRole('main');
    await expect(main.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(main.getByText(/^Loading/)).toHaveCount(0);
    expect((await main.getByRole('alert').allTextContents()).filter(Boolean), part).toEqual([]);
  }
}

/** What the API refuses to this page from here on, but for what a test asks of it itself. */
function recordRefused(page: Page): string[] {
  const refused: string[] = [];
  page.on('response', (answer) => {
    if (answer.status() === 403) refused.push(`${answer.request().method()} ${answer.url()}`);
  });
  return refused;
}

async function invite(owner: Person, other: Person, role: string): Promise<void> {
  await owner.page.goto('/settings/members');
  await owner.page.getByLabel('E-mail address').fill(other.email);
  await owner.page.getByLabel('Invited as').selectOption(role);
  await owner.page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(owner.page.getByText(`A mail is on its way to ${other.email}`)).toBeVisible();
  await join(other);
}

async function makeKey(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'What it is for' }).fill(name);
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByRole('button', { name: 'I have it' }).click();
}

function memberRow(page: Page, { email }: Person) {
  return page.getByRole('list', { name: 'Members' }).getByRole('listitem').filter({ hasText: email });
}

/** Each of the calls is a problem with the code of a role that is not enough. */
async function expectRefused(page: Page, calls: Call[]): Promise<void> {
  for (const [method, path, body] of calls) {
    const told = await page.evaluate(
      async ([verb, url, content]) => {
        const headers: Record<string, string> = content ? { 'Content-Type': 'application/json' } : {};
        const answer = await fetch(url, { method: verb, headers, ...(content ? { body: content } : {}) });
        const problem = (await answer.json()) as { error?: { code: string; message: string } };
        return `${answer.status} ${problem.error?.code ?? ''}: ${problem.error?.message ?? ''}`;
      },
      [method, path, body ? JSON.stringify(body) : ''] as const,
    );
    expect(told, `${method} ${path}`).toMatch(/^403 forbidden: Your role in this organization is /);
  }
}
