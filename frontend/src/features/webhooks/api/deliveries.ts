import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';

import { request, requestPage, type Page } from '@/lib/api/client';
import { useIdempotencyKey } from '@/lib/api/use-idempotency-key';

import { pathOf, refresh } from './webhooks';

const REFETCH_MS = 3_000;
export const STATES = ['pending', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof STATES)[number];

const deliverySchema = z.object({
  id: z.string(),
  message_id: z.string(),
  event: z.string(),
  data: z.record(z.string(), z.unknown()),
  created_at: z.string(),
  state: z.enum(STATES),
  attempts: z.number(),
  next_attempt_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  tries: z.array(
    z.object({
      number: z.number(),
      at: z.string(),
      milliseconds: z.number(),
      status: z.number().nullable(),
      fault: z.string().nullable(),
      excerpt: z.string(),
    }),
  ),
});
export type Delivery = z.infer<typeof deliverySchema>;
export type DeliveryTry = Delivery['tries'][number];

/** What was sent to a webhook, the newest first; asked for again while something is on its way. */
export function useDeliveries(webhookId: string, state: DeliveryState | '') {
  return useInfiniteQuery({
    queryKey: ['webhooks', webhookId, 'deliveries', state],
    queryFn: ({ pageParam, signal }): Promise<Page<Delivery>> => {
      const query = new URLSearchParams({
        ...(state ? { state } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      });
      return requestPage<Delivery>(`${pathOf(webhookId)}/deliveries?${query}`, deliverySchema, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some(isOnItsWay)) ? REFETCH_MS : false,
  });
}

/** Is it sent within moments? One that waits for hours is not asked about all the time. */
export function isOnItsWay({ next_attempt_at: next }: Delivery): boolean {
  return next !== null && Date.parse(next) - Date.now() < 60_000;
}

/** Sends an event that says nothing. */
export function useSendTest(webhookId: string) {
  const client = useQueryClient();
  const idempotency = useIdempotencyKey();
  return useMutation({
    mutationFn: () =>
      request<Delivery>(`${pathOf(webhookId)}/test`, deliverySchema, {
        method: 'POST',
        headers: idempotency.headersFor(null),
      }),
    onSuccess: () => {
      idempotency.accepted();
      return refresh(client);
    },
  });
}

/** Sends one again, with the same id. */
export function useRedeliver(webhookId: string, deliveryId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      request<Delivery>(
        `${pathOf(webhookId)}/deliveries/${encodeURIComponent(deliveryId)}/redeliver`,
        deliverySchema,
        { method: 'POST' },
      ),
    onSettled: () => refresh(client),
  });
}
