/** How each option stands in one row of the comparison. */
import type { Option } from '../api/analysis';

/** `same` in all of them, `best` of those that differ, or just another one. */
export type Standing = 'same' | 'best' | 'other';

export type Measure = {
  id: string;
  label: string;
  /** What is compared; null where the option has no such figure. */
  of: (option: Option) => number | null;
  better: 'more' | 'less';
};

/** Classes, not milliseconds and points: what differs within one is no more exact than the class. */
const LATENCIES = [
  'none',
  'microseconds',
  'milliseconds',
  'tens_of_milliseconds',
  'hundreds_of_milliseconds',
  'seconds',
  'minutes',
];
export const LEVELS = ['low', 'medium', 'high'] as const;

export const MEASURES = {
  cost: { id: 'cost', label: 'Cost a month', of: ({ cost }) => cost.expected, better: 'less' },
  availability: {
    id: 'availability',
    label: 'Availability',
    of: ({ availability }) => availability.percent,
    better: 'more',
  },
  zone: {
    id: 'zone',
    label: 'A zone is lost',
    of: ({ recovery }) => recovery.zone.rto_minutes + recovery.zone.rpo_minutes,
    better: 'less',
  },
  region: {
    id: 'region',
    label: 'The region is lost',
    of: ({ recovery }) => recovery.region.rto_minutes + recovery.region.rpo_minutes,
    better: 'less',
  },
  latency: {
    id: 'latency',
    label: 'Latency',
    of: ({ latency }) => LATENCIES.indexOf(latency.latency),
    better: 'less',
  },
  effort: {
    id: 'effort',
    label: 'Effort to run',
    of: ({ effort }) => LEVELS.indexOf(effort.level),
    better: 'less',
  },
  review: { id: 'review', label: 'Well-Architected', of: ({ score }) => score, better: 'more' },
} as const satisfies Record<string, Measure>;

/** The standing of every option in one measure, in their order. */
export function standings(options: Option[], { of, better }: Measure): Standing[] {
  const values = options.map(of);
  if (values.every((value) => value === values[0])) return values.map(() => 'same');
  const known = values.filter((value) => value !== null);
  const best = better === 'more' ? Math.max(...known) : Math.min(...known);
  return values.map((value) => (value === best ? 'best' : 'other'));
}

/** Standings by the values themselves, where none is better than another. */
export function sameness(values: string[]): Standing[] {
  const same = values.every((value) => value === values[0]);
  return values.map(() => (same ? 'same' : 'other'));
}
