import { randomUUID } from 'node:crypto';

import { expectAccessible } from './accessible';
import { expect, signIn, test } from './fixtures';

test('a stranger clicks through an example, signs in, and finds the way by keyboard', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('From a sentence');
  const example = page.getByRole('tablist', { name: 'The example' });
  await example.getByRole('tab', { name: /^Files/ }).click();
  await page.getByRole('button', { name: 'database.tf' }).click();
  await expect(page.getByRole('region', { name: 'Content of terraform/database.tf' })).toContainText(
    'resource',
  );
  await example.getByRole('tab', { name: /^Cost/ }).click();
  await expect(page.getByRole('row').filter({ hasText: '$' }).first()).toBeVisible();
  await expect(page.getByRole('list', { name: 'Plans' }).getByRole('listitem').first()).toBeVisible();
  await expectAccessible(page, 'first page');

  await signIn(page, `stranger-${randomUUID()}`);
  await page.keyboard.press('Control+k');
  const search = page.getByRole('combobox', { name: 'Search and commands' });
  await expect(search).toBeFocused();
  await expectAccessible(page, 'palette');
  await page.keyboard.type('brainst');
  await expect(page.getByRole('option', { name: 'Brainstorm' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/brainstorm$/);
  await expect(search).toHaveCount(0);
});
