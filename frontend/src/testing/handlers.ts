/** The HTTP API as MSW handlers, over jobs kept in memory. Tests override single answers with `server.use`. */
import { http, HttpResponse, type HttpResponseResolver, type JsonBodyType } from 'msw';

import type { Job } from '@/types/job';
import type { ProgressEvent } from '@/types/progress-event';

import { adminHandlers, resetAdministration } from './admin';
import { answer, refusal } from './answers';
import { apiKeyHandlers, resetApiKeys } from './api-keys';
import { batchHandlers, resetBatches } from './batches';
import { billingHandlers, resetBilling } from './billing';
import { FILES } from './bundle-files';
import { conversationHandlers, endTurn, resetTalks, talks } from './conversations';
import { exportHandlers, resetExports } from './exports';
import { membersHandlers, resetPeople } from './members';
import { notificationHandlers, resetNotifications } from './notifications';
import { organizationHandlers, resetOrganization } from './organization';
import { makeJob, SESSION } from './plans';
import { resetSharing, sharingHandlers } from './sharing';
import { resetStaff, staffHandlers } from './staff';
import { resetUsage, usageHandlers } from './usage';
import { resetWebhooks, webhookHandlers } from './webhooks';

type Backend = { jobs: Job[]; events: Map<string, ProgressEvent[]>; onSubmit: (job: Job) => void };

export { answer, refusal };

export const backend: Backend = { jobs: [], events: new Map(), onSubmit: () => undefined };
talks.jobs = () => backend.jobs;

export function resetBackend(): void {
  backend.jobs = [];
  backend.events.clear();
  backend.onSubmit = () => undefined;
  resetTalks();
  resetOrganization();
  resetAdministration();
  resetApiKeys();
  resetPeople();
  resetUsage();
  resetNotifications();
  resetBilling();
  resetExports();
  resetBatches();
  resetStaff();
  resetSharing();
  resetWebhooks();
}

type JobPath = { id: string };

function withJob(
  resolve: (job: Job, request: Request) => HttpResponse<JsonBodyType>,
): HttpResponseResolver<JobPath> {
  return ({ params, request }) => {
    const job = backend.jobs.find(({ id }) => id === params.id);
    return job ? resolve(job, request) : refusal(404, 'not_found', 'There is no such job.');
  };
}

type Body = { mode: string; request: string } & Partial<Job['options']>;

async function submit({ request }: { request: Request }) {
  const { mode, request: text, ...options } = (await request.json()) as Body;
  return accept(makeJob({ mode, request: text, options: { pins: [], version: 1, ...options } }));
}

async function revise({ params, request }: { params: JobPath; request: Request }) {
  const before = backend.jobs.find(({ id }) => id === params.id);
  if (!before) return refusal(404, 'not_found', 'There is no such job.');
  const body = (await request.json()) as Partial<Job['options']>;
  const options = { pins: [], based_on: before.id, version: before.options.version + 1, ...body };
  return accept(makeJob({ request: before.request, options }));
}

function accept(job: Job) {
  backend.jobs.unshift(job);
  backend.onSubmit(job);
  return answer(job, {}, { status: 202 });
}

/** The job, and those that it is based on, the first one first. */
function versions(job: Job): object[] {
  const before = backend.jobs.find(({ id }) => id === job.options.based_on);
  const { version, instruction, based_on: parent } = job.options;
  const told = { instruction: instruction ?? null, parent_id: parent ?? null };
  const own = { version, job_id: job.id, state: job.state, ...told };
  return [...(before ? versions(before) : []), { ...own, created_at: job.created_at }];
}

/** Lists tell of what was made only in short. */
function asListed({ result, ...job }: Job) {
  return { ...job, result: result ? { title: result.title, monthly_usd: result.monthly_usd } : null };
}

export const handlers = [
  ...conversationHandlers,
  ...organizationHandlers,
  ...notificationHandlers,
  ...adminHandlers,
  ...apiKeyHandlers,
  ...membersHandlers,
  ...sharingHandlers,
  ...usageHandlers,
  ...billingHandlers,
  ...exportHandlers,
  ...batchHandlers,
  ...staffHandlers,
  ...webhookHandlers,
  http.get('/api/v1/session', () => answer(SESSION)),
  http.post('/auth/logout', () => new HttpResponse(null, { status: 204 })),
  http.get('/api/v1/jobs', ({ request }) => {
    const words = (new URL(request.url).searchParams.get('q') ?? '').toLowerCase().split(' ');
    const found = backend.jobs.filter(({ mode, request: asked, result }) => {
      const text = `${asked} ${result?.title ?? ''}`.toLowerCase();
      return mode !== 'brainstorm' && words.every((word) => text.includes(word));
    });
    return answer(found.map(asListed));
  }),
  http.post('/api/v1/jobs', submit),
  http.post<JobPath>('/api/v1/jobs/:id/revisions', revise),
  http.get<JobPath>(
    '/api/v1/jobs/:id/versions',
    withJob((job) => answer(versions(job))),
  ),
  http.get<JobPath>(
    '/api/v1/jobs/:id',
    withJob((job) => answer(job)),
  ),
  http.post<JobPath>(
    '/api/v1/jobs/:id/cancel',
    withJob((job) => {
      Object.assign(job, { state: 'cancelled' });
      const turn = talks.kept.find(({ said }) => said.at(-1)?.job_id === job.id);
      if (turn) endTurn(turn, 'cancelled');
      return answer(job);
    }),
  ),
  http.get<JobPath>(
    '/api/v1/jobs/:id/events',
    withJob((job, request) => {
      const after = Number(new URL(request.url).searchParams.get('after') ?? 0);
      return answer((backend.events.get(job.id) ?? []).filter(({ seq }) => seq > after));
    }),
  ),
  http.get<JobPath>(
    '/api/v1/jobs/:id/artifacts',
    withJob(() =>
      answer(
        Object.entries(FILES).map(([name, { type, text }]) => ({
          name,
          size: text.length,
          sha256: '',
          media_type: type,
        })),
      ),
    ),
  ),
  http.get('/api/v1/jobs/:id/artifacts/*', ({ request }) => {
    const name = decodeURIComponent(new URL(request.url).pathname.split('/artifacts/')[1] ?? '');
    const file = FILES[name];
    if (!file) return refusal(404, 'not_found', 'There is no such file.');
    return new HttpResponse(file.text, { headers: { 'Content-Type': file.type } });
  }),
];
