/** What the live server sends: a few control messages, and events. */
import * as z from 'zod';

export const serverMessageSchema = z.union([
  z.object({ type: z.literal('subscribed'), job_id: z.string() }),
  z.object({ type: z.literal('resync') }),
  z.object({ type: z.literal('pong') }),
  z.object({ type: z.literal('error'), code: z.string().nullish(), message: z.string().nullish() }),
  z.looseObject({
    type: z.string(),
    job_id: z.string(),
    seq: z.number(),
    at: z.union([z.string(), z.number()]),
    data: z.unknown(),
  }),
]);
