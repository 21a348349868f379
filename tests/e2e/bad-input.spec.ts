import { expect, test } from './fixtures';

test('bad input is refused with its fault, and costs no job', async ({ member: page }) => {
  const field = page.getByRole('textbox', { name: 'Your request' });
  const send = page.getByRole('button', { name: 'Draw the plan' });

  await test.step('nothing at all', async () => {
    await field.fill('   ');
    await send.click();
    await expect(page.getByText('Say what you want to build.')).toBeVisible();
    await expect(field).toBeFocused();
  });

  await test.step('too much, told before it is sent', async () => {
    await field.fill('x'.repeat(20_001));
    await send.click();
    await expect(page.getByText('The request is 1 character too long; the limit is 20,000.')).toBeVisible();
  });

  await test.step('characters that the API refuses, in its own words', async () => {
    await field.fill('An API\u0007 for notes');
    const [response] = await Promise.all([page.waitForResponse('**/api/v1/jobs'), send.click()]);
    expect(response.status()).toBe(422);
    await expect(page.getByText(/The request has .*U\+0007/)).toBeVisible();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
  });

  await expect(page.getByText('Plans that you make appear here.')).toBeVisible();
});

test('another organization’s plan, or none, is the same: not there', async ({ member: page }) => {
  await page.goto('/jobs/0190c0de-0000-7000-8000-000000000000');
  await expect(page.getByRole('heading', { name: 'There is nothing on this sheet' })).toBeVisible();
  await page.goto('/jobs/not-an-id');
  await expect(page.getByRole('heading', { name: 'There is nothing on this sheet' })).toBeVisible();
});
