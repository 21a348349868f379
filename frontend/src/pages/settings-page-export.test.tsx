import { cleanup, screen } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';

import { answer, refusal } from '@/testing/answers';
import { advance, exported, makeExport, READY } from '@/testing/exports';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

// The page asks every two seconds, and a busy machine takes its time besides.
const SOON = { timeout: 15_000 };

test('an owner starts an export and downloads it as soon as it is ready', async () => {
  const { user } = renderApp('/settings');
  await user.click(await screen.findByRole('button', { name: 'Export all data' }));
  expect(await screen.findByText('Waiting to begin')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Export all data' })).toBeNull();
  advance(READY);
  const link = await screen.findByRole('link', { name: 'Download 3.4 MB' }, SOON);
  expect(link).toHaveAttribute('href', expect.stringContaining('/organization/export/export-1/download'));
  expect(screen.getByRole('button', { name: 'Export anew' })).toBeEnabled();
}, 20_000);

test('while it is made, the page tells how far it is, and keeps the one before', async () => {
  const done = { rows_done: 1204, files_done: 1, bytes_done: 2_000_000, bytes_expected: 8_000_000 };
  exported.kept = [makeExport({ id: 'export-2', state: 'running', ...done }), makeExport(READY)];
  renderApp('/settings');
  expect(await screen.findByText('1,204 rows and 1 file, 2.0 MB')).toBeVisible();
  expect(screen.getByRole('progressbar', { name: 'The export' })).toHaveAttribute('aria-valuenow', '25');
  expect(screen.getByRole('link', { name: 'Download 3.4 MB' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Export/ })).toBeNull();
});

test.each([
  ['expired', /has expired: its file is gone/],
  ['failed', /could not be made/],
] as const)('one that is %s is told, and another can be made', async (state, told) => {
  exported.kept = [makeExport({ state })];
  renderApp('/settings');
  expect(await screen.findByText(told)).toBeVisible();
  expect(screen.queryByRole('link', { name: /^Download/ })).toBeNull();
  expect(screen.getByRole('button', { name: 'Export all data' })).toBeEnabled();
});

test('what is refused is told', async () => {
  const message = 'An organization is exported at most 3 times in 24 hours.';
  server.use(http.post('/api/v1/organization/export', () => refusal(409, 'conflict', message)));
  const { user } = renderApp('/settings');
  await user.click(await screen.findByRole('button', { name: 'Export all data' }));
  expect(await screen.findByText(`Not exported: ${message}`)).toBeVisible();
});

test('who deletes is offered to export first, also while the week runs; others see nothing of it', async () => {
  renderApp('/settings');
  expect(await screen.findByRole('link', { name: 'export all data first' })).toHaveAttribute(
    'href',
    '#export',
  );
  cleanup();
  const place = { ...SESSION.organization, deletion_due_at: '2030-01-08T12:00:00Z' };
  server.use(http.get('/api/v1/session', () => answer({ ...SESSION, organization: place })));
  renderApp('/settings');
  expect(await screen.findByRole('button', { name: 'Export all data' })).toBeVisible();
  cleanup();
  server.use(http.get('/api/v1/session', () => answer({ ...SESSION, role: 'admin' })));
  renderApp('/settings');
  expect(await screen.findByRole('heading', { name: 'Settings' })).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'Export all data' })).toBeNull();
});
