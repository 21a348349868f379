/** Axe, on everything that a page shows. */
import { source } from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Page } from '@playwright/test';

import { expect } from './fixtures';

/** The rules that WCAG 2.2 AA asks for, on everything that is on the page now. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  );
  await page.evaluate(source);
  const results = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  const faults = results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
  );
  expect(faults, where).toEqual([]);
}

/** The same in the light and in the dark theme. */
export async function expectAccessibleInBothThemes(page: Page, where: string): Promise<void> {
  await expectAccessible(page, where);
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expectAccessible(page, `${where}, dark`);
  await page.getByRole('button', { name: 'Light theme' }).click();
}
