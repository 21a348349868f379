/** What the API refused, in words that stand beside what it refused. */
import { ApiError, type Detail } from '@/lib/api/errors';

/** What is sent without a connection waits for one. */
export const OFFLINE = 'You are offline. This is sent when the connection is back.';

/** Every fault in one sentence each, without the names of fields, which the place tells. */
export function tellFault(error: Error): string {
  if (!(error instanceof ApiError) || error.details.length === 0) return error.message;
  return error.details
    .map(({ field, fault, limit }) => `${subjectOf(field)} ${fault}${allowed(limit)}.`)
    .join(' ');
}

/** The fault that is about `name`: `sheet.region`, `assumptions.users`. */
export function faultOf(error: Error | null, name: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const found = error.details.find(({ field }) => trimmed(field) === name);
  return found && `This ${found.fault}${allowed(found.limit)}.`;
}

function trimmed(field: string): string {
  return field.replaceAll('/', '.').replace(/^(?:body\.)?(?:sheet\.)?/, '');
}

function subjectOf(field: string): string {
  const name = trimmed(field);
  if (name === 'text') return 'The message';
  return `The ${name.replaceAll('_', ' ')}`;
}

function allowed(limit: Detail['limit']): string {
  return limit === undefined || limit === null ? '' : `; allowed: ${[limit].flat().join(', ')}`;
}
