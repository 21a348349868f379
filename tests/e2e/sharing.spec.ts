import { expectAccessible, expectAccessibleInBothThemes } from './accessible';
import { collectRefused, expect, expectResult, submit, test } from './fixtures';

test('a plan is shared by a link, read without signing in, and gone when the link is revoked', async ({
  member: page,
  browser,
  baseURL,
}) => {
  // A job, and two browsers that load everything: on a busy machine longer than one.
  test.slow();
  await submit(page, 'A static marketing site behind a CDN in Ireland');
  await expectResult(page);
  const dialog = page.getByRole('dialog', { name: 'Share this result' });

  const link = await test.step('a member makes a link that ends in a week', async () => {
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await dialog.getByLabel('Title for visitors').fill('For the review');
    await dialog.getByLabel('It ends').selectOption('In 7 days');
    await dialog.getByRole('button', { name: 'Make a link' }).click();
    const made = dialog.getByRole('textbox', { name: 'Link “For the review”' });
    await expect(made).toHaveValue(/\/shared\/gps_[\w-]{43}$/);
    await expectAccessible(page, 'the dialog to share');
    return made.inputValue();
  });

  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const visitor = await context.newPage();
  const refused = collectRefused(visitor);

  await test.step('a stranger reads it: drawing, files, costs, and nothing to change', async () => {
    const answer = await visitor.goto(link);
    expect(answer?.headers()).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow, noarchive',
    });
    await expect(visitor.getByRole('heading', { level: 1, name: 'For the review' })).toBeVisible();
    // Its code and the layout are loaded for it alone.
    await expect(visitor.locator('[data-component]').first()).toBeVisible({ timeout: 60_000 });
    await expect(visitor.getByRole('link', { name: 'Download bundle' })).toHaveCount(0);
    await expect(visitor.getByRole('textbox', { name: 'Change it' })).toHaveCount(0);
    await visitor.getByRole('tab', { name: /^Files/ }).click();
    await visitor.getByRole('button', { name: 'edge.tf' }).click();
    await expect(visitor.getByText('aws_cloudfront_distribution').first()).toBeVisible();
    await visitor.getByRole('tab', { name: /^Cost/ }).click();
    await expect(visitor.getByRole('table').first()).toBeVisible();
    await expectAccessibleInBothThemes(visitor, 'a shared plan');
  });

  await test.step('on a phone nothing sticks out', async () => {
    await visitor.setViewportSize({ width: 380, height: 760 });
    expect(await visitor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(380);
  });

  await test.step('it is counted, revoked, and gone', async () => {
    await page.goto('/settings/shared-links');
    const row = page.getByRole('list', { name: 'Shared links' }).getByRole('listitem');
    await expect(row).toContainText('opened 1 time');
    await expectAccessibleInBothThemes(page, 'shared links');
    await row.getByRole('button', { name: 'Revoke “For the review”' }).click();
    await expect(page.getByText('“For the review” opens nothing any more.')).toBeVisible();
    await visitor.reload();
    await expect(visitor.getByRole('heading', { name: 'This link is not good' })).toBeVisible();
    await expectAccessible(visitor, 'a link that is gone');
  });

  expect(refused, 'what the content security policy refused the visitor').toEqual([]);
  await context.close();
});
