/** Two organizations, and everybody that one of them can have: who sees what, who may do what, and how soon that changes. */
import { randomUUID } from 'node:crypto';

import { expectAccessible, expectAccessibleInBothThemes } from './accessible';
import { expect, expectResult, submit, test } from './fixtures';
import { accept, ask, enter, follow, join, newPerson, type Person } from './people';

const EMPTY = {};
/** Refused by role before it is read (403), or by its fields after (422): no job is made either way. */
const SUBMIT = ['POST', '/api/v1/jobs', EMPTY] as const;

test('four roles of one organization and the owner of another', async ({ browser, baseURL, request }) => {
  test.slow(); // five browsers, a job, and mails
  const origin = baseURL ?? '';
  const people = await Promise.all(
    ['Olive Owner', 'Adam Admin', 'Mia Member', 'Vera Viewer', 'Sven Stranger'].map((name) =>
      newPerson(browser, origin, name),
    ),
  );
  const [owner, admin, member, viewer, stranger] = people as [Person, Person, Person, Person, Person];
  const works = `Works ${randomUUID().slice(0, 8)}`;
  let job = '';

  await test.step('an owner makes an organization, works in it at once, and invites', async () => {
    await Promise.all([enter(owner), enter(stranger)]);
    await openMembers(owner);
    await owner.page.getByLabel('Its name').fill(works);
    await owner.page.getByRole('button', { name: 'Make it and go there' }).click();
    await expect(owner.page.getByRole('combobox', { name: 'Organization' })).toContainText(works);
    await openMembers(owner);
    await expect(owner.page.getByRole('main').getByText(works, { exact: true })).toBeVisible();
    for (const [{ email }, role] of [
      [admin, 'admin'],
      [member, 'member'],
      [viewer, 'viewer'],
    ] as const) {
      await owner.page.getByLabel('E-mail address').fill(email);
      await owner.page.getByLabel('Invited as').selectOption(role);
      await owner.page.getByRole('button', { name: 'Invite' }).click();
      await expect(owner.page.getByText(`A mail is on its way to ${email}`)).toBeVisible();
    }
  });

  await test.step('the invited join by the links of their mails', async () => {
    await expect(owner.page.getByRole('list', { name: 'Invitations' }).getByRole('listitem')).toHaveCount(3);
    await expectAccessibleInBothThemes(owner.page, 'members and invitations');
    await Promise.all([join(admin), join(member), follow(viewer)]);
    await expect(viewer.page.getByRole('button', { name: 'Join' })).toBeVisible();
    await expectAccessibleInBothThemes(viewer.page, 'an invitation');
    await accept(viewer);
    await owner.page.reload();
    const members = owner.page.getByRole('list', { name: 'Members' });
    for (const { email } of [owner, admin, member, viewer]) await expect(members).toContainText(email);
    await expect(members).not.toContainText(stranger.email);
  });

  await test.step('each role sees the members, and changes what it may', async () => {
    for (const { page } of [member, viewer]) {
      await openMembers({ page });
      await expect(page.getByRole('list', { name: 'Members' }).getByRole('listitem')).toHaveCount(4);
      await expect(page.getByLabel('E-mail address')).toHaveCount(0);
      await expect(page.getByRole('combobox', { name: /^Role of/ })).toHaveCount(0);
      await expect(page.getByRole('link', { name: 'Administration' })).toHaveCount(0);
      expect(await ask(page, 'POST', '/api/v1/invitations', { email: 'x@example.com', role: 'member' })).toBe(
        403,
      );
      expect(await ask(page, 'GET', '/api/v1/admin/audit')).toBe(403);
    }
    await openMembers(admin);
    await expect(admin.page.getByRole('combobox', { name: `Role of ${member.name}` })).toBeVisible();
    await expect(admin.page.getByRole('combobox', { name: `Role of ${owner.name}` })).toHaveCount(0);
    await expect(admin.page.getByRole('link', { name: 'Administration' })).toBeVisible();
  });

  await test.step('a member plans; a viewer reads it, and neither page nor API lets them plan', async () => {
    await member.page.goto('/');
    await submit(member.page, 'A static site on a CDN, 50 GB of traffic a month.');
    await expectResult(member.page);
    job = new URL(member.page.url()).pathname;
    await viewer.page.goto(job);
    await expectResult(viewer.page);
    await expect(viewer.page.getByRole('button', { name: 'Make the next version' })).toHaveCount(0);
    await viewer.page.goto('/');
    await expect(viewer.page.getByText('You may look, but not make plans')).toBeVisible();
    await expect(viewer.page.getByRole('textbox', { name: 'Your request' })).toHaveCount(0);
    expect(await ask(viewer.page, ...SUBMIT)).toBe(403);
  });

  await test.step('a change of role is seen at once, both ways', async () => {
    await openMembers(owner);
    const role = owner.page.getByRole('combobox', { name: `Role of ${viewer.name}` });
    for (const [given, status] of [
      ['member', 422],
      ['viewer', 403],
    ] as const) {
      const saved = owner.page.waitForResponse(
        (answer) => answer.url().includes('/members/') && answer.request().method() === 'PATCH',
      );
      await role.selectOption(given);
      expect((await saved).ok()).toBe(true);
      expect(await ask(viewer.page, ...SUBMIT)).toBe(status);
      await viewer.page.reload();
      await expect(viewer.page.getByRole('textbox', { name: 'Your request' })).toHaveCount(
        given === 'member' ? 1 : 0,
      );
    }
  });

  await test.step('what the organization used is shown to everybody in it, and its key opens it to a program', async () => {
    await viewer.page.goto('/settings');
    await expect(viewer.page.getByText('Bundles', { exact: true }).locator('..')).toHaveText(
      /^Bundles\s*1\b/,
    );
    await expect(viewer.page.getByText('Billing is off here')).toBeVisible();
    await expect(viewer.page.getByRole('heading', { name: /^(Export|Delete)/ })).toHaveCount(0);
    expect(await ask(viewer.page, 'POST', '/api/v1/organization/export')).toBe(403);
    await expect(viewer.page.getByRole('button', { name: 'Make a key' })).toHaveCount(0);
    await admin.page.goto('/settings');
    await admin.page.getByRole('textbox', { name: 'What it is for' }).fill('nightly');
    await admin.page.getByLabel('It may').selectOption('read');
    await admin.page.getByRole('button', { name: 'Make a key' }).click();
    const key = (await admin.page.getByRole('region', { name: 'The new key' }).textContent()) ?? '';
    const headers = { Authorization: `Bearer ${key}` };
    expect((await request.get(`/api/v1${job}`, { headers })).status()).toBe(200);
    expect((await request.post('/api/v1/jobs', { headers, data: EMPTY })).status()).toBe(403);
    await admin.page.getByRole('button', { name: 'I have it' }).click();
    await admin.page.getByRole('button', { name: 'Revoke nightly' }).click();
    await admin.page.getByRole('button', { name: 'Really revoke nightly' }).click();
    await expect(admin.page.getByText('No keys')).toBeVisible();
    expect((await request.get(`/api/v1${job}`, { headers })).status()).toBe(401);
  });

  await test.step('another organization does not exist, by page and by API', async () => {
    await stranger.page.goto(job);
    await expect(
      stranger.page.getByRole('heading', { name: 'There is nothing on this sheet' }),
    ).toBeVisible();
    for (const path of [job, `${job}/artifacts`, `${job}/events`, `${job}/tool-calls`])
      expect(await ask(stranger.page, 'GET', `/api/v1${path}`), path).toBe(404);
    await openMembers(stranger);
    await expect(stranger.page.getByRole('list', { name: 'Members' }).getByRole('listitem')).toHaveCount(1);
  });

  await test.step('whoever belongs to two sees the one that is chosen', async () => {
    const choice = member.page.getByRole('combobox', { name: 'Organization' });
    const plans = member.page.getByRole('navigation', { name: 'Your plans' }).getByRole('link');
    await expect(plans).toHaveCount(1);
    const own = await choice.locator('option', { hasNotText: works }).getAttribute('value');
    await choice.selectOption(own);
    await expect(member.page.getByText('Plans that you make appear here.')).toBeVisible();
    await member.page.goto(job);
    await expect(member.page.getByRole('heading', { name: 'There is nothing on this sheet' })).toBeVisible();
    await choice.selectOption({ label: `${works} · member` });
    await expect(plans).toHaveCount(1);
  });

  await test.step('signing out everywhere is felt in another browser, and removal at once', async () => {
    const second = await newPerson(browser, origin, owner.name);
    await enter({ ...second, email: owner.email });
    await expect(second.page.getByRole('textbox', { name: 'Your request' })).toBeVisible();
    await owner.page.getByRole('combobox', { name: `Role of ${viewer.name}` }).waitFor();
    const row = owner.page.getByRole('listitem').filter({ hasText: viewer.email });
    await row.getByRole('button', { name: /^Remove/ }).click();
    await row.getByRole('button', { name: /^Really remove/ }).click();
    await expect(row).toHaveCount(0);
    expect(await ask(viewer.page, 'GET', '/api/v1/session')).toBe(401);
    await viewer.page.reload();
    await expect(viewer.page.getByRole('link', { name: 'Sign in' })).toBeVisible();
    await owner.page.getByRole('button', { name: 'Where you are signed in' }).click();
    await expect(owner.page.getByText('this browser')).toBeVisible();
    await expectAccessible(owner.page, 'where one is signed in');
    await owner.page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await expect(owner.page.getByRole('link', { name: 'Sign in' })).toBeVisible();
    expect(await ask(second.page, 'GET', '/api/v1/session')).toBe(401);
    await second.page.reload();
    await expect(second.page.getByRole('link', { name: 'Sign in' })).toBeVisible();
    await second.context.close();
  });

  for (const { context, refused, name } of people) {
    expect(refused, `what the content security policy refused ${name}`).toEqual([]);
    await context.close();
  }
});

async function openMembers({ page }: Pick<Person, 'page'>): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('link', { name: 'Members' }).click();
  await expect(page.getByRole('list', { name: 'Members' })).toBeVisible();
}
