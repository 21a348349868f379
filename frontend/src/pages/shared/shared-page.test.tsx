import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { refusal } from '@/testing/handlers';
import { renderApp } from '@/testing/render-app';
import { ANALYSIS } from '@/testing/results';
import { server } from '@/testing/server';
import { makeShared, sharing } from '@/testing/sharing';
import { resultSchema } from '@/types/job';

const LINK = '/shared/gps_secret';

/** Who asks for a session is nobody here. */
function asNobody(): string[] {
  const asked: string[] = [];
  server.use(
    http.get('/api/v1/session', () => {
      asked.push('session');
      return refusal(401, 'unauthenticated', 'Sign in.');
    }),
  );
  return asked;
}

test('a visitor reads the plan with its files, and is asked for no sign-in', async () => {
  const asked = asNobody();
  sharing.behind = makeShared();
  const { user } = renderApp(LINK);
  expect(await screen.findByRole('heading', { level: 1, name: 'For the review' })).toBeVisible();
  expect(screen.getByText(/As it was made on/)).toHaveTextContent('November 20, 2026');
  expect(screen.getByText(/plan · version 2/)).toBeVisible();
  expect(await screen.findByRole('img', { name: /^Architecture diagram/ })).toHaveAttribute(
    'src',
    '/api/v1/shared/gps_secret/artifacts/diagram.svg',
  );
  expect(screen.queryByRole('link', { name: 'Download bundle' })).toBeNull();
  expect(screen.queryByRole('tab', { name: 'Trial' })).toBeNull();

  await user.click(screen.getByRole('tab', { name: /README/ }));
  expect(await screen.findByRole('heading', { name: 'Deploy with Terraform' })).toBeVisible();
  expect(asked).toEqual([]);
});

test('where the maker allowed it the bundle is there as a whole, and a trial has a tab', async () => {
  asNobody();
  sharing.behind = makeShared({ allows_download: true, has_receipt: true });
  renderApp(LINK);
  expect(await screen.findByRole('link', { name: 'Download bundle' })).toHaveAttribute(
    'href',
    '/api/v1/shared/gps_secret/artifacts/bundle.zip',
  );
  expect(screen.getByRole('tab', { name: 'Trial' })).toBeVisible();
});

test('of a comparison a visitor sees the options, and no way to ask for one', async () => {
  asNobody();
  sharing.behind = makeShared({ mode: 'analyze', version: 1, result: resultSchema.parse(ANALYSIS) });
  renderApp(LINK);
  expect(await screen.findByText('Recommended')).toBeVisible();
  expect(screen.getAllByRole('article').length).toBeGreaterThan(1);
  expect(screen.queryByRole('button', { name: /Implement/ })).toBeNull();
});

test.each([
  [404, 'not_found', 'This link is not good'],
  [410, 'link_expired', 'This link has expired'],
])('a link that is over says so: %i', async (status, code, title) => {
  asNobody();
  server.use(http.get('/api/v1/shared/:token', () => refusal(status, code, 'Over.')));
  renderApp(LINK);
  expect(await screen.findByRole('heading', { name: title })).toBeVisible();
});

test('without an answer one may try again', async () => {
  asNobody();
  server.use(http.get('/api/v1/shared/:token', () => HttpResponse.error()));
  const { user } = renderApp(LINK);
  const again = await screen.findByRole('button', { name: 'Try again' });
  server.resetHandlers();
  sharing.behind = makeShared();
  await user.click(again);
  await waitFor(() => {
    expect(screen.getByRole('heading', { level: 1, name: 'For the review' })).toBeVisible();
  });
});
