import { expectAccessible } from './accessible';
import { expect, expectResult, submit, test } from './fixtures';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('every page can be used by everyone', async ({ member: page }) => {
      await expectAccessible(page, 'new plan');
      await submit(page, 'A static site on a CDN, 50 GB of traffic a month.');
      await expectResult(page);
      for (const tab of ['Diagram', 'Cost', 'Checks', 'Files', 'README', 'Assumptions', 'Activity']) {
        await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
        await expect(page.getByRole('tabpanel')).toBeVisible();
        await expect(page.getByText(/^Loading/)).toHaveCount(0);
        await expectAccessible(page, tab);
      }
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('radio', { name: /^Offline architect/ }).check();
      await page.getByRole('button', { name: 'Save the model' }).click();
      await expect(page.getByText('Saved. It holds from the next job on.')).toBeVisible();
      await expect(page.getByText('Bundles', { exact: true })).toBeVisible();
      await expect(page.getByText('Billing is off here')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Export all data' })).toBeVisible();
      await expectAccessible(page, 'settings');
      await page.getByRole('button', { name: 'Where you are signed in' }).click();
      await expect(page.getByText('this browser')).toBeVisible();
      await expectAccessible(page, 'where one is signed in');
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Members' }).click();
      await expect(page.getByRole('list', { name: 'Members' })).toBeVisible();
      await expectAccessible(page, 'members');
      await page.goto('/settings/notifications');
      await expect(page.getByText('Mails go to')).toBeVisible();
      await expectAccessible(page, 'notifications');
      await page.goto('/invitation/accept');
      await expect(page.getByText('Open the link of the mail again')).toBeVisible();
      await expectAccessible(page, 'no invitation');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
      await expectAccessible(page, 'sign in');
    });
  });
}

test('a plan can be asked for with the keyboard alone', async ({ member: page }) => {
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Your request' })).toBeFocused();
  await page.keyboard.type('A serverless API for notes');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/jobs\//);
  await expectResult(page);
});

test('on a small screen nothing sticks out, and the plans are in a drawer', async ({ member: page }) => {
  await page.setViewportSize({ width: 360, height: 720 });
  await submit(page, 'A static site on a CDN, 50 GB of traffic a month.');
  await expectResult(page);
  for (const tab of ['Diagram', 'Cost', 'Checks', 'Files', 'README', 'Assumptions', 'Activity']) {
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    await expect(page.getByText(/^Loading/)).toHaveCount(0);
    const excess = await page.evaluate(() => document.getElementById('main')?.scrollWidth ?? 0);
    expect(excess, tab).toBeLessThanOrEqual(360);
  }
  await page.getByRole('button', { name: 'Open the menu' }).click();
  const menu = page.getByRole('dialog', { name: 'Menu' });
  await menu.getByRole('link', { name: 'New plan' }).click();
  await expect(menu).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Your request' })).toBeVisible();
});
