import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { requestPage } from '@/lib/api/client';

const personSchema = z.object({ id: z.string(), name: z.string() });
export type Person = z.infer<typeof personSchema>;

/** The organization's members, whose names stand in the place of ids. */
export function usePeople() {
  return useQuery({
    queryKey: ['admin', 'people'],
    queryFn: async ({ signal }) =>
      (await requestPage<Person>('/api/v1/admin/audit/people', personSchema, { signal })).items,
    staleTime: 60_000,
  });
}
