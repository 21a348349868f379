/** The envelopes of the HTTP API, around what it answers and what it refuses. */
import { HttpResponse } from 'msw';

export function answer(data: unknown, meta: object = {}, init?: ResponseInit) {
  return HttpResponse.json(
    { data, meta: { timestamp: '2026-11-22T12:00:00Z', request_id: 'r-1', ...meta } } as object,
    init,
  );
}

type Detail = { field: string; fault: string; limit: string };

export function refusal(status: number, code: string, message: string, details: Detail[] = []) {
  const meta = { timestamp: '2026-11-22T12:00:00Z', request_id: 'r-1' };
  return HttpResponse.json({ error: { code, message, details }, meta }, { status });
}
