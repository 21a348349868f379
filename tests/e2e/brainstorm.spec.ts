import { expectAccessible } from './accessible';
import { expect, expectResult, test } from './fixtures';

test('a conversation of two turns becomes a plan', async ({ member: page }) => {
  await page.getByRole('link', { name: 'Brainstorm' }).click();
  const field = page.getByRole('textbox', { name: 'Your message' });
  await field.fill('A booking site with a database for 40 clinics in Germany, 2,000 patients a day.');
  await field.press('Enter');
  await page.waitForURL(/\/brainstorm\/[0-9a-f-]{36}/);

  const said = page.getByRole('list', { name: 'What was said' });
  const sheet = page.getByRole('complementary', { name: 'Requirements' });
  await expect(page.getByRole('button', { name: 'Send' })).toBeVisible({ timeout: 30_000 });
  await expect(said).toContainText(/a month/);
  await expect(said.getByRole('heading', { name: 'Sources' })).toBeVisible();
  await expect(sheet.getByRole('textbox', { name: 'Request', exact: true })).toHaveValue(/40 clinics/);
  await expectAccessible(page, 'conversation');

  await sheet.getByLabel('Region').selectOption('eu-west-1');
  await expect(sheet.getByText(/^Saved/)).toBeVisible();
  await field.fill('What would it cost?');
  await field.press('Enter');
  await expect(said.getByText('You said: ')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Send' })).toBeVisible({ timeout: 30_000 });
  await expect(said).toContainText(/\$/);

  await page.reload();
  await expect(said.getByText('You said: ')).toHaveCount(2);
  await sheet.getByRole('button', { name: 'Implement' }).click();
  await page.waitForURL(/\/jobs\/[0-9a-f-]{36}/);
  await expectResult(page);
  await expect(page.getByText(/implement · .*eu-west-1/)).toBeVisible();
});
