/** What one looks for in the audit. It stands in the page's address; the API is asked with it as a query. */

export const RANGES = [
  { value: 'hour', label: 'The last hour', seconds: 3_600 },
  { value: 'day', label: 'The last 24 hours', seconds: 86_400 },
  { value: 'week', label: 'The last 7 days', seconds: 7 * 86_400 },
  { value: 'month', label: 'The last 30 days', seconds: 30 * 86_400 },
] as const;
/** Chosen by two moments instead. */
export const CUSTOM = 'custom';

export const OUTCOMES = [
  { value: 'success', label: 'Succeeded' },
  { value: 'error', label: 'Failed' },
  { value: 'refused', label: 'Refused' },
] as const;

const NAMES = ['range', 'from', 'to', 'server', 'tool', 'outcome', 'user', 'job'] as const;
export type FilterName = (typeof NAMES)[number];
/** Empty is open. `from` and `to` are local times of a form's field, and count with the range `custom`. */
export type Filters = Record<FilterName, string>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NAME_CHARACTERS = 200;

export function readFilters(address: URLSearchParams): Filters {
  return Object.fromEntries(NAMES.map((name) => [name, address.get(name) ?? ''])) as Filters;
}

/** The address of the same filters, without what is open. */
export function writeFilters(filters: Filters): URLSearchParams {
  const custom = filters.range === CUSTOM;
  const set = NAMES.filter((name) => filters[name] && (custom || (name !== 'from' && name !== 'to')));
  return new URLSearchParams(set.map((name) => [name, filters[name]]));
}

/** Why a filter cannot be asked for, or null. */
export function faultIn(name: FilterName, filters: Filters): string | null {
  const value = filters[name];
  if (!value) return null;
  if (name === 'job' && !UUID.test(value)) return 'A job’s id is 36 characters, as in its address.';
  if (name === 'tool' && value.length > NAME_CHARACTERS) return `At most ${NAME_CHARACTERS} characters.`;
  if (name === 'to' && filters.range === CUSTOM && filters.from && value <= filters.from)
    return 'Ends before it begins.';
  return null;
}

export function isFaulty(filters: Filters): boolean {
  return NAMES.some((name) => faultIn(name, filters) !== null);
}

/** The filters as the API takes them. Ranges end at `asOf`, in milliseconds. */
export function toQuery(filters: Filters, asOf: number): string {
  const { range, from, to, server, tool, outcome, user, job } = filters;
  const query = new URLSearchParams();
  const set = (name: string, value: string) => {
    if (value) query.set(name, value);
  };
  const span = RANGES.find(({ value }) => value === range)?.seconds;
  set('from', span ? new Date(asOf - span * 1000).toISOString() : range === CUSTOM ? inUtc(from) : '');
  set('to', range === CUSTOM ? inUtc(to) : '');
  set('server', server);
  set('tool', tool);
  set('status', outcome);
  set('user', user);
  set('job', job);
  return query.toString();
}

/** A form's local time in UTC; empty where it is none. */
function inUtc(local: string): string {
  const at = Date.parse(local);
  return Number.isNaN(at) ? '' : new Date(at).toISOString();
}
