import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';

import { request } from '@/lib/api/client';

import { STAFF_PATH } from './staff-pages';

const tierSchema = z.enum(['free', 'pro', 'enterprise']);
export type Tier = z.infer<typeof tierSchema>;
export const TIERS: readonly Tier[] = tierSchema.options;

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  email_verified: z.boolean(),
  created_at: z.string(),
  suspended_since: z.string().nullable(),
});
export type User = z.infer<typeof userSchema>;

const userDetailSchema = userSchema.extend({
  suspended_because: z.string().nullable(),
  is_staff: z.boolean(),
  sessions: z.number(),
  api_keys: z.number(),
  last_active_at: z.string().nullable(),
  organizations: z.array(
    z.object({ id: z.string(), name: z.string(), tier: tierSchema, role: z.string(), joined_at: z.string() }),
  ),
});
export type UserDetail = z.infer<typeof userDetailSchema>;

export const organizationSchema = z.object({
  id: z.string(),
  name: z.string(),
  tier: tierSchema,
  created_at: z.string(),
  members: z.number(),
  suspended_since: z.string().nullable(),
  deletion_due_at: z.string().nullable(),
});
export type StaffOrganization = z.infer<typeof organizationSchema>;

const organizationDetailSchema = organizationSchema.extend({
  suspended_because: z.string().nullable(),
  subscription_tier: tierSchema.nullable(),
  unfinished_jobs: z.number(),
  jobs_this_month: z.record(z.string(), z.number()),
  sessions: z.number(),
  api_keys: z.number(),
  last_active_at: z.string().nullable(),
  people: z.array(
    z.object({
      user_id: z.string(),
      name: z.string(),
      email: z.string(),
      role: z.string(),
      joined_at: z.string(),
      suspended_since: z.string().nullable(),
    }),
  ),
});
export type OrganizationDetail = z.infer<typeof organizationDetailSchema>;

const userPath = (id: string, below = ''): string => `${STAFF_PATH}/users/${encodeURIComponent(id)}${below}`;
const organizationPath = (id: string, below = ''): string =>
  `${STAFF_PATH}/organizations/${encodeURIComponent(id)}${below}`;

export function useUser(id: string) {
  return useQuery({
    queryKey: ['staff', 'user', id],
    queryFn: ({ signal }) => request<UserDetail>(userPath(id), userDetailSchema, { signal }),
  });
}

export function useStaffOrganization(id: string) {
  return useQuery({
    queryKey: ['staff', 'organization', id],
    queryFn: ({ signal }) =>
      request<OrganizationDetail>(organizationPath(id), organizationDetailSchema, { signal }),
  });
}

export type UserAct = { act: 'suspend' | 'unsuspend'; reason: string };
export type OrganizationAct = UserAct | { act: 'tier'; tier: Tier; reason: string };

export function useUserAct(id: string) {
  const client = useQueryClient();
  return useMutation<UserDetail, Error, UserAct>({
    mutationFn: ({ act, reason }) =>
      request<UserDetail>(userPath(id, `/${act}`), userDetailSchema, { method: 'POST', body: { reason } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['staff'] }),
  });
}

export function useOrganizationAct(id: string) {
  const client = useQueryClient();
  return useMutation<OrganizationDetail, Error, OrganizationAct>({
    mutationFn: ({ act, ...body }) =>
      request<OrganizationDetail>(organizationPath(id, `/${act}`), organizationDetailSchema, {
        method: 'POST',
        body,
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['staff'] }),
  });
}
