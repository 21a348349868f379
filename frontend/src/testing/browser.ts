/** `npm run dev:mocks`: the pages without a backend. Each request runs through every stage in a few seconds. */
import { ws } from 'msw';
import { setupWorker } from 'msw/browser';

import type { ProgressEvent } from '@/types/progress-event';

import { toEvents, WHOLE_RUN } from './events';
import { backend, handlers } from './handlers';
import { makeFinishedJob, makeJob, RESULT, SESSION } from './plans';

const STEP_MS = 450;
const HOUR_MS = 3_600_000;

const live = ws.link(`${SESSION.live_url}/live`);

export async function startMocks(): Promise<void> {
  backend.jobs = history();
  backend.onSubmit = (job) => {
    run(job.id);
  };
  const liveHandler = live.addEventListener('connection', ({ client }) => {
    client.addEventListener('message', ({ data }) => {
      const message = JSON.parse(data as string) as { type: string; job_id: string; after: number };
      if (message.type !== 'subscribe') return;
      client.send(JSON.stringify({ type: 'subscribed', job_id: message.job_id }));
      for (const event of backend.events.get(message.job_id) ?? []) {
        if (event.seq > message.after) client.send(JSON.stringify(event));
      }
    });
  });
  await setupWorker(...handlers, liveHandler).start({ onUnhandledRequest: 'bypass', quiet: true });
}

function history() {
  const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();
  return [
    makeFinishedJob({ created_at: ago(0.2) }),
    makeJob({
      state: 'failed',
      attempt: 3,
      created_at: ago(3),
      request: 'Move the old billing system',
      error: { code: 'deadline', message: 'The design took longer than 300 s.' },
    }),
    makeFinishedJob({
      created_at: ago(30),
      result: { ...RESULT, title: 'Static marketing site', monthly_usd: 4.1 },
    }),
    makeJob({ state: 'cancelled', created_at: ago(50), request: 'A data lake for sensor readings' }),
  ];
}

function run(jobId: string): void {
  const events = toEvents(jobId, WHOLE_RUN);
  const sent: ProgressEvent[] = [];
  backend.events.set(jobId, sent);
  events.forEach((event, index) => {
    window.setTimeout(() => {
      sent.push(event);
      if (event.type === 'state') settle(jobId, event.data.state);
      live.broadcast(JSON.stringify(event));
    }, index * STEP_MS);
  });
}

function settle(jobId: string, state: string): void {
  const job = backend.jobs.find(({ id }) => id === jobId);
  const result = state === 'succeeded' ? RESULT : null;
  if (job) Object.assign(job, { state, result, attempt: 1 });
}
