/** Links by which anybody may read one result, as members make and list them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';

import { request, requestPage } from '@/lib/api/client';
import { useIdempotencyKey } from '@/lib/api/use-idempotency-key';

const PATH = '/api/v1/share-links';
const KEY = ['share-links'];
const ORGANIZATION_PATH = '/api/v1/organization';

export const ALLOWED = ['off', 'ending', 'endless'] as const;
/** Which links of the organization open: none, those that end, or all. */
export type Allowed = (typeof ALLOWED)[number];

const linkSchema = z.object({
  id: z.string(),
  job_id: z.string(),
  title: z.string(),
  /** Null for who may not make links, and where it cannot be shown any more. */
  url: z.string().nullable(),
  state: z.enum(['open', 'expired', 'revoked', 'switched_off']),
  allows_download: z.boolean(),
  created_at: z.string(),
  created_by: z.string(),
  expires_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
  views: z.number(),
  last_viewed_at: z.string().nullable(),
});
export type ShareLink = z.infer<typeof linkSchema>;

const actSchema = z.object({
  act: z.string(),
  at: z.string(),
  share_link_id: z.string().nullable(),
  job_id: z.string().nullable(),
  user_name: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
});
export type ShareAct = z.infer<typeof actSchema>;

const allowedSchema = z
  .object({ share_links: z.enum(ALLOWED) })
  .transform(({ share_links: allowed }) => allowed);

export type NewLink = { title?: string; expires_in_days: number | null; allows_download: boolean };

/** Those of one job, newest first; without one all of the organization's. */
export function useShareLinks(jobId?: string) {
  const path = jobId === undefined ? PATH : linksPath(jobId);
  return useQuery({
    queryKey: [...KEY, 'list', jobId ?? ''],
    queryFn: async ({ signal }) => (await requestPage<ShareLink>(path, linkSchema, { signal })).items,
  });
}

/** What was done to the organization's links, for owners and admins. */
export function useShareActs() {
  return useQuery({
    queryKey: [...KEY, 'acts'],
    queryFn: async ({ signal }) => (await requestPage<ShareAct>(`${PATH}/acts`, actSchema, { signal })).items,
  });
}

export function useAllowed() {
  return useQuery({
    queryKey: [...KEY, 'allowed'],
    queryFn: ({ signal }) => request<Allowed>(ORGANIZATION_PATH, allowedSchema, { signal }),
  });
}

/** Holds at once, for links that are there too. */
export function useAllow() {
  const refresh = useRefresh();
  return useMutation<Allowed, Error, Allowed>({
    mutationFn: (allowed) =>
      request<Allowed>(ORGANIZATION_PATH, allowedSchema, {
        method: 'PATCH',
        body: { share_links: allowed },
      }),
    onSuccess: refresh,
  });
}

/** Makes a link; the same body sent again makes no second one. */
export function useMakeLink(jobId: string, onMade: (link: ShareLink) => void) {
  const refresh = useRefresh();
  const idempotency = useIdempotencyKey();
  return useMutation<ShareLink, Error, NewLink>({
    mutationFn: (body) =>
      request<ShareLink>(linksPath(jobId), linkSchema, {
        method: 'POST',
        body,
        headers: idempotency.headersFor(body),
      }),
    onSuccess: (link) => {
      idempotency.accepted();
      onMade(link);
      return refresh();
    },
  });
}

export function useRevokeLink(onRevoked: (link: ShareLink) => void) {
  const refresh = useRefresh();
  return useMutation<ShareLink, Error, string>({
    mutationFn: (id) => request<ShareLink>(pathOf(id), linkSchema, { method: 'DELETE' }),
    onSuccess: (link) => {
      onRevoked(link);
      return refresh();
    },
  });
}

/** Undoes a revocation: the same link opens the same result again. */
export function useRestoreLink() {
  const refresh = useRefresh();
  return useMutation<ShareLink, Error, string>({
    mutationFn: (id) => request<ShareLink>(`${pathOf(id)}/restore`, linkSchema, { method: 'POST' }),
    onSuccess: refresh,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: KEY });
}

function pathOf(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}

function linksPath(jobId: string): string {
  return `/api/v1/jobs/${encodeURIComponent(jobId)}/share-links`;
}
