import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { stage, state, toEvents, WHOLE_RUN } from '@/testing/events';
import { answer, backend, refusal } from '@/testing/handlers';
import { publish } from '@/testing/live';
import { makeFinishedJob, makeJob, RESULT } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';
import type { Job } from '@/types/job';

function open(job: Job, query = '') {
  backend.jobs = [job];
  return renderApp(`/jobs/${job.id}${query}`);
}

const stageStatus = (name: string) =>
  document.querySelector(`[data-stage=${name}]`)?.getAttribute('data-status');

test('stages move as events arrive, and the result follows the last one', async () => {
  const job = makeJob({ state: 'running', attempt: 1 });
  const events = toEvents(job.id, WHOLE_RUN);
  backend.events.set(job.id, events.slice(0, 6));
  open(job);
  await waitFor(() => {
    expect(stageStatus('design')).toBe('active');
  });
  expect(screen.getByText('Stage 2 of 5: Design')).toBeInTheDocument();
  expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '30');
  expect(screen.getByText(/for 5 million requests/)).toBeVisible();

  Object.assign(job, makeFinishedJob({ id: job.id }));
  events.slice(6).forEach(publish);
  expect(await screen.findByRole('link', { name: 'Download bundle' })).toHaveAttribute(
    'href',
    `/api/v1/jobs/${job.id}/artifacts/bundle.zip`,
  );
  expect(screen.getByText('The plan is ready.')).toBeInTheDocument();
});

test('a finished plan shows diagram, cost, checks, files and README', async () => {
  const job = makeFinishedJob();
  const { user } = open(job);
  const diagram = await screen.findByRole('img', { name: /Architecture diagram of Serverless HTTP API/ });
  expect(diagram).toHaveAttribute('src', `/api/v1/jobs/${job.id}/artifacts/diagram.svg`);

  await user.click(screen.getByRole('tab', { name: /Cost/ }));
  const table = await screen.findByRole('table');
  expect(within(table).getByRole('row', { name: /Compute, arm64/ })).toHaveTextContent('625,000 GB-seconds');
  expect(within(table).getByRole('row', { name: /Total a month/ })).toHaveTextContent('$23.42');
  expect(screen.getByText('Traffic out to the internet beyond 100 GB a month')).toBeVisible();

  await user.click(screen.getByRole('tab', { name: /Checks/ }));
  expect(await screen.findByText('terraform is not on PATH of this worker.')).toBeVisible();

  await user.click(screen.getByRole('tab', { name: /README/ }));
  expect(await screen.findByRole('heading', { name: 'Deploy with Terraform' })).toBeVisible();
});

test('a file opens from the tree with its lines, and stands in the address', async () => {
  const { user, router } = open(makeFinishedJob(), '?tab=files');
  await user.click(await screen.findByRole('button', { name: 'database.tf' }));
  const content = await screen.findByRole('region', { name: 'Content of terraform/database.tf' });
  expect(content).toHaveTextContent('resource "aws_dynamodb_table" "orders"');
  expect(router.state.location.search).toBe('?tab=files&file=terraform%2Fdatabase.tf');
  await user.click(screen.getByRole('button', { name: 'Copy database.tf' }));
  expect(await navigator.clipboard.readText()).toMatch(/^# The table of orders/);
});

test('tabs move with the arrow keys', async () => {
  const { user } = open(makeFinishedJob());
  await user.click(await screen.findByRole('tab', { name: 'Diagram' }));
  await user.keyboard('{ArrowRight}');
  expect(screen.getByRole('tab', { name: /Cost/ })).toHaveFocus();
  await user.keyboard('{End}');
  expect(screen.getByRole('tab', { name: 'Activity' })).toHaveAttribute('aria-selected', 'true');
});

test('a failed job says why, and hands its request back', async () => {
  const error = { code: 'deadline_exceeded', message: 'The design took longer than 300 s.' };
  const { user } = open(makeJob({ state: 'failed', request: 'All of it', error }));
  expect(await screen.findByText(error.message)).toBeVisible();
  await user.click(screen.getByRole('link', { name: 'Edit the request' }));
  expect(await screen.findByRole('textbox', { name: 'Your request' })).toHaveValue('All of it');
});

test('cancelling stops the job', async () => {
  const { user } = open(makeJob({ state: 'running' }));
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText('This plan was cancelled')).toBeVisible();
});

test('cancelling too late is told, not hidden', async () => {
  server.use(http.post('/api/v1/jobs/:id/cancel', () => refusal(409, 'conflict', 'The job has ended.')));
  const { user } = open(makeJob({ state: 'running' }));
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText('It had already ended.')).toBeVisible();
});

