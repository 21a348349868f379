import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';

import { request, requestNothing, requestPage } from '@/lib/api/client';

const PATH = '/api/v1/members';
const MEMBERS = ['members'];

export const ROLES = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

const memberSchema = z.object({
  user_id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(ROLES),
  joined_at: z.string(),
  you: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;

/** Who belongs to the organization, who joined first before. */
export function useMembers() {
  return useQuery({
    queryKey: MEMBERS,
    queryFn: async ({ signal }) => (await requestPage<Member>(PATH, memberSchema, { signal })).items,
  });
}

/** Gives a member another role; `onChanged` with true where it is one's own. */
export function useChangeRole(onChanged: (own: boolean) => void) {
  const client = useQueryClient();
  return useMutation<Member, Error, { id: string; role: Role }>({
    mutationFn: ({ id, role }) => request<Member>(at(id), memberSchema, { method: 'PATCH', body: { role } }),
    onSuccess: ({ you }) => {
      onChanged(you);
    },
    onSettled: () => client.invalidateQueries({ queryKey: MEMBERS }),
  });
}

/** Takes a member out: they are signed out here, and their keys stop working. */
export function useRemoveMember() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => requestNothing(at(id), { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: MEMBERS }),
  });
}

/** Makes a member the owner in one's own place. */
export function useTransfer(onTransferred: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      requestNothing('/api/v1/organization/transfer', { method: 'POST', body: { user_id: id } }),
    onSuccess: onTransferred,
    onSettled: () => client.invalidateQueries({ queryKey: MEMBERS }),
  });
}

/** Leaves the organization; the session goes on in another one. */
export function useLeave(onLeft: () => void) {
  return useMutation({
    mutationFn: () => requestNothing('/api/v1/organization/leave', { method: 'POST', body: {} }),
    onSuccess: onLeft,
  });
}

function at(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}
