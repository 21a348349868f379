import { formatQuantity } from '@/lib/format/quantity';

import type { LimitName } from './api/organization';

type Field = { name: LimitName; label: string; unit: string; whole: boolean; least: number };

export const FIELDS: readonly Field[] = [
  { name: 'turns', label: 'Answers of the model', unit: 'answers', whole: true, least: 1 },
  { name: 'tool_calls', label: 'Tool calls', unit: 'calls', whole: true, least: 1 },
  { name: 'tokens', label: 'Tokens', unit: 'tokens, in and out', whole: true, least: 1 },
  { name: 'seconds', label: 'Seconds', unit: 'seconds', whole: false, least: 1 },
  { name: 'usd', label: 'Estimated cost in US dollars', unit: 'dollars', whole: false, least: 0.01 },
];

/** The number that the text says; null for an empty one, which stands for the platform's limit. NaN: it says none. */
export function readLimit(text: string): number | null {
  const trimmed = text.trim().replaceAll(',', '');
  if (trimmed === '') return null;
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}

/** What is wrong with it, and what is allowed; undefined where nothing is. `most` is the platform's limit. */
export function faultIn(text: string, { whole, least }: Field, most: number): string | undefined {
  const limit = readLimit(text);
  if (limit === null) return undefined;
  if (Number.isNaN(limit)) return `This is not a number. Leave it empty for ${formatQuantity(most)}.`;
  if (whole && !Number.isInteger(limit)) return 'This has to be a whole number.';
  if (limit < least) return `At least ${formatQuantity(least)}.`;
  if (limit > most) return `The platform allows at most ${formatQuantity(most)}.`;
  return undefined;
}
