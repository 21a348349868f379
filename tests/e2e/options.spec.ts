import { expectAccessible, expectAccessibleInBothThemes } from './accessible';
import { expect, expectResult, test } from './fixtures';

const REQUEST =
  'A web application on containers with a PostgreSQL database and a Redis cache, 2 million requests a month in Frankfurt, under 600 dollars a month.';

test('from three options to one, and to its second version', async ({ member: page }) => {
  // Three jobs in a row: on a busy machine longer than one.
  test.slow();
  await test.step('the keyboard chooses to analyze', async () => {
    await page.getByRole('textbox', { name: 'Your request' }).fill(REQUEST);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: /Analyze/ })).toBeChecked();
    await page.getByRole('button', { name: 'Compare options' }).click();
    await page.waitForURL(/\/jobs\/[0-9a-f-]{36}/);
  });

  const resilient = page.getByRole('article', { name: 'Resilient' });

  await test.step('three options stand side by side, each drawn, priced and judged', async () => {
    await expect(resilient.or(page.getByRole('main').getByRole('alert')).first()).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByRole('article')).toHaveCount(3);
    const recommended = page.getByRole('main').getByRole('heading', { level: 2 }).first();
    await expect(recommended).toHaveText(/\$[\d,.]+ a month/);
    await expect(page.locator('strong', { hasText: 'dollars a month' })).toBeVisible();
    for (const card of await page.getByRole('article').all()) {
      await expect(card.locator('[data-row=cost]')).toContainText(/\$[\d,.]+/);
      await expect(card.locator('[data-row=availability]')).toContainText(/9\d\.\d+ %/);
      await expect(card.locator('[data-row=findings]')).toContainText(/\d+\s*high/);
      const drawn = await card
        .getByRole('img', { name: /^Architecture diagram/ })
        .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));
      expect(drawn).toBeGreaterThan(100);
    }
    await expect(page.locator('[data-row=cost][data-standing=best]')).toHaveCount(1);
    await expectAccessibleInBothThemes(page, 'options');
  });

  await test.step('on a small screen they stand below each other, and nothing sticks out', async () => {
    const size = page.viewportSize() ?? { width: 1360, height: 900 };
    await page.setViewportSize({ width: 360, height: 720 });
    await expect(page.getByRole('navigation', { name: 'Options' }).getByRole('link')).toHaveCount(3);
    const excess = await page.evaluate(() => document.getElementById('main')?.scrollWidth ?? 0);
    expect(excess).toBeLessThanOrEqual(360);
    await page.setViewportSize(size);
  });

  await test.step('a diagram opens large, and Escape closes it', async () => {
    await resilient.getByRole('button', { name: /^Enlarge the diagram/ }).click();
    const large = page.getByRole('dialog', { name: 'Resilient' });
    await expect(large.getByRole('status').filter({ hasText: /only here|otherwise/ })).toBeVisible();
    await expect(large.locator('[data-component=database]')).toContainText('changed', { timeout: 30_000 });
    await expect(page).toHaveURL(/\?diagram=resilient$/);
    await page.keyboard.press('Escape');
    await expect(large).toBeHidden();
  });

  const compared = page.url().split('?')[0] ?? '';
  await test.step('a fix shows the change it makes, is applied to its option, and undone', async () => {
    const thrifty = page.getByRole('article', { name: 'Cost-optimised' });
    await thrifty.getByRole('button', { name: /^List \d+ findings/ }).click();
    const list = page.getByRole('dialog', { name: /^Cost-optimised: \d+ open findings$/ });
    await list.getByRole('button', { name: /^Look at the fix for: A web application firewall/ }).click();
    await expect(list.getByText('Web firewall', { exact: true })).toBeVisible();
    await expectAccessible(page, 'a fix');
    await list.getByRole('button', { name: 'Apply it to cost-optimised' }).click();
    const since = page.getByRole('region', { name: 'What changed' });
    await expect(since).toBeVisible({ timeout: 60_000 });
    await expect(since.getByRole('row', { name: /^Cost-optimised/ })).toContainText(/\$[\d.]+ → \$[\d.]+/);
    await expect(thrifty.getByRole('list', { name: 'Fixes in Cost-optimised' })).toContainText(/firewall/i);
    await thrifty.getByRole('button', { name: /^List \d+ findings/ }).click();
    await expect(list.getByRole('button', { name: /^Look at the fix for/ }).first()).toBeVisible();
    await expect(list.getByText(/A web application firewall inspects/)).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
    await expectAccessibleInBothThemes(page, 'what changed');
    await since.getByRole('link', { name: /^Undo/ }).click();
    await expect(page).toHaveURL(compared);
    await expect(thrifty.getByRole('list', { name: 'Fixes in Cost-optimised' })).toHaveCount(0);
  });

  await test.step('the chosen option becomes a bundle', async () => {
    await resilient.getByRole('button', { name: /^Implement this option/ }).click();
    await expectResult(page);
    await expect(page.getByText(/implement · resilient/i)).toBeVisible();
  });

  await test.step('words change it, and the next version says what they changed', async () => {
    const first = page.url();
    await page.getByRole('textbox', { name: 'Change it' }).fill('drop Redis');
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(first);
    await expectResult(page);
    await expect(page.getByRole('tab', { name: /^Changes/ })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByText('“drop Redis”')).toBeVisible();
    await expect(page.getByRole('row', { name: /^Cost a month, expected/ })).toContainText('better');
    await expect(page.getByRole('region', { name: 'Components' })).toContainText('Removed');
    await expect(page.getByText(/^(Deploying this loses|Data has to be brought over)/)).toBeVisible();
    await expectAccessibleInBothThemes(page, 'changes');
    const versions = page.getByRole('navigation', { name: 'Versions' });
    await expect(versions.getByRole('link')).toHaveCount(2);
    await versions.getByRole('link', { name: /from the request/ }).click();
    await expect(page).toHaveURL(first);
  });
});
