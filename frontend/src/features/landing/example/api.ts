/** The example bundle: files beside the page, made by `make example` and served to anybody. */
import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { requestFile, requestText } from '@/lib/api/client';

const FOLDER = '/example';

const aboutSchema = z.object({
  request: z.string(),
  made_on: z.string(),
  result: z.object({
    title: z.string(),
    summary: z.string(),
    region: z.string(),
    components: z.array(z.object({ id: z.string(), name: z.string(), block: z.string() })),
    connections: z.array(z.unknown()),
    monthly_usd: z.number(),
    checks: z.object({ passed: z.number(), failed: z.number(), skipped: z.number() }),
    files: z.number(),
  }),
  shown: z.array(z.object({ name: z.string(), size: z.number() })),
});
export type About = z.infer<typeof aboutSchema>;
export type ShownFile = About['shown'][number];

const costSchema = z.object({
  components: z.array(
    z.object({
      component: z.string(),
      name: z.string(),
      monthly_usd: z.number(),
      low_usd: z.number(),
      high_usd: z.number(),
      share_percent: z.number(),
    }),
  ),
  monthly_usd: z.number(),
  low_usd: z.number(),
  high_usd: z.number(),
  prices_from: z.string().nullish(),
});
export type Cost = z.infer<typeof costSchema>;

const checksSchema = z.object({
  checks: z.array(
    z.object({
      id: z.string(),
      sentence: z.string(),
      status: z.enum(['passed', 'failed', 'skipped']),
      reason: z.string().default(''),
    }),
  ),
});
export type Check = z.infer<typeof checksSchema>['checks'][number];

/** Where a file of the bundle is. */
export function exampleUrl(name: string): string {
  return `${FOLDER}/files/${name.split('/').map(encodeURIComponent).join('/')}`;
}

const forAnybody = { anonymous: true } as const;

export function useAbout() {
  return useQuery({
    queryKey: ['example', 'about'],
    queryFn: ({ signal }) => requestFile(`${FOLDER}/about.json`, aboutSchema, { signal, ...forAnybody }),
    staleTime: Infinity,
  });
}

export function useCost() {
  return useQuery({
    queryKey: ['example', 'cost'],
    queryFn: ({ signal }) => requestFile(exampleUrl('cost.json'), costSchema, { signal, ...forAnybody }),
    staleTime: Infinity,
  });
}

export function useChecks() {
  return useQuery({
    queryKey: ['example', 'checks'],
    queryFn: async ({ signal }) =>
      (await requestFile(exampleUrl('checks.json'), checksSchema, { signal, ...forAnybody })).checks,
    staleTime: Infinity,
  });
}

export function useFile(name: string) {
  return useQuery({
    queryKey: ['example', 'file', name],
    queryFn: ({ signal }) =>
      requestText(exampleUrl(name), { signal, headers: { Accept: '*/*' }, ...forAnybody }),
    staleTime: Infinity,
  });
}
