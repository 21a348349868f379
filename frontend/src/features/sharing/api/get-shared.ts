import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { bundlePath } from '@/lib/api/artifact-url';
import { request } from '@/lib/api/client';
import { resultSchema } from '@/types/job';

const sharedSchema = z.object({
  title: z.string(),
  mode: z.enum(['analyze', 'implement']),
  option: z.string().nullable(),
  version: z.number(),
  made_at: z.string(),
  shared_at: z.string(),
  expires_at: z.string().nullable(),
  allows_download: z.boolean(),
  has_receipt: z.boolean(),
  files_removed_at: z.string().nullable(),
  /** What designed it is not told to visitors. */
  result: resultSchema
    .extend({ architect: z.string().default('') })
    .nullable()
    .catch(null),
});
export type Shared = z.infer<typeof sharedSchema>;

/** What is behind a link. Asked for once: it never changes, and every question counts as a visit. */
export function useShared(token: string) {
  return useQuery({
    queryKey: ['shared', token],
    queryFn: ({ signal }) => request<Shared>(bundlePath(token), sharedSchema, { signal, anonymous: true }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
