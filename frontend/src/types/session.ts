import * as z from 'zod';

const roleSchema = z.enum(['owner', 'admin', 'member', 'viewer']);

export const sessionSchema = z.object({
  user: z.object({ name: z.string(), email: z.string().nullish() }),
  organization: z.object({
    id: z.string(),
    name: z.string(),
    /** When it is deleted, where an owner asked for that. */
    deletion_due_at: z.string().nullish(),
  }),
  /** Where this person may work, by name. */
  organizations: z.array(z.object({ id: z.string(), name: z.string(), role: roleSchema })).optional(),
  role: roleSchema,
  /** Does this person work for the operator? Each of staff's routes asks for itself. */
  staff: z.boolean().optional(),
  /** When the access token wants to be renewed. */
  expires_at: z.string().nullish(),
  live_url: z.string(),
  architect: z.object({ name: z.string(), is_language_model: z.boolean() }),
});

export type Session = z.infer<typeof sessionSchema>;
export type Architect = Session['architect'];

/** May this person see and change what concerns the whole organization? */
export function mayAdminister(role: Session['role']): boolean {
  return role === 'owner' || role === 'admin';
}
