/** Webhooks and what was sent to them, kept in memory. */
import { http, HttpResponse } from 'msw';

import type { Delivery } from '@/features/webhooks/api/deliveries';
import type { NewWebhook, Webhook, WebhookChange } from '@/features/webhooks/api/webhooks';

import { answer, refusal } from './answers';

export const webhooks: { kept: Webhook[]; sent: Delivery[] } = { kept: [], sent: [] };

export function resetWebhooks(): void {
  webhooks.kept = [];
  webhooks.sent = [];
}

let made = 0;

export function makeWebhook(fields: Partial<Webhook> = {}): Webhook {
  made += 1;
  return {
    id: `hook-${made}`,
    url: 'https://hooks.example.com/groundplan',
    events: ['job.succeeded', 'job.failed'],
    description: 'Opens a ticket where a plan failed.',
    created_at: '2026-11-20T10:00:00Z',
    enabled: true,
    disabled_at: null,
    disabled_reason: null,
    failing_since: null,
    ...fields,
  };
}

export function makeDelivery(fields: Partial<Delivery> = {}): Delivery {
  made += 1;
  return {
    id: `delivery-${made}`,
    message_id: `msg_${made}`,
    event: 'job.succeeded',
    data: { job_id: 'job-7', state: 'succeeded', batch_id: null },
    created_at: new Date(Date.now() - 180_000).toISOString(),
    state: 'delivered',
    attempts: 1,
    next_attempt_at: null,
    ended_at: new Date().toISOString(),
    tries: [
      {
        number: 1,
        at: new Date(Date.now() - 179_000).toISOString(),
        milliseconds: 212,
        status: 200,
        fault: null,
        excerpt: 'thanks',
      },
    ],
    ...fields,
  };
}

type Path = { id: string; delivery?: string };
const NONE = refusal(404, 'not_found', 'There is no such webhook.');

function pending(fields: Partial<Delivery>): Delivery {
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  return makeDelivery({ state: 'pending', attempts: 0, next_attempt_at: soon, ended_at: null, ...fields });
}

export const webhookHandlers = [
  http.get('/api/v1/webhooks', () => answer(webhooks.kept)),
  http.post('/api/v1/webhooks', async ({ request }) => {
    const webhook = makeWebhook((await request.json()) as NewWebhook);
    webhooks.kept.push(webhook);
    return answer({ ...webhook, secret: 'whsec_the_first_secret' }, {}, { status: 201 });
  }),
  http.get<Path>('/api/v1/webhooks/:id', ({ params }) => {
    const webhook = webhooks.kept.find(({ id }) => id === params.id);
    return webhook ? answer(webhook) : NONE.clone();
  }),
  http.patch<Path>('/api/v1/webhooks/:id', async ({ params, request }) => {
    const { enabled, ...change } = (await request.json()) as WebhookChange;
    const at = webhooks.kept.findIndex(({ id }) => id === params.id);
    const before = webhooks.kept[at];
    if (!before) return NONE.clone();
    const on = { enabled: true, disabled_at: null, disabled_reason: null, failing_since: null };
    const off = { enabled: false, disabled_at: new Date().toISOString(), disabled_reason: 'person' as const };
    const turned = enabled === undefined ? {} : enabled ? on : off;
    const after: Webhook = { ...before, ...change, ...turned };
    webhooks.kept[at] = after;
    return answer(after);
  }),
  http.delete<Path>('/api/v1/webhooks/:id', ({ params }) => {
    webhooks.kept = webhooks.kept.filter(({ id }) => id !== params.id);
    return new HttpResponse(null, { status: 204 });
  }),
  http.post('/api/v1/webhooks/:id/rotate-secret', async ({ request }) => {
    const { at_once: atOnce } = (await request.json()) as { at_once: boolean };
    const until = atOnce ? null : '2026-11-24T12:00:00Z';
    return answer({ secret: 'whsec_another_secret', both_sign_until: until }, {}, { status: 201 });
  }),
  http.post('/api/v1/webhooks/:id/test', () => {
    const test = pending({ event: 'webhook.test', tries: [], data: {} });
    webhooks.sent.unshift(test);
    return answer(test, {}, { status: 202 });
  }),
  http.get('/api/v1/webhooks/:id/deliveries', ({ request }) => {
    const state = new URL(request.url).searchParams.get('state');
    return answer(webhooks.sent.filter((one) => state === null || one.state === state));
  }),
  http.post<Path>('/api/v1/webhooks/:id/deliveries/:delivery/redeliver', ({ params }) => {
    const at = webhooks.sent.findIndex(({ id }) => id === params.delivery);
    const before = webhooks.sent[at];
    if (!before) return NONE.clone();
    webhooks.sent[at] = { ...before, ...pending({ id: before.id, message_id: before.message_id }) };
    return answer(webhooks.sent[at], {}, { status: 202 });
  }),
];
