import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';

import { request, requestPage } from '@/lib/api/client';

import { STAFF_PATH } from './staff-pages';

const REFETCH_MS = 5_000;
const RATES_REFETCH_MS = 60_000;

const countsSchema = z.object({ waiting: z.number(), in_flight: z.number(), delayed: z.number() });
const queueSchema = z.object({
  messages: countsSchema.nullable(),
  dead_messages: countsSchema.nullable(),
  oldest_seconds: z.number().nullable(),
  jobs: z.array(
    z.object({
      mode: z.string(),
      tier: z.string(),
      jobs: z.number(),
      delayed: z.number(),
      suspended: z.number(),
    }),
  ),
});
export type QueueState = z.infer<typeof queueSchema>;

const workerSchema = z.object({
  worker: z.string(),
  reported_at: z.string().nullable(),
  jobs: z.array(
    z.object({
      job_id: z.string(),
      org_id: z.string(),
      mode: z.string(),
      stage: z.string().nullable(),
      attempt: z.number(),
      started_at: z.string().nullable(),
      lease_until: z.string(),
    }),
  ),
});
export type Worker = z.infer<typeof workerSchema>;

const rateSchema = z.object({
  hour: z.string(),
  mode: z.string(),
  succeeded: z.number(),
  failed: z.number(),
  cancelled: z.number(),
  seconds: z.number().nullable(),
  error_codes: z.record(z.string(), z.number()),
});
export type JobRate = z.infer<typeof rateSchema>;
export type Window = '24h' | '7d';

const httpRateSchema = z.object({
  hour: z.string(),
  requests: z.number(),
  refused: z.number(),
  errors: z.number(),
  seconds_50: z.number().nullable(),
  seconds_95: z.number().nullable(),
  errors_by_route: z.record(z.string(), z.number()),
});
export type HttpRate = z.infer<typeof httpRateSchema>;

export const deadJobSchema = z.object({
  job_id: z.string(),
  org_id: z.string(),
  organization: z.string(),
  mode: z.string(),
  code: z.string(),
  message: z.string(),
  attempts: z.number(),
  finished_at: z.string(),
  may_be_sent_again: z.boolean(),
});
export type DeadJob = z.infer<typeof deadJobSchema>;

const deadMessageSchema = z.object({
  message_id: z.string(),
  receives: z.number(),
  first_received_at: z.string().nullable(),
  job_id: z.string().nullable(),
  state: z.string().nullable(),
  mode: z.string().nullable(),
  code: z.string().nullable(),
});
export type DeadMessage = z.infer<typeof deadMessageSchema>;

const outcomeSchema = z.object({ jobs: z.number(), revived: z.number(), messages: z.number() });

export function useQueue() {
  return useQuery({
    queryKey: ['staff', 'queue'],
    queryFn: ({ signal }) => request<QueueState>(`${STAFF_PATH}/queue`, queueSchema, { signal }),
    refetchInterval: REFETCH_MS,
  });
}

export function useWorkers() {
  return useQuery({
    queryKey: ['staff', 'workers'],
    queryFn: async ({ signal }) =>
      (await requestPage<Worker>(`${STAFF_PATH}/workers`, workerSchema, { signal })).items,
    refetchInterval: REFETCH_MS,
  });
}

export function useJobRates(window: Window) {
  return useQuery({
    queryKey: ['staff', 'job-rates', window],
    queryFn: async ({ signal }) =>
      (await requestPage<JobRate>(`${STAFF_PATH}/job-rates?window=${window}`, rateSchema, { signal })).items,
    refetchInterval: RATES_REFETCH_MS,
  });
}

export function useHttpRates(window: Window) {
  return useQuery({
    queryKey: ['staff', 'http-rates', window],
    queryFn: async ({ signal }) =>
      (await requestPage<HttpRate>(`${STAFF_PATH}/http-rates?window=${window}`, httpRateSchema, { signal }))
        .items,
    refetchInterval: RATES_REFETCH_MS,
  });
}

/** The messages themselves, asked for once: each look counts as a receipt of every one of them. */
export function useDeadMessages() {
  return useQuery({
    queryKey: ['staff', 'dead-messages'],
    queryFn: async ({ signal }) =>
      (await requestPage<DeadMessage>(`${STAFF_PATH}/dead-letters/messages`, deadMessageSchema, { signal }))
        .items,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

/** Sends dead letters again: these, or all where `jobIds` is null. Twice is once. */
export function useRedrive() {
  const client = useQueryClient();
  return useMutation<z.infer<typeof outcomeSchema>, Error, { jobIds: string[] | null; reason: string }>({
    mutationFn: ({ jobIds, reason }) =>
      request(`${STAFF_PATH}/dead-letters/redrive`, outcomeSchema, {
        method: 'POST',
        body: { job_ids: jobIds, reason },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['staff'] }),
  });
}
