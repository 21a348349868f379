/** Factories for what the API answers; tests name only what they are about. */
import type { Job, JobResult } from '@/types/job';
import type { Session } from '@/types/session';

export const SESSION: Session = {
  user: { name: 'Ada Example', email: 'ada@example.test' },
  organization: { id: '0190c0de-0000-7000-8000-000000000001', name: 'Ada’s organization' },
  role: 'owner',
  live_url: 'ws://live.groundplan.test',
  architect: { name: 'offline architect', is_language_model: false },
};

export const RESULT: JobResult = {
  title: 'Serverless HTTP API for orders',
  summary: 'An HTTP API in front of one function, with a table for orders and a queue for what may wait.',
  region: 'eu-central-1',
  architect: 'offline architect',
  components: [
    { id: 'api', block: 'http_api', name: 'Orders API', service: 'api_gateway' },
    { id: 'handler', block: 'lambda_function', name: 'Order handler', service: 'lambda' },
    { id: 'orders', block: 'dynamodb_table', name: 'Orders', service: 'dynamodb' },
    { id: 'later', block: 'sqs_queue', name: 'Work for later', service: 'sqs' },
  ],
  connections: [
    { source: 'api', target: 'handler', label: 'HTTPS' },
    { source: 'handler', target: 'orders', label: 'reads and writes' },
    { source: 'handler', target: 'later', label: 'sends' },
  ],
  monthly_usd: 23.42,
  checks: { passed: 2, failed: 0, skipped: 1 },
  files: 6,
  seconds: 2.31,
  notes: [],
  assumptions: [],
};

let made = 0;

export function makeJob(fields: Partial<Job> = {}): Job {
  made += 1;
  return {
    id: `0190c0de-0000-7000-8000-${String(made).padStart(12, '0')}`,
    mode: 'implement',
    request: 'A serverless HTTP API for orders, 5 million requests a month',
    options: { region: null, environment: null, pins: [], version: 1 },
    state: 'queued',
    stage: null,
    attempt: 0,
    max_attempts: 3,
    created_at: new Date(Date.now() - 4_000).toISOString(),
    started_at: null,
    finished_at: null,
    error: null,
    result: null,
    notify: false,
    ...fields,
  };
}

export function makeFinishedJob(fields: Partial<Job> = {}): Job {
  const now = new Date().toISOString();
  return makeJob({
    state: 'succeeded',
    stage: 'bundle',
    attempt: 1,
    started_at: now,
    finished_at: now,
    result: RESULT,
    ...fields,
  });
}
