import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { requestPage } from '@/lib/api/client';

const REFETCH_MS = 5_000;

export const toolServerSchema = z.object({
  name: z.string(),
  worker: z.string(),
  transport: z.string(),
  enabled: z.string(),
  state: z.string(),
  since: z.string(),
  version: z.string(),
  tools: z.object({
    allowed: z.array(z.string()),
    offered: z.number(),
    missing: z.array(z.string()),
    unapproved: z.array(z.string()),
    changed: z.array(z.string()),
  }),
  last_error: z.string().nullable(),
  last_error_at: z.string().nullable(),
  restarts: z.number(),
  calls: z.number(),
  seen_at: z.string(),
  lookups: z.object({ hits: z.number(), misses: z.number(), hit_rate: z.number().nullable() }),
});
/** One server as one worker sees it. */
export type ToolServer = z.infer<typeof toolServerSchema>;

/** Every server of every worker, asked for again every few seconds. */
export function useToolServers({ live, staff = false }: { live: boolean; staff?: boolean }) {
  // The same answer by two ways: an organization's administrators and staff have one each.
  const path = staff ? '/api/v1/admin/mcp-servers' : '/api/v1/admin/tool-servers';
  return useQuery({
    queryKey: ['admin', 'tool-servers', path],
    queryFn: async ({ signal }) => {
      const page = await requestPage<ToolServer>(path, toolServerSchema, { signal });
      return page.items;
    },
    refetchInterval: live ? REFETCH_MS : false,
  });
}
