/** What the API tells of conversations. The types of what the worker reads are forgiving: a newer one may say more. */
import * as z from 'zod';

import { jobSchema, stateSchema } from '@/types/job';

const choiceSchema = z.object({ label: z.string(), value: z.string() });
export type Choice = z.infer<typeof choiceSchema>;

const citationSchema = z.object({ title: z.string(), url: z.string() });
export type Citation = z.infer<typeof citationSchema>;

export const sheetSchema = z.object({
  request: z.string().default(''),
  region: z.string().nullish(),
  assumptions: z.record(z.string(), z.string()).default({}),
  pins: z.array(z.string()).default([]),
  understood: z
    .array(z.object({ label: z.string(), value: z.string(), quote: z.string().default('') }))
    .default([]),
  assumed: z
    .array(z.object({ subject: z.string(), value: z.string(), reason: z.string().default('') }))
    .default([]),
  questions: z
    .array(z.object({ id: z.string(), text: z.string(), choices: z.array(choiceSchema).default([]) }))
    .default([]),
  conflicts: z.array(z.object({ text: z.string(), resolve: z.string().default('') })).default([]),
});
export type Sheet = z.infer<typeof sheetSchema>;
/** What the user sets; the rest is read from what was said. */
export type SheetChange = Partial<Pick<Sheet, 'request' | 'region' | 'assumptions' | 'pins'>>;

export const conversationSchema = z.object({
  id: z.string(),
  title: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type Conversation = z.infer<typeof conversationSchema>;

export const shownSchema = conversationSchema.extend({ sheet: sheetSchema });
export type ShownConversation = z.infer<typeof shownSchema>;

export const utteranceSchema = z.object({
  seq: z.number(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  citations: z.array(citationSchema).default([]),
  choices: z.array(choiceSchema).default([]),
  state: z.enum(['complete', 'stopped', 'failed']),
  created_at: z.string(),
  job_id: z.string().nullish(),
  job_state: stateSchema.nullish(),
  error: z.object({ code: z.string(), message: z.string() }).nullish(),
});
export type Utterance = z.infer<typeof utteranceSchema>;

export const turnSchema = z.object({ utterance: utteranceSchema, job: jobSchema });
export type Turn = z.infer<typeof turnSchema>;

export const begunSchema = shownSchema.extend({ turn: turnSchema.nullish() });
export type BegunConversation = z.infer<typeof begunSchema>;

const PATH = '/api/v1/conversations';

/** The API's path of all conversations, of one, or of what stands below it. */
export function conversationPath(id = '', below = ''): string {
  return id ? `${PATH}/${encodeURIComponent(id)}${below}` : PATH;
}

export const conversationKeys = {
  all: ['conversations'],
  lists: ['conversations', 'list'],
  list: (words: string) => ['conversations', 'list', words],
  one: (id: string) => ['conversations', 'one', id],
  said: (id: string) => ['conversations', 'said', id],
};

/** A conversation has no title before its first answer. */
export function titleOf({ title }: Pick<Conversation, 'title'>): string {
  return title || 'New conversation';
}
