/** People beside the one of the fixture: each a browser of their own, known to the sign-in provider by an address. */
import { randomUUID } from 'node:crypto';

import type { Browser, BrowserContext, Page } from '@playwright/test';

import { collectRefused, expect } from './fixtures';

type Mail = { BodyText: string };

const emulator = process.env.GROUNDPLAN_AWS_URL ?? '';
const provider = process.env.GROUNDPLAN_SIGN_IN_URL ?? '';

export type Person = {
  email: string;
  name: string;
  page: Page;
  context: BrowserContext;
  /** What the content security policy refused this browser. */
  refused: string[];
};

/** A browser of a new person's, who has not signed in yet; the provider vouches for the address. */
export async function newPerson(browser: Browser, baseURL: string, name: string): Promise<Person> {
  const email = `${randomUUID()}@example.com`;
  const known = await fetch(`${provider}/users/${encodeURIComponent(email)}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, email_verified: true, name }),
  });
  expect(known.ok).toBe(true);
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const { hostname: host } = new URL(baseURL);
  await page.route(
    ({ hostname }) => hostname !== host,
    (route) => route.abort(),
  );
  return { email, name, page, context, refused: collectRefused(page) };
}

/** Sign in at the address that the browser is at, or at the first page. */
export async function enter({ page, email }: Person): Promise<void> {
  if (page.url() === 'about:blank') await page.goto('/');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.locator('input[name=sub]').fill(email);
  await page.getByRole('button', { name: 'Authorize' }).click();
}

/** Open the link of the mail that invited this person, and sign in for it. */
export async function follow(person: Person): Promise<void> {
  await person.page.goto(await linkMailedTo(person.email));
  await expect(person.page).toHaveURL(/\/sign-in\?next=/);
  await enter(person);
}

/** Take what the page of an invitation offers. */
export async function accept({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('heading', { name: 'What do you want to build?' })).toBeVisible();
}

export async function join(person: Person): Promise<void> {
  await follow(person);
  await accept(person);
}

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

/** What the API answers this browser's own script: its cookie, its origin. */
export async function ask(page: Page, method: string, path: string, body?: object): Promise<number> {
  return page.evaluate(
    async ([verb, url, content]) => {
      const headers: Record<string, string> = content ? { 'Content-Type': 'application/json' } : {};
      const answer = await fetch(url, { method: verb, headers, ...(content ? { body: content } : {}) });
      return answer.status;
    },
    [method, path, body ? JSON.stringify(body) : ''] as const,
  );
}
