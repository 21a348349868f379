import { openBundle } from './bundle';
import { expect, expectResult, submit, test } from './fixtures';

const REQUEST =
  'A serverless HTTP API for taking notes: users sign in with Cognito, notes are kept in DynamoDB. 2 million requests a month in Frankfurt.';

test('from a sentence to a checked bundle: sign in, ask, watch, look, download', async ({ member: page }) => {
  await page.goto('/');
  await submit(page, REQUEST);
  await expectResult(page);

  await test.step('the diagram is drawn, and a component opens to what it is, down to its line in a file', async () => {
    const table = page.getByRole('button', { name: /, DynamoDB table/ });
    await expect(table).toBeVisible();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByRole('button', { name: 'Fit', exact: true }).click();
    await table.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/component=/);
    await expect(page.getByRole('heading', { name: 'Cost a month' })).toBeVisible();
    await page
      .getByRole('link', { name: /^aws_dynamodb_table/ })
      .first()
      .click();
    await expect(page).toHaveURL(/tab=files&file=terraform/);
    await expect(page.locator('[data-line-row].bg-warn-soft')).toContainText('aws_dynamodb_table');
    await page.getByRole('tab', { name: /^Diagram/ }).click();
    await expect(page.getByRole('list').filter({ hasText: 'dynamodb table' })).toBeVisible();
  });

  await test.step('the cost explains itself', async () => {
    await page.getByRole('tab', { name: /^Cost/ }).click();
    const total = page.getByRole('row', { name: /^Total a month/ });
    await expect(total).toContainText(/\$[\d,.]+/);
    await expect(
      page
        .getByRole('row')
        .filter({ hasText: /request/i })
        .first(),
    ).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Not priced' })).toBeVisible();
  });

  await test.step('every check has its outcome, and each skip its reason', async () => {
    await page.getByRole('tab', { name: /^Checks/ }).click();
    await expect(page.getByRole('heading', { name: /^Passed/ })).toBeVisible();
    await expect(page.getByRole('heading', { name: /^Failed/ })).toBeHidden();
  });

  await test.step('the files can be read', async () => {
    await page.getByRole('tab', { name: /^Files/ }).click();
    await page.getByRole('button', { name: 'versions.tf' }).click();
    await expect(page.getByRole('region', { name: 'Content of terraform/versions.tf' })).toContainText(
      'required_providers',
    );
    await page.getByRole('tab', { name: 'README' }).click();
    await expect(page.getByRole('tabpanel').getByRole('heading').first()).toBeVisible();
  });

  await test.step('the zip holds what its manifest says', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download bundle' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    const files = await openBundle(download);
    expect(files['README.md']).toContain('erraform');
    expect(files['terraform/versions.tf']).toContain('required_providers');
    expect(files['cloudformation/template.yaml']).toContain('AWS::DynamoDB::Table');
    expect(files['diagram.svg']).toContain('<svg');
    for (const name of ['architecture.json', 'requirements.json', 'cost.json', 'checks.json']) {
      expect(() => JSON.parse(files[name] ?? '') as unknown, name).not.toThrow();
    }
  });

  await test.step('the plan stands in the history', async () => {
    await page.goto('/');
    await expect(page.getByRole('navigation', { name: 'Your plans' }).getByRole('link')).toHaveCount(1);
  });
});
