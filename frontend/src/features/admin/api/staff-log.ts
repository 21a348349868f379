import * as z from 'zod';

const anything = z.record(z.string(), z.unknown());

export const actSchema = z.object({
  id: z.string(),
  at: z.string(),
  action: z.string(),
  reason: z.string(),
  before: anything,
  after: anything,
  staff_id: z.string().nullable(),
  on_org: z.string().nullable(),
  on_user: z.string().nullable(),
});
export type Act = z.infer<typeof actSchema>;

export const ACTIONS: Record<string, string> = {
  'organization.suspend': 'Suspended an organization',
  'organization.unsuspend': 'Lifted an organization’s suspension',
  'organization.tier': 'Changed a tier',
  'user.suspend': 'Suspended a person',
  'user.unsuspend': 'Lifted a person’s suspension',
  'jobs.redrive': 'Sent dead letters again',
  'staff.grant': 'Made somebody staff',
  'staff.revoke': 'Made somebody staff no more',
};

export const usageSchema = z.object({
  org_id: z.string(),
  name: z.string(),
  tier: z.string(),
  jobs: z.number(),
  by_mode: z.record(z.string(), z.number()),
  succeeded: z.number(),
  failed: z.number(),
  running_seconds: z.number(),
  agent_usd: z.number(),
});
export type OrganizationUsage = z.infer<typeof usageSchema>;

export const callSchema = z.object({
  id: z.string(),
  org_id: z.string(),
  job_id: z.string(),
  name: z.string(),
  server: z.string().nullable(),
  phase: z.enum(['before', 'after']),
  status: z.string(),
  seconds: z.number().nullable(),
  at: z.string(),
});
export type StaffCall = z.infer<typeof callSchema>;
