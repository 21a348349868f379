import * as z from 'zod';

const limitsSchema = z.object({
  turns: z.number(),
  tool_calls: z.number(),
  tokens: z.number(),
  seconds: z.number(),
  usd: z.number(),
});
export type LimitName = keyof z.infer<typeof limitsSchema>;

const ownSchema = z.object({
  turns: z.number().nullish(),
  tool_calls: z.number().nullish(),
  tokens: z.number().nullish(),
  seconds: z.number().nullish(),
  usd: z.number().nullish(),
});

const modelSchema = z.object({ title: z.string(), is_language_model: z.boolean() });

export const organizationSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(['owner', 'admin', 'member', 'viewer']),
  model: z.object({
    chosen: z.string().nullable(),
    default: modelSchema,
    choices: z.array(modelSchema.extend({ name: z.string() })),
  }),
  agent_limits: z.object({ effective: limitsSchema, own: ownSchema, platform: limitsSchema }),
});
export type Organization = z.infer<typeof organizationSchema>;
export type ModelChoices = Organization['model'];

/** What is left out stays; a limit that is null is the platform's again. */
export type OrganizationChange = {
  model?: string | null;
  agent_limits?: Partial<Record<LimitName, number | null>>;
};

export const ORGANIZATION_PATH = '/api/v1/organization';
export const ORGANIZATION_KEY = ['organization'];
