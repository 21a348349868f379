import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import * as z from 'zod';

import { request, requestNothing, requestPage } from '@/lib/api/client';
import { useIdempotencyKey } from '@/lib/api/use-idempotency-key';

import type { WebhookEvent } from '../events';

const PATH = '/api/v1/webhooks';
const KEY = ['webhooks'];

const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  /** Of a newer server there may be more than this page has words for. */
  events: z.array(z.string()),
  description: z.string(),
  created_at: z.string(),
  enabled: z.boolean(),
  disabled_at: z.string().nullable(),
  disabled_reason: z.enum(['person', 'gone', 'failing']).nullable(),
  failing_since: z.string().nullable(),
});
export type Webhook = z.infer<typeof webhookSchema>;

const createdSchema = webhookSchema.extend({ secret: z.string() });
/** A new one: its secret is told this once. */
export type CreatedWebhook = z.infer<typeof createdSchema>;

const secretSchema = z.object({ secret: z.string(), both_sign_until: z.string().nullable() });
export type SigningSecret = z.infer<typeof secretSchema>;

export type NewWebhook = { url: string; events: WebhookEvent[]; description: string };
/** What is left out stays. */
export type WebhookChange = Partial<NewWebhook> & { enabled?: boolean };

export function pathOf(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}

export function useWebhooks() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await requestPage<Webhook>(PATH, webhookSchema, { signal })).items,
  });
}

export function useWebhook(id: string) {
  return useQuery({
    queryKey: [...KEY, id],
    queryFn: ({ signal }) => request<Webhook>(pathOf(id), webhookSchema, { signal }),
  });
}

/** Makes one; the same body sent again makes no second one. */
export function useCreateWebhook(onCreated: (webhook: CreatedWebhook) => void) {
  const client = useQueryClient();
  const idempotency = useIdempotencyKey();
  return useMutation<CreatedWebhook, Error, NewWebhook>({
    mutationFn: (body) =>
      request<CreatedWebhook>(PATH, createdSchema, {
        method: 'POST',
        body,
        headers: idempotency.headersFor(body),
      }),
    onSuccess: (webhook) => {
      idempotency.accepted();
      onCreated(webhook);
      return refresh(client);
    },
  });
}

export function useChangeWebhook(id: string) {
  const client = useQueryClient();
  return useMutation<Webhook, Error, WebhookChange>({
    mutationFn: (body) => request<Webhook>(pathOf(id), webhookSchema, { method: 'PATCH', body }),
    onSuccess: (webhook) => {
      client.setQueryData([...KEY, id], webhook);
      return refresh(client);
    },
  });
}

export function useRemoveWebhook(id: string, onRemoved: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => requestNothing(pathOf(id), { method: 'DELETE' }),
    onSuccess: () => {
      onRemoved();
      client.removeQueries({ queryKey: [...KEY, id] });
      return client.invalidateQueries({ queryKey: KEY, exact: true });
    },
  });
}

/** Signs with another secret; the one before signs too for a day, unless it is to end at once. */
export function useRotateSecret(id: string, onMade: (secret: SigningSecret) => void) {
  const idempotency = useIdempotencyKey();
  return useMutation<SigningSecret, Error, { at_once: boolean }>({
    mutationFn: (body) =>
      request<SigningSecret>(`${pathOf(id)}/rotate-secret`, secretSchema, {
        method: 'POST',
        body,
        headers: idempotency.headersFor(body),
      }),
    onSuccess: (secret) => {
      idempotency.accepted();
      onMade(secret);
    },
  });
}

/** The list, each webhook, and the logs: they change together. */
export function refresh(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: KEY });
}
