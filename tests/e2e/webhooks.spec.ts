import { expectAccessibleInBothThemes } from './accessible';
import { expect, test } from './fixtures';

test('an owner adds a webhook, sees its secret once, sends a test and removes it', async ({
  member: page,
}) => {
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Webhooks', exact: true }).click();
  await expect(page.getByText('No webhooks')).toBeVisible();

  await page.getByLabel('Address').fill('https://10.0.0.1/hook');
  await page.getByRole('button', { name: 'Add the webhook' }).click();
  await expect(page.getByText(/^Not added: .*must name a public host/)).toBeVisible();

  await page.getByLabel('Address').fill('https://hooks.example.com/groundplan');
  await page.getByRole('button', { name: 'Add the webhook' }).click();
  await expect(page.getByText(/^Copy the secret of hooks\.example\.com now/)).toBeFocused();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await expectAccessibleInBothThemes(page, 'webhooks');
  await page.reload();
  await expect(page.getByRole('list', { name: 'Webhooks' })).toBeVisible();
  await expect(page.getByText(/^whsec_/)).toHaveCount(0);

  await page.getByRole('link', { name: /^hooks\.example\.com/ }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  const message = page.getByRole('list', { name: 'Messages' }).getByRole('listitem').first();
  await expect(message).toContainText('webhook.test');
  await message.getByText('webhook.test').click();
  await expect(message.getByRole('button', { name: /^Send it/ })).toBeVisible();
  await expectAccessibleInBothThemes(page, 'a webhook');

  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: /^Really remove/ }).click();
  await expect(page.getByText('No webhooks')).toBeVisible();
});
