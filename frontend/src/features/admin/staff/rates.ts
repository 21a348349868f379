/** What was counted hour by hour, as a chart wants it: hours in which nothing was are there, too. */
import type { Window } from '../api/staff-queue';

/** A span of time with what was counted in it, by the names of what is counted. */
export type Bar<Name extends string = string> = {
  /** Its beginning, in milliseconds. */
  from: number;
  counts: Record<Name, number>;
};

const HOUR_MS = 3_600_000;
/** Bars of a day are hours, those of a week six hours. */
const SPANS: Record<Window, { bars: number; hours: number }> = {
  '24h': { bars: 24, hours: 1 },
  '7d': { bars: 28, hours: 6 },
};

type Hourly<Name extends string> = { hour: string } & Record<Name, number>;

export function barsOf<Name extends string>(
  rates: readonly Hourly<Name>[],
  names: readonly Name[],
  window: Window,
  now: number,
): Bar<Name>[] {
  const { bars, hours } = SPANS[window];
  const span = hours * HOUR_MS;
  const end = (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
  const start = end - bars * span;
  const inBar = (index: number): readonly Hourly<Name>[] =>
    rates.filter(({ hour }) => Math.floor((Date.parse(hour) - start) / span) === index);
  return Array.from({ length: bars }, (_, index): Bar<Name> => {
    const sums = names.map((name) => [name, inBar(index).reduce((sum, rate) => sum + rate[name], 0)]);
    return { from: start + index * span, counts: Object.fromEntries(sums) as Record<Name, number> };
  });
}

/** How many of one name all bars have together. */
export function totalOf<Name extends string>(bars: readonly Bar<Name>[], name: Name): number {
  return bars.reduce((sum, { counts }) => sum + counts[name], 0);
}

/** 0 to 1, of those that were not cancelled; null where none ended. */
export function errorShareOf({ succeeded, failed }: Record<'succeeded' | 'failed', number>): number | null {
  return succeeded + failed > 0 ? failed / (succeeded + failed) : null;
}

/** A share of 0 to 1 in per cent, with a digit where it is small: 25 %, 0.4 %; a dash where there is none. */
export function formatShare(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}

/** What was counted by some name, over all hours, the most frequent first. */
export function mostFrequent(counted: readonly Record<string, number>[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const [name, count] of counted.flatMap((one) => Object.entries(one))) {
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts].sort(([, one], [, other]) => other - one);
}

/** The end of a scale: 1, 2 or 5 with zeros. */
export function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}
