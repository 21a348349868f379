/** Faults of a draft, field by field: found here before sending, or told by the API. */
import { REQUEST_CHARACTERS } from '@/config/limits';
import { ApiError } from '@/lib/api/errors';
import { countCharacters } from '@/lib/format/characters';
import { formatQuantity, plural } from '@/lib/format/quantity';

import type { Draft } from './draft';

export type Field = Exclude<keyof Draft, 'mode'>;
export type Faults = { fields: Partial<Record<Field, string>>; general: string | null };

const FIELDS: readonly Field[] = ['request', 'region', 'environment'];
export const NO_FAULTS: Faults = { fields: {}, general: null };

export function findFaults(draft: Draft): Faults {
  const count = countCharacters(draft.request);
  if (count === 0) return { fields: { request: 'Say what you want to build.' }, general: null };
  if (count <= REQUEST_CHARACTERS) return NO_FAULTS;
  const over = plural(count - REQUEST_CHARACTERS, 'character');
  const limit = formatQuantity(REQUEST_CHARACTERS);
  return {
    fields: { request: `The request is ${over} too long; the limit is ${limit}.` },
    general: null,
  };
}

/** What the API refused, beside the fields it named; everything else in one sentence. */
export function faultsFrom(error: Error): Faults {
  if (!(error instanceof ApiError) || error.aboutLimit) return { fields: {}, general: error.message };
  const fields: Faults['fields'] = {};
  const others: string[] = [];
  for (const { field, fault, limit } of error.details) {
    const known = FIELDS.find((name) => name === field || field.endsWith(`.${name}`));
    const sentence = `${fault}${limit ? `; ${allowed(limit)}` : ''}.`;
    if (known) fields[known] = `${label(known)} ${sentence}`;
    else others.push(`${field} ${sentence}`);
  }
  const told = Object.keys(fields).length > 0 && others.length === 0;
  return { fields, general: told ? null : [error.message, ...others].join(' ') };
}

function allowed(limit: string | number | (string | number)[]): string {
  return `allowed: ${Array.isArray(limit) ? limit.join(', ') : limit}`;
}

function label(field: Field): string {
  return { request: 'The request', region: 'The region', environment: 'The environment' }[field];
}