test('the end is seen even where no event of it arrives', async () => {
  const job = makeJob({ state: 'running', attempt: 1 });
  backend.events.set(job.id, toEvents(job.id, [state('running'), stage('design', 'started')]));
  open(job);
  await screen.findByRole('button', { name: 'Cancel' });
  Object.assign(job, makeFinishedJob({ id: job.id }));
  expect(await screen.findByText('The plan is ready.', undefined, { timeout: 8_000 })).toBeInTheDocument();
}, 10_000);

test('the plan of another organization is not there', async () => {
  open(makeJob());
  renderApp('/jobs/0190c0de-0000-7000-8000-999999999999');
  expect(await screen.findByText('There is nothing on this sheet')).toBeVisible();
});

test('files that cannot be loaded can be asked for again', async () => {
  server.use(
    http.get('/api/v1/jobs/:id/artifacts', () => refusal(503, 'unavailable', 'In a moment.'), {
      once: false,
    }),
  );
  const { user } = open(makeFinishedJob(), '?tab=files');
  expect(await screen.findByText('The files could not be loaded')).toBeVisible();
  server.resetHandlers();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('button', { name: 'README.md' })).toBeVisible();
});

test('older plans come page by page', async () => {
  const first = makeFinishedJob({ result: { ...RESULT, title: 'Newer plan' } });
  const second = makeFinishedJob({ result: { ...RESULT, title: 'Older plan' } });
  backend.jobs = [first];
  server.use(
    http.get('/api/v1/jobs', ({ request }) =>
      new URL(request.url).searchParams.get('cursor') === 'c2'
        ? answer([second])
        : answer([first], { next_cursor: 'c2' }),
    ),
  );
  const { user } = renderApp('/');
  const plans = within(await screen.findByRole('navigation', { name: 'Your plans' }));
  expect(await plans.findByText('Newer plan')).toBeInTheDocument();
  await user.click(plans.getByRole('button', { name: 'Load more' }));
  expect(await plans.findByText('Older plan')).toBeInTheDocument();
  expect(plans.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument();
});

test('a file that is no JSON where JSON should be is an error, not a crash', async () => {
  server.use(http.get('/api/v1/jobs/:id/artifacts/cost.json', () => new HttpResponse('gone')));
  open(makeFinishedJob(), '?tab=cost');
  expect(await screen.findByText('The costs could not be loaded')).toBeVisible();
});

test('a title that is the request does not stand there twice', async () => {
  const whole = { request: 'An API for notes.', result: { ...RESULT, title: 'An API for notes' } };
  const { user } = open(makeFinishedJob(whole));
  expect(await screen.findByRole('heading', { level: 1, name: 'An API for notes' })).toBeVisible();
  expect(screen.queryByText('An API for notes.')).not.toBeInTheDocument();

  const beginning = makeFinishedJob({
    request: 'An API for notes and much more',
    result: { ...RESULT, title: 'An API for…' },
  });
  backend.jobs = [beginning];
  renderApp(`/jobs/${beginning.id}`);
  await user.click(await screen.findByRole('button', { name: 'Show the whole request' }));
  expect(screen.getByText(beginning.request, { selector: 'p' })).toBeVisible();
});

test('a plan whose files were removed says when, and keeps its figures', async () => {
  open(makeFinishedJob({ files_removed_at: new Date(Date.now() - 2 * 86_400_000).toISOString() }));
  expect(await screen.findByText('Its files were removed 2 days ago')).toBeVisible();
  expect(screen.getByText(/ask for it again to have the files made anew/)).toBeVisible();
  expect(await screen.findByText(RESULT.summary)).toBeVisible();
});

test('what the agents used is told with the basis of its price, also where the job failed', async () => {
  const usage = {
    turns: 3,
    tool_calls: 1,
    input_tokens: 12_000,
    output_tokens: 900,
    seconds: 4.2,
    estimated_usd: 0.31,
    price_basis: 'assumed',
    limit_reached: 'tool_calls',
  };
  open(makeJob({ state: 'failed', error: { code: 'no_architecture', message: 'It stopped early.' }, usage }));
  const note = await screen.findByRole('region', { name: 'What it used' });
  expect(note).toHaveTextContent('3 turns, 1 tool call, 4.20 s · 12,000 tokens in, 900 tokens out');
  expect(note).toHaveTextContent('about $0.31 at the dearest price that is known');
  expect(note).toHaveTextContent('An agent came to its limit of tool calls.');
});

test('rules cost nothing, and that is told too', async () => {
  const usage = {
    turns: 4,
    tool_calls: 9,
    input_tokens: 0,
    output_tokens: 0,
    seconds: 0.4,
    estimated_usd: 0,
    price_basis: 'free',
    limit_reached: '',
  };
  open(makeFinishedJob({ usage }), '?tab=activity');
  const note = await screen.findByRole('region', { name: 'What it used' });
  expect(note).toHaveTextContent('no cost for a model');
  expect(note).not.toHaveTextContent('token');
});
