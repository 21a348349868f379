import { readFile } from 'node:fs/promises';

import type { Download } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';

import { expectAccessible } from './accessible';
import { expect, expectResult, submit, test } from './fixtures';

/** Every entry of a downloaded zip as text. */
async function entries(download: Download): Promise<Record<string, string>> {
  const files = unzipSync(new Uint8Array(await readFile(await download.path())));
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strFromU8(content)]));
}

test('an owner exports all data, looks into the zip, has the organization deleted, and keeps it after all', async ({
  member: page,
}) => {
  await submit(page, 'A static site on a CDN, 50 GB of traffic a month.');
  await expectResult(page);
  const job = page.url().split('/').at(-1) ?? '';

  await test.step('the export has the plan, its files and who asked for it', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'export all data first' }).click();
    await page.getByRole('button', { name: 'Export all data' }).click();
    const ready = page.getByRole('link', { name: /^Download [\d.]+ [kM]?B$/ });
    await expect(ready).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page, 'settings with an export');
    const [download] = await Promise.all([page.waitForEvent('download'), ready.click()]);
    expect(download.suggestedFilename()).toMatch(/^groundplan-export-\d{4}-\d\d-\d\d\.zip$/);
    const files = await entries(download);
    const jobs = (files['data/job.jsonl'] ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; state: string });
    expect(jobs.map(({ id, state }) => [id, state])).toEqual([[job, 'succeeded']]);
    expect(Object.keys(files)).toContain(`files/${job}/1/bundle.zip`);
    expect(files.SHA256SUMS).toContain(`  files/${job}/1/bundle.zip\n`);
    expect(files['README.txt']).toContain('All data of the organization');
  });

  await test.step('asked to be deleted, every page says so, nothing new is made, and one press takes it back', async () => {
    const field = page.getByLabel(/^Type “/);
    const label = (await page.getByText(/^Type “/).textContent()) ?? '';
    await field.fill(label.replace(/^Type “|”$/g, ''));
    await page.getByRole('button', { name: 'Delete in a week' }).click();
    const banner = page.getByText('It takes no new plans');
    await expect(banner).toBeVisible();
    await expect(page.getByRole('button', { name: 'Export anew' })).toBeVisible();
    await page.goto('/');
    await expect(banner).toBeVisible();
    await page.getByRole('textbox', { name: 'Your request' }).fill('A queue.');
    await page.getByRole('button', { name: 'Draw the plan' }).click();
    await expect(page.getByText(/An owner can take the deletion back/)).toBeVisible();
    await page.getByRole('button', { name: 'Keep it', exact: true }).click();
    await expect(banner).toHaveCount(0);
    await page.getByRole('button', { name: 'Draw the plan' }).click();
    await page.waitForURL(/\/jobs\/[0-9a-f-]{36}/);
  });
});
