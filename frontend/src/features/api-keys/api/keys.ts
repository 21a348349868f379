import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';

import { request, requestPage } from '@/lib/api/client';
import { useIdempotencyKey } from '@/lib/api/use-idempotency-key';

const PATH = '/api/v1/api-keys';
const KEYS = ['api-keys'];

export const SCOPES = ['read', 'submit', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

const keySchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scope: z.enum(SCOPES),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
  /** May this person revoke it? */
  revocable: z.boolean(),
});
export type ApiKey = z.infer<typeof keySchema>;

const createdSchema = keySchema.extend({ key: z.string() });
/** A new key: its secret is told this once. */
export type CreatedKey = z.infer<typeof createdSchema>;

export type NewKey = { name: string; scope: Scope; expires_in_days: number };

/** The organization's keys that have not been revoked, newest first. */
export function useKeys() {
  return useQuery({
    queryKey: KEYS,
    queryFn: async ({ signal }) => {
      const { items } = await requestPage<ApiKey>(PATH, keySchema, { signal });
      return items.filter(({ revoked_at }) => revoked_at === null);
    },
  });
}

/** Makes a key; the same body sent again makes no second one. */
export function useCreateKey(onCreated: (key: CreatedKey) => void) {
  const client = useQueryClient();
  const idempotency = useIdempotencyKey();
  return useMutation<CreatedKey, Error, NewKey>({
    mutationFn: (body) =>
      request<CreatedKey>(PATH, createdSchema, {
        method: 'POST',
        body,
        headers: idempotency.headersFor(body),
      }),
    onSuccess: (key) => {
      idempotency.accepted();
      onCreated(key);
      return client.invalidateQueries({ queryKey: KEYS });
    },
  });
}

/** Revokes a key: it stops working at once. */
export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation<ApiKey, Error, string>({
    mutationFn: (id) => request<ApiKey>(`${PATH}/${encodeURIComponent(id)}`, keySchema, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: KEYS }),
  });
}
