/** What staff see, kept in memory, and changed as the API does. */
import { http } from 'msw';

import type { OrganizationDetail, UserDetail } from '@/features/admin/api/staff-accounts';
import type { Act } from '@/features/admin/api/staff-log';
import type {
  DeadJob,
  DeadMessage,
  HttpRate,
  JobRate,
  QueueState,
  Worker,
} from '@/features/admin/api/staff-queue';

import { answer, refusal } from './answers';
import { SESSION } from './plans';

const AT = '2026-11-22T11:00:00Z';
export const ACME = '0190c0de-0000-7000-8000-0000000000c1';
export const GRACE = '0190c0de-0000-7000-8000-0000000000d1';

type Kept = {
  user: UserDetail;
  organization: OrganizationDetail;
  queue: QueueState;
  workers: Worker[];
  rates: JobRate[];
  httpRates: HttpRate[];
  dead: DeadJob[];
  deadMessages: DeadMessage[];
  acts: Act[];
  /** What was posted: the path below /admin, and its body. */
  done: [string, Record<string, unknown>][];
  /** The queries that lists were asked with. */
  asked: string[];
};

function fresh(): Kept {
  return {
    user: {
      id: GRACE,
      name: 'Grace Example',
      email: 'grace@example.test',
      email_verified: true,
      created_at: AT,
      suspended_since: null,
      suspended_because: null,
      is_staff: false,
      sessions: 1,
      api_keys: 0,
      last_active_at: AT,
      organizations: [{ id: ACME, name: 'Acme', tier: 'free', role: 'owner', joined_at: AT }],
    },
    organization: {
      id: ACME,
      name: 'Acme',
      tier: 'free',
      created_at: AT,
      members: 1,
      suspended_since: null,
      suspended_because: null,
      deletion_due_at: null,
      subscription_tier: null,
      unfinished_jobs: 2,
      jobs_this_month: { implement: 12 },
      sessions: 1,
      api_keys: 0,
      last_active_at: AT,
      people: [],
    },
    queue: {
      messages: { waiting: 3, in_flight: 1, delayed: 0 },
      dead_messages: { waiting: 0, in_flight: 0, delayed: 0 },
      oldest_seconds: 4,
      jobs: [{ mode: 'implement', tier: 'free', jobs: 5, delayed: 2, suspended: 0 }],
    },
    workers: [],
    rates: [],
    httpRates: [],
    dead: [],
    deadMessages: [],
    acts: [],
    done: [],
    asked: [],
  };
}

export const staff: Kept = fresh();

export function resetStaff(): void {
  Object.assign(staff, fresh());
}

/** Who is signed in works for the operator. */
export const asStaff = http.get('/api/v1/session', () => answer({ ...SESSION, role: 'member', staff: true }));

export function makeDeadJob(fields: Partial<DeadJob> = {}): DeadJob {
  return {
    job_id: '0190c0de-0000-7000-8000-0000000000e1',
    org_id: ACME,
    organization: 'Acme',
    mode: 'implement',
    code: 'abandoned',
    message: 'No worker finished it in 5 attempts.',
    attempts: 5,
    finished_at: AT,
    may_be_sent_again: true,
    ...fields,
  };
}

const list = (path: string, rows: () => unknown[]) =>
  http.get(`/api/v1/admin/${path}`, ({ request }) => {
    staff.asked.push(`${path}${new URL(request.url).search}`);
    return answer(rows());
  });

type Body = { reason: string; tier?: 'free' | 'pro' | 'enterprise'; job_ids?: string[] | null };

function note(path: string, body: Body): void {
  staff.done.push([path, body]);
}

export const staffHandlers = [
  list('users', () => [staff.user]),
  list('organizations', () => [staff.organization]),
  list('workers', () => staff.workers),
  list('job-rates', () => staff.rates),
  list('http-rates', () => staff.httpRates),
  list('dead-letters', () => staff.dead),
  list('dead-letters/messages', () => staff.deadMessages),
  list('acts', () => staff.acts),
  list('chores', () => []),
  list('usage', () => []),
  list('tool-calls', () => []),
  http.get('/api/v1/admin/queue', () => answer(staff.queue)),
  http.get('/api/v1/admin/users/:id', () => answer(staff.user)),
  http.get('/api/v1/admin/organizations/:id', () => answer(staff.organization)),
  http.post<{ act: string }>('/api/v1/admin/users/:id/:act', async ({ params, request }) => {
    const body = (await request.json()) as Body;
    note(`users/${params.act}`, body);
    const since = params.act === 'suspend' ? AT : null;
    Object.assign(staff.user, { suspended_since: since, suspended_because: since && body.reason });
    return answer(staff.user);
  }),
  http.post<{ act: string }>('/api/v1/admin/organizations/:id/:act', async ({ params, request }) => {
    const body = (await request.json()) as Body;
    note(`organizations/${params.act}`, body);
    if (params.act === 'tier') Object.assign(staff.organization, { tier: body.tier });
    else if (params.act === 'suspend' || params.act === 'unsuspend')
      Object.assign(staff.organization, { suspended_since: params.act === 'suspend' ? AT : null });
    else return refusal(404, 'not_found', 'There is no such route.');
    return answer(staff.organization);
  }),
  http.post('/api/v1/admin/dead-letters/redrive', async ({ request }) => {
    const body = (await request.json()) as Body;
    note('redrive', body);
    const sent = staff.dead.filter(({ job_id: id }) => body.job_ids?.includes(id) ?? true);
    staff.dead = staff.dead.filter((job) => !sent.includes(job));
    return answer({ jobs: sent.length, revived: sent.length, messages: 0 });
  }),
];
