import { expectAccessible, expectAccessibleInBothThemes } from './accessible';
import { expect, test } from './fixtures';
import { loseJob, makeStaff } from './operator';

const ITEMS = 2_000;
const lines = Array.from({ length: ITEMS }, (_, index) =>
  JSON.stringify({ reference: `clinic-${index + 1}`, request: 'A static site on a CDN, 50 GB a month' }),
);
const file = (text: string[]) => ({
  name: 'clinics.jsonl',
  mimeType: 'application/x-ndjson',
  buffer: Buffer.from(text.join('\n')),
});

test('thousands of items go from a file to a table that is live, and what is lost is sent again by staff', async ({
  member: page,
}) => {
  const me = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/members');
    return (await answer.json()) as { data: { user_id: string }[] };
  });
  await makeStaff(me.data[0]?.user_id ?? '');

  await test.step('staff give the organization another tier, and take that back', async () => {
    await page.goto('/admin');
    await expect(page.getByRole('heading', { name: 'Queue' })).toBeVisible();
    await expectAccessibleInBothThemes(page, 'overview of staff');
    await page.goto(`/admin/users/${me.data[0]?.user_id ?? ''}`);
    await page.getByRole('main').getByRole('list').getByRole('link').first().click();
    const form = page.getByRole('form', { name: 'Change the tier' });
    await form.getByRole('combobox').selectOption('pro');
    await form.getByRole('textbox').fill('A trial of batches.');
    await form.getByRole('button').click();
    await expect(page.getByText(/has the tier pro now/)).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText(/has the tier/)).toHaveCount(0);
    await expect(form.getByRole('combobox')).toHaveValue('enterprise');
    await expectAccessible(page, 'an organization of staff');
  });

  await test.step('a file with a fault says where, before anything is sent', async () => {
    await page.goto('/batches/new');
    const input = page.getByLabel('File with the items');
    await input.setInputFiles(file(['{"request": "A blog", "region": "moon-1"}']));
    await expect(page.getByRole('table', { name: 'What cannot be taken' })).toContainText(
      'not a region of AWS',
    );
    await expectAccessible(page, 'a new batch');
    await page.getByRole('button', { name: 'Choose another file' }).click();
    await input.setInputFiles(file(lines));
    await page.getByRole('button', { name: 'Send 2,000 items' }).click();
    await expect(page.getByRole('region', { name: 'Progress' })).toBeVisible();
  });

  await test.step('it is held, filtered and searched', async () => {
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText('The batch is held')).toBeVisible();
    await page.getByRole('link', { name: /^Waiting/ }).click();
    await expect(page).toHaveURL(/\?state=waiting$/);
    await page.getByRole('searchbox', { name: 'Find by reference' }).fill('CLINIC-1999');
    await expect(page.getByRole('table', { name: 'Items' }).getByRole('row')).toHaveCount(2);
    await expectAccessibleInBothThemes(page, 'a batch');
  });

  const link = page.getByRole('link', { name: 'clinic-1999' });
  const job = (await link.getAttribute('href'))?.split('/').at(-1) ?? '';

  await test.step('a job that was lost shows at once, and is sent again by staff', async () => {
    await loseJob(job);
    await expect(page.getByRole('link', { name: 'Failed 1' })).toBeVisible();
    await page.getByRole('link', { name: 'Administration' }).click();
    await page.getByRole('link', { name: 'Dead letters' }).click();
    await page.getByRole('checkbox', { name: new RegExp(job.slice(-8)) }).check();
    await expectAccessible(page, 'dead letters');
    await page.getByRole('textbox', { name: 'Reason' }).fill('The worker is back.');
    await page.getByRole('button', { name: 'Send 1 job again' }).click();
    await expect(page.getByText('1 job queued, 1 of them had failed')).toBeVisible();
  });

  await test.step('it is ended, and its results can be had', async () => {
    await page.getByRole('link', { name: 'Batches' }).first().click();
    await page.getByRole('main').getByRole('listitem').getByRole('link').click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: /^Really cancel/ }).click();
    await expect(page.getByRole('main').getByText('Cancelled', { exact: true }).first()).toBeVisible();
    await page.setViewportSize({ width: 380, height: 780 });
    const width = await page.evaluate(() => document.getElementById('main')?.scrollWidth ?? 0);
    expect(width).toBeLessThanOrEqual(380);
  });
});
