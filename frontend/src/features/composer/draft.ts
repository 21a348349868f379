/** A request as it is written, before it is sent. */
import * as z from 'zod';

export const MODES = ['implement', 'analyze', 'brainstorm'] as const;
export type Mode = (typeof MODES)[number];

/** What “Edit the request” on another page hands over. */
export const draftSchema = z.object({
  mode: z.enum(MODES).catch('implement'),
  request: z.string(),
  region: z.string(),
  environment: z.string(),
});
export type Draft = z.infer<typeof draftSchema>;

export const EMPTY_DRAFT: Draft = { mode: 'implement', request: '', region: '', environment: '' };

/** The body of `POST /api/v1/jobs`. */
export function toBody({ mode, request, region, environment }: Draft) {
  return {
    mode,
    request,
    ...(region ? { region } : {}),
    ...(environment ? { environment } : {}),
  };
}
