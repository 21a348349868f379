import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { answer, backend } from '@/testing/handlers';
import { makeFinishedJob, makeJob } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';
import type { Job } from '@/types/job';

const proof = (address: string, status: string, evidence: string) => ({
  dialect: 'terraform',
  address,
  type: address.split('.')[0],
  component: 'orders',
  status,
  evidence,
});

const RECEIPT = {
  verdict: 'failed',
  reasons: ['aws_sqs_queue.later: refused'],
  versions: { ministack: '1.5.33', terraform: '1.11.4' },
  region: 'eu-central-1',
  seconds: 62.4,
  counts: { proven: 1, failed: 1, not_emulated: 1 },
  steps: [
    {
      name: 'apply',
      title: 'Apply with Terraform',
      status: 'failed',
      seconds: 21.5,
      detail: 'later: refused',
    },
    { name: 'destroy', title: 'Take everything down', status: 'passed', seconds: 6, detail: 'all gone' },
  ],
  resources: [
    proof('aws_dynamodb_table.orders', 'proven', 'applied in 2 s'),
    proof('aws_sqs_queue.later', 'failed', 'refused'),
    proof('aws_guardduty_detector.watch', 'not_emulated', 'no service guardduty'),
  ],
  probes: [
    {
      edge: 'handler_to_orders',
      kind: 'denied',
      done: 'dynamodb:DeleteTable as the role of handler',
      seen: 'denied',
      status: 'proven',
    },
  ],
};

function openTrial() {
  server.use(http.get('/api/v1/jobs/:id/artifacts/receipt.json', () => HttpResponse.json(RECEIPT)));
  const options = { pins: [], version: 1, based_on: '0190c0de-0000-7000-8000-00000000000a' };
  const job: Job = makeFinishedJob({ mode: 'verify', options, result: null });
  backend.jobs = [job];
  return renderApp(`/jobs/${job.id}`);
}

test('a trial shows its verdict, each step with seconds, and what was probed', async () => {
  openTrial();
  expect(await screen.findByRole('heading', { name: 'Not proven' })).toBeVisible();
  const steps = within(screen.getByRole('region', { name: 'Steps' })).getAllByRole('listitem');
  expect(steps[0]).toHaveTextContent('Apply with Terraform failedlater: refused21.5 s');
  expect(screen.getByText('dynamodb:DeleteTable as the role of handler')).toBeVisible();
  expect(screen.getByRole('link', { name: /The plan that was tried/ })).toHaveAttribute(
    'href',
    '/jobs/0190c0de-0000-7000-8000-00000000000a',
  );
});

test('resources stand with failures first, and one press shows one kind alone', async () => {
  const { user } = openTrial();
  const table = await screen.findByRole('table');
  const first = () => within(table).getAllByRole('row')[1];
  expect(first()).toHaveTextContent('aws_sqs_queue.later');
  await user.click(screen.getByRole('button', { name: 'Not emulated 1' }));
  expect(within(table).getAllByRole('row')).toHaveLength(2);
  expect(first()).toHaveTextContent('aws_guardduty_detector.watch');
  expect(first()).toHaveTextContent('no service guardduty');
});

test('a finished plan can be proven, which leads to the trial', async () => {
  const job = makeFinishedJob();
  backend.jobs = [job];
  const trial = makeJob({ mode: 'verify' });
  server.use(
    http.post('/api/v1/jobs/:id/verify', () => {
      backend.jobs.unshift(trial);
      return answer(trial, {}, { status: 202 });
    }),
  );
  const { user, router } = renderApp(`/jobs/${job.id}`);
  await user.click(await screen.findByRole('button', { name: 'Prove it' }));
  expect(await screen.findByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  expect(router.state.location.pathname).toBe(`/jobs/${trial.id}`);
});
