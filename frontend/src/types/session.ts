import * as z from 'zod';

export const sessionSchema = z.object({
  user: z.object({ name: z.string(), email: z.string().nullish() }),
  organization: z.object({ id: z.string(), name: z.string() }),
  role: z.enum(['owner', 'admin', 'member', 'viewer']),
  live_url: z.string(),
  architect: z.object({ name: z.string(), is_language_model: z.boolean() }),
});

export type Session = z.infer<typeof sessionSchema>;
export type Architect = Session['architect'];
