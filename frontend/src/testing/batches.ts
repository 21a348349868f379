/** Batches kept in memory, with as many items as a test wants. */
import { http, type HttpResponse, type JsonBodyType } from 'msw';

import type { Batch, BatchItem, Counts, ItemState } from '@/features/batches/api/batch';

import { answer, refusal } from './answers';

const NONE: Counts = { waiting: 0, queued: 0, running: 0, succeeded: 0, failed: 0, cancelled: 0 };

type Kept = { batch: Batch; items: BatchItem[] };
type Sent = { body: string; type: string | null; query: URLSearchParams; key: string | null };

export const batches: { kept: Kept[]; sent: Sent[]; asked: URLSearchParams[] } = {
  kept: [],
  sent: [],
  asked: [],
};

export function resetBatches(): void {
  Object.assign(batches, { kept: [], sent: [], asked: [] });
}

let made = 0;

export function makeBatch(states: readonly ItemState[], fields: Partial<Batch> = {}): Kept {
  made += 1;
  const id = `0190c0de-0000-7000-8000-${String(made).padStart(12, '0')}`;
  const items = states.map((state, index) => makeItem(id, index + 1, state));
  const batch: Batch = {
    id,
    name: 'Clinics',
    state: 'running',
    total: items.length,
    counts: NONE,
    acceptance: 'all_or_nothing',
    refused: 0,
    faults: [],
    more_faults: 0,
    round: 1,
    per_minute: 12,
    finishes_at: null,
    notify: false,
    zip: null,
    created_at: '2026-11-22T11:00:00Z',
    started_at: '2026-11-22T11:00:01Z',
    finished_at: null,
    ...fields,
  };
  const kept = { batch, items };
  batches.kept.unshift(kept);
  return kept;
}

function makeItem(batchId: string, line: number, state: ItemState): BatchItem {
  const failed = state === 'failed';
  return {
    line,
    reference: `clinic-${line}`,
    job_id: `${batchId.slice(0, -6)}${String(line).padStart(6, '0')}`,
    mode: 'implement',
    state,
    attempt: state === 'waiting' ? 0 : 1,
    error: failed ? { code: 'deadline_exceeded', message: 'The design took longer than 300 s.' } : null,
    title: state === 'succeeded' ? 'Booking of appointments' : null,
    finished_at: null,
  };
}

function standing({ batch, items }: Kept): Batch {
  const counts = { ...NONE };
  for (const { state } of items) counts[state] += 1;
  return { ...batch, counts };
}

function withBatch(
  id: string,
  resolve: (kept: Kept) => HttpResponse<JsonBodyType>,
): HttpResponse<JsonBodyType> {
  const kept = batches.kept.find(({ batch }) => batch.id === id);
  return kept ? resolve(kept) : refusal(404, 'not_found', 'There is no such batch.');
}

const CHANGES: Record<string, (kept: Kept) => object | undefined> = {
  pause: ({ batch }) => void (batch.state = 'paused'),
  resume: ({ batch }) => void (batch.state = 'running'),
  cancel: ({ batch, items }) => {
    batch.state = 'cancelled';
    for (const item of items) if (item.state !== 'succeeded') item.state = 'cancelled';
  },
  retry: (kept) => {
    const failed = kept.items.filter(({ state }) => state === 'failed');
    for (const item of failed) Object.assign(item, { state: 'queued', error: null });
    kept.batch.state = 'running';
    return { retried: failed.length, batch: standing(kept) };
  },
  zip: ({ batch }) => void (batch.zip = { state: 'making', size: null, files: 0, url: null }),
};

type Path = { id: string; change: string };

export const batchHandlers = [
  http.get('/api/v1/batches', () => answer(batches.kept.map(standing))),
  http.post('/api/v1/batches', async ({ request }) => {
    const body = await request.text();
    const query = new URL(request.url).searchParams;
    batches.sent.push({
      body,
      query,
      type: request.headers.get('Content-Type'),
      key: request.headers.get('Idempotency-Key'),
    });
    const kept = makeBatch(
      body
        .trim()
        .split('\n')
        .map(() => 'waiting'),
      { name: query.get('name') ?? '' },
    );
    return answer(standing(kept), {}, { status: 202 });
  }),
  http.get<Path>('/api/v1/batches/:id', ({ params }) =>
    withBatch(params.id, (kept) => answer(standing(kept))),
  ),
  http.get<Path>('/api/v1/batches/:id/items', ({ params, request }) =>
    withBatch(params.id, ({ items }) => {
      const query = new URL(request.url).searchParams;
      batches.asked.push(query);
      const [state, q, after] = [query.get('state'), query.get('q'), Number(query.get('cursor') ?? 0)];
      const fitting = items.filter(
        (item) =>
          item.line > after && (!state || item.state === state) && (!q || item.reference?.includes(q)),
      );
      const limit = Number(query.get('limit'));
      const shown = fitting.slice(0, limit);
      return answer(shown, {
        next_cursor: fitting.length > limit ? String(shown.at(-1)?.line) : null,
      });
    }),
  ),
  http.post<Path>('/api/v1/batches/:id/:change', ({ params }) =>
    withBatch(params.id, (kept) => {
      const change = CHANGES[params.change];
      if (!change) return refusal(404, 'not_found', 'There is no such route.');
      return answer(change(kept) ?? standing(kept));
    }),
  ),
];
