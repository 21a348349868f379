import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';

import { answer, backend, refusal } from '@/testing/handlers';
import { makeFinishedJob, SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { FIXES, REVIEW } from '@/testing/results';
import { server } from '@/testing/server';

const FILES = '/api/v1/jobs/:id/artifacts';
const CHECK = 'dependencies_are_watched';

beforeEach(() => {
  server.use(
    http.get(`${FILES}/review.json`, () => HttpResponse.json(REVIEW)),
    http.get(`${FILES}/fixes.json`, () => HttpResponse.json(FIXES)),
  );
});

function open(query = '?tab=review') {
  const job = makeFinishedJob();
  backend.jobs = [job];
  return { job, ...renderApp(`/jobs/${job.id}${query}`) };
}

test('a fix is looked at, makes the next version, and is undone by going back', async () => {
  const { user, job, router } = open();
  const panel = within(await screen.findByRole('region', { name: 'Open findings' }));
  expect(panel.getByText('1 finding can be fixed from here.')).toBeVisible();
  await user.click(panel.getByRole('button', { name: /^Look at the fix/ }));
  expect(router.state.location.search).toBe(`?tab=review&finding=${CHECK}`);
  await user.click(panel.getByRole('button', { name: 'Apply the fix' }));
  expect(await screen.findByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  expect(backend.jobs[0]?.options).toMatchObject({ based_on: job.id, fixes: [CHECK] });
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(router.state.location.pathname).toBe(`/jobs/${job.id}`);
});

test('what the API refuses is told beside the fix', async () => {
  server.use(http.post('/api/v1/jobs/:id/revisions', () => refusal(409, 'conflict', 'It is gone.')));
  const { user } = open(`?tab=review&finding=${CHECK}`);
  await user.click(await screen.findByRole('button', { name: 'Apply the fix' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The fix was not appliedIt is gone.');
});

test('a viewer sees the change, and applies nothing', async () => {
  server.use(http.get('/api/v1/session', () => answer({ ...SESSION, role: 'viewer' })));
  open(`?tab=review&finding=${CHECK}`);
  expect(await screen.findByRole('button', { name: /^The change it makes/ })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Apply the fix' })).not.toBeInTheDocument();
});

test('bundles from before there were offers show their findings, to be done by hand', async () => {
  server.use(http.get(`${FILES}/fixes.json`, () => refusal(404, 'not_found', 'There is no such file.')));
  open();
  expect(await screen.findAllByText('To be done by hand.')).toHaveLength(3);
});

test('a review without a finding says so, and one that does not come can be asked for again', async () => {
  server.use(http.get(`${FILES}/review.json`, () => HttpResponse.json({ findings: [] }), { once: true }));
  server.use(http.get(`${FILES}/review.json`, () => refusal(403, 'forbidden', 'No.'), { once: true }));
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /again/i }));
  expect(await screen.findByText('Every check of the review holds')).toBeVisible();
});
