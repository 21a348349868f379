import { randomUUID } from 'node:crypto';

import { expect, test } from './fixtures';

type Mail = { BodyText: string };

const emulator = process.env.GROUNDPLAN_AWS_URL ?? '';
const provider = process.env.GROUNDPLAN_SIGN_IN_URL ?? '';

/** The link in the newest mail to an address; the chore that sends it runs every few seconds. */
async function linkMailedTo(email: string): Promise<string> {
  let link = '';
  await expect
    .poll(
      async () => {
        const kept = await (await fetch(`${emulator}/_ministack/ses/messages`)).text();
        const mails = Object.values(
          (JSON.parse(kept) as { messages: Record<string, Mail[]> }).messages,
        ).flat();
        const text = mails.findLast(({ BodyText }) => BodyText.includes(email))?.BodyText ?? '';
        link = /\S+\/invitation#\S+/.exec(text)?.[0] ?? '';
        return link;
      },
      { timeout: 30_000 },
    )
    .not.toBe('');
  return link;
}

test('an owner invites somebody, who joins in another browser by the link of the mail', async ({
  member: page,
  browser,
  baseURL,
}) => {
  const email = `${randomUUID()}@example.com`;
  const claims = { email, email_verified: true, name: 'Grace Hopper' };
  const known = await fetch(`${provider}/users/${encodeURIComponent(email)}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(claims),
  });
  expect(known.ok).toBe(true);

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Members and invitations' }).click();
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Invite' }).click();
  await expect(page.getByText(`A mail is on its way to ${email}`)).toBeVisible();

  const link = await linkMailedTo(email);
  const elsewhere = await browser.newContext(baseURL ? { baseURL } : {});
  const other = await elsewhere.newPage();
  await other.route(/cdn|unpkg|jsdelivr/, (route) => route.abort());
  await other.goto(link);
  await expect(other).toHaveURL(/\/sign-in\?next=/);
  await other.getByRole('link', { name: 'Sign in' }).click();
  await other.locator('input[name=sub]').fill(email);
  await other.getByRole('button', { name: 'Authorize' }).click();
  await other.getByRole('button', { name: 'Join' }).click();
  await expect(other.getByRole('textbox', { name: 'Your request' })).toBeVisible();

  await page.reload();
  const members = page.getByRole('list', { name: 'Members' });
  await expect(members.getByText(email)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Invitations' })).toHaveCount(0);
  await members.getByRole('button', { name: /^Remove/ }).click();
  await members.getByRole('button', { name: /^Really remove/ }).click();
  await expect(members.getByText(email)).toHaveCount(0);
  await other.reload();
  await expect(other.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await elsewhere.close();
});
