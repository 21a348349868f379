import { readFile } from 'node:fs/promises';

import { expectAccessibleInBothThemes } from './accessible';
import { expect, expectResult, submit, test } from './fixtures';

test('an owner sees how the tool servers do and what a plan’s agent called, and makes a key', async ({
  member: page,
  request,
}) => {
  await submit(page, 'A static site on a CDN, 50 GB of traffic a month.');
  await expectResult(page);
  const job = page.url().split('/').at(-1) ?? '';

  await test.step('each server of the worker is told, those that are off with the word that turns them on', async () => {
    await page.getByRole('link', { name: 'Administration' }).click();
    const reference = page.getByRole('article', { name: 'aws-reference' });
    await expect(reference.getByRole('row')).toHaveCount(2);
    await expect(reference.getByRole('row').last()).toContainText('Up');
    await expect(page.getByRole('region', { name: 'Turned off' })).toContainText('aws-iac');
    await expectAccessibleInBothThemes(page, 'tool servers');
  });

  await test.step('a call of the plan opens by keyboard to what was asked', async () => {
    await page.getByRole('link', { name: 'Audit' }).click();
    await page.getByRole('combobox', { name: 'Server' }).selectOption('aws-reference');
    const call = page.getByRole('button', { name: /search_documentation/ }).first();
    await call.press('Enter');
    await expect(page.getByRole('region', { name: 'Arguments' })).toContainText('search_phrase');
    await expect(page.getByRole('table').getByText('allowed')).toBeVisible();
    await expect(page.getByText(/No end|Looking/)).toHaveCount(0);
    await expectAccessibleInBothThemes(page, 'audit');
    await page.getByRole('button', { name: 'Only this job' }).click();
    await expect(page.getByRole('textbox', { name: 'Job' })).toHaveValue(job);
    await expect(page.getByRole('link', { name: `Job …${job.slice(-8)}` }).first()).toBeVisible();
  });

  await test.step('the export has the same records, a line each', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export JSON Lines' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    const records = lines.map((line) => JSON.parse(line) as { job_id: string; server: string });
    expect(records.length).toBeGreaterThan(1);
    expect(new Set(records.map(({ job_id }) => job_id))).toEqual(new Set([job]));
    expect(new Set(records.map(({ server }) => server))).toEqual(new Set(['aws-reference']));
  });

  await test.step('a key for a program is shown once, works, and ends when it is revoked', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('textbox', { name: 'What it is for' }).fill('build robot');
    await page.getByRole('button', { name: 'Make a key' }).click();
    const key = await page.getByRole('region', { name: 'The new key' }).textContent();
    const ask = () => request.get('/api/v1/jobs', { headers: { Authorization: `Bearer ${key ?? ''}` } });
    expect((await ask()).status()).toBe(200);
    await page.getByRole('button', { name: 'I have it' }).click();
    await expectAccessibleInBothThemes(page, 'settings');
    await page.getByRole('button', { name: 'Revoke build robot' }).click();
    await page.getByRole('button', { name: 'Really revoke build robot' }).click();
    await expect(page.getByText('No keys')).toBeVisible();
    expect((await ask()).status()).toBe(401);
    await page.getByRole('link', { name: 'Administration' }).click();
  });

  await test.step('on a small screen nothing sticks out', async () => {
    await page.setViewportSize({ width: 380, height: 780 });
    for (const part of ['Audit', 'Tool servers']) {
      await page
        .getByRole('navigation', { name: 'Administration' })
        .getByRole('link', { name: part })
        .click();
      await expect(page.getByText(/^Loading/)).toHaveCount(0);
      expect(
        await page.evaluate(() => document.getElementById('main')?.scrollWidth ?? 0),
        part,
      ).toBeLessThanOrEqual(380);
    }
  });
});
