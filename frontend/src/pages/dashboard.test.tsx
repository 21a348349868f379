import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';

import { answer } from '@/testing/answers';
import { makeBatch, batches } from '@/testing/batches';
import { stage, state, toEvents } from '@/testing/events';
import { backend } from '@/testing/handlers';
import { publish } from '@/testing/live';
import { makeFinishedJob, makeJob, RESULT } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

const part = async (name: string) => within(await screen.findByRole('region', { name }));

test('what is under way moves as it happens, and is recent work once it has ended', async () => {
  const job = makeJob({ state: 'running', attempt: 1, request: 'An API for notes' });
  backend.jobs = [job];
  renderApp('/');
  const bar = await (await part('Under way')).findByRole('progressbar', { name: /An API for notes/ });
  const events = toEvents(job.id, [
    state('running', 1),
    stage('understand', 'finished', 1),
    stage('design', 'started'),
  ]);
  events.forEach(publish);
  await waitFor(() => {
    expect(bar).toHaveAttribute('aria-valuenow', '30');
  });
  expect((await part('Under way')).getByText('Design')).toBeVisible();
  Object.assign(job, { state: 'succeeded', result: RESULT });
  const [, , , end] = toEvents(job.id, [
    state('running', 1),
    state('running', 1),
    state('running', 1),
    state('succeeded', 1),
  ]);
  if (end) publish(end);
  expect(await (await part('Recent work')).findByRole('link', { name: /Serverless HTTP API/ })).toBeVisible();
  expect(screen.queryByRole('region', { name: 'Under way' })).not.toBeInTheDocument();
});

test('who begins is told how, and sees what the plan includes', async () => {
  renderApp('/');
  expect(await (await part('Recent work')).findByText('Nothing yet')).toBeVisible();
  const month = await part('This month');
  expect(await month.findByRole('meter', { name: 'Bundles' })).toHaveAttribute('aria-valuetext', '12 of 50');
  expect(screen.queryByRole('region', { name: 'Batches' })).not.toBeInTheDocument();
});

test('recent work and batches lead to their pages', async () => {
  const job = makeFinishedJob();
  backend.jobs = [job];
  const kept = makeBatch(['succeeded', 'running'], { name: 'Branches' });
  batches.kept = [kept];
  renderApp('/');
  expect(await (await part('Recent work')).findByRole('link', { name: /\$23\.42/ })).toHaveAttribute(
    'href',
    `/jobs/${job.id}`,
  );
  expect(await (await part('Batches')).findByRole('link', { name: /Branches/ })).toHaveAttribute(
    'href',
    `/batches/${kept.batch.id}`,
  );
});

test('a request can begin a conversation, which wants no region', async () => {
  const { user, router } = renderApp('/');
  await user.type(await screen.findByRole('textbox', { name: 'Your request' }), 'What is a queue?');
  await user.click(screen.getByRole('radio', { name: /^Brainstorm/ }));
  expect(screen.queryByLabelText('Region')).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Talk about it' }));
  await waitFor(() => {
    expect(router.state.location.pathname).toMatch(/^\/brainstorm\/./);
  });
});

test('an example that took the place of words can be taken back', async () => {
  const { user } = renderApp('/');
  const field = await screen.findByRole('textbox', { name: 'Your request' });
  await user.click(screen.getByRole('button', { name: 'Static site' }));
  expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
  await user.clear(field);
  await user.type(field, 'My own words');
  await user.click(screen.getByRole('button', { name: 'Static site' }));
  expect(field).not.toHaveValue('My own words');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(field).toHaveValue('My own words');
  expect(field).toHaveFocus();
});

test('a list that fails leaves the box to write in', async () => {
  server.use(http.get('/api/v1/jobs', () => answer('nonsense')));
  renderApp('/');
  expect(await (await part('Recent work')).findByText('Your plans could not be loaded')).toBeVisible();
  expect(screen.getByRole('textbox', { name: 'Your request' })).toBeVisible();
});
