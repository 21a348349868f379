/** Build-time settings, checked once when the page starts: a wrong one stops it with a sentence, not a riddle. */
import * as z from 'zod';

const schema = z.object({
  VITE_API_URL: z
    .string()
    .regex(
      /^(https?:\/\/[^/]+)?$/,
      'must be empty (same origin) or an origin like https://groundplan.example',
    )
    .default(''),
});

export type Env = { apiUrl: string };

/** Throws an Error naming every setting that is wrong. */
export function readEnv(values: Record<string, unknown>): Env {
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Error(`Groundplan was built with wrong settings: ${faults.join('; ')}.`);
  }
  return { apiUrl: parsed.data.VITE_API_URL };
}

export const env = readEnv(import.meta.env);
