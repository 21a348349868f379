/** `npm run dev:mocks`: the pages without a backend. Each request runs through every stage in a few seconds. */
import { setupWorker } from 'msw/browser';

import { fillAdministration } from './browser-admin';
import { converse, pastTalks } from './browser-talk';
import { talks } from './conversations';
import { toEvents, WHOLE_RUN } from './events';
import { planHandlers } from './example';
import { backend, handlers } from './handlers';
import { liveHandler, publish } from './live';
import { makeFinishedJob, makeJob, RESULT } from './plans';
import { sessionHandlers } from './sessions';

const STEP_MS = 450;
const HOUR_MS = 3_600_000;

export async function startMocks(): Promise<void> {
  backend.jobs = history();
  backend.onSubmit = (job) => {
    run(job.id);
  };
  talks.kept = pastTalks();
  talks.onSay = converse;
  fillAdministration();
  await setupWorker(...handlers, ...planHandlers, ...sessionHandlers, liveHandler).start({
    onUnhandledRequest: 'bypass',
    quiet: true,
  });
}

function history() {
  const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();
  const error = { code: 'deadline_exceeded', message: 'The design took longer than 300 s.' };
  return [
    makeFinishedJob({ created_at: ago(0.2) }),
    makeJob({
      state: 'failed',
      attempt: 3,
      created_at: ago(3),
      request: 'Move the old billing system',
      error,
    }),
    makeFinishedJob({
      created_at: ago(30),
      result: { ...RESULT, title: 'Static marketing site', monthly_usd: 4.1 },
    }),
    makeJob({ state: 'cancelled', created_at: ago(50), request: 'A data lake for sensor readings' }),
  ];
}

function run(jobId: string): void {
  toEvents(jobId, WHOLE_RUN).forEach((event, index) => {
    window.setTimeout(() => {
      if (event.type === 'state') settle(jobId, event.data.state);
      publish(event);
    }, index * STEP_MS);
  });
}

function settle(jobId: string, state: string): void {
  const job = backend.jobs.find(({ id }) => id === jobId);
  const result = state === 'succeeded' ? RESULT : null;
  if (job) Object.assign(job, { state, result, attempt: 1 });
}
