import { screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { ItemState } from '@/features/batches/api/batch';
import { batches, makeBatch } from '@/testing/batches';
import { publish } from '@/testing/live';
import { renderApp } from '@/testing/render-app';

/** jsdom lays nothing out: the table is as high as this, so that it has rows in view. */
const HEIGHT = Object.getOwnPropertyDescriptor(Element.prototype, 'clientHeight');
beforeAll(() => {
  Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, get: () => 600 });
});
afterAll(() => {
  if (HEIGHT) Object.defineProperty(Element.prototype, 'clientHeight', HEIGHT);
});

const MANY: ItemState[] = Array.from({ length: 2_000 }, (_, index) => (index < 3 ? 'failed' : 'waiting'));
const shown = () => screen.getAllByRole('row').slice(1);

test('a batch of thousands draws only the rows in view, and its filter stands in the address', async () => {
  const { batch } = makeBatch(MANY);
  const { router, user } = renderApp(`/batches/${batch.id}`);
  const link = await screen.findByRole('link', { name: 'clinic-1' });
  expect(link).toHaveAttribute('href', expect.stringMatching(/^\/jobs\/.+000001$/));
  expect(shown().length).toBeLessThan(40);
  expect(screen.getByRole('table', { name: 'Items' })).toHaveAttribute('aria-rowcount', '2001');
  expect(screen.getByRole('progressbar', { name: 'Items that have ended' })).toHaveAttribute(
    'aria-valuetext',
    '3 failed, 1,997 waiting',
  );
  await user.click(screen.getByRole('link', { name: /Failed/ }));
  await waitFor(() => {
    expect(shown()).toHaveLength(3);
  });
  expect(router.state.location.search).toBe('?state=failed');
  expect(screen.getAllByText('The design took longer than 300 s.')).toHaveLength(3);
  await user.type(screen.getByRole('searchbox', { name: 'Find by reference' }), 'clinic-2');
  await waitFor(() => {
    expect(shown()).toHaveLength(1);
  });
  expect(router.state.location.search).toBe('?state=failed&q=clinic-2');
});

test('news over the socket move the counts and the rows', async () => {
  const { batch, items } = makeBatch(['running', 'waiting']);
  renderApp(`/batches/${batch.id}`);
  expect(await screen.findByRole('link', { name: 'clinic-1' })).toBeVisible();
  const [first] = items;
  if (first) Object.assign(first, { state: 'succeeded', title: 'Booking of appointments' });
  publish({ job_id: batch.id, seq: 1, at: '', type: 'state', data: { state: 'running' } });
  expect(await screen.findByText('1 of 2 ended')).toBeVisible();
  expect(await screen.findByText('Booking of appointments')).toBeVisible();
});

test('a batch is held, goes on, tries again what failed, and ends at a second press', async () => {
  const { batch } = makeBatch(['failed', 'waiting', 'succeeded']);
  const { user } = renderApp(`/batches/${batch.id}`);
  await user.click(await screen.findByRole('button', { name: 'Pause' }));
  expect(await screen.findByText('The batch is held')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Go on' }));
  await user.click(await screen.findByRole('button', { name: 'Retry 1 failed' }));
  await waitFor(() => {
    expect(screen.queryByRole('button', { name: /Retry/ })).toBeNull();
  });
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await user.click(screen.getByRole('button', { name: 'Really cancel 2?' }));
  await user.click(await screen.findByRole('button', { name: 'Pack all bundles into a zip' }));
  expect(await screen.findByRole('progressbar', { name: 'The zip' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Results, CSV' })).toHaveAttribute(
    'href',
    `/api/v1/batches/${batch.id}/results?format=csv`,
  );
});

test('batches are listed with how far they are', async () => {
  makeBatch(['succeeded', 'failed', 'waiting'], { name: 'Salons' });
  renderApp('/batches');
  const link = await screen.findByRole('link', { name: /Salons/ });
  expect(link).toHaveTextContent('2 of 3 items ended · 1 failed');
  expect(within(link).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '2');
  expect(batches.kept).toHaveLength(1);
});
