/** How jobs ended, hour by hour, as a chart wants it: hours in which none ended are there, too. */
import type { JobRate, Window } from '../api/staff-queue';

export type Bar = {
  /** Its beginning, in milliseconds. */
  from: number;
  succeeded: number;
  failed: number;
  cancelled: number;
};

const HOUR_MS = 3_600_000;
/** Bars of a day are hours, those of a week six hours. */
const SPANS: Record<Window, { bars: number; hours: number }> = {
  '24h': { bars: 24, hours: 1 },
  '7d': { bars: 28, hours: 6 },
};

export function barsOf(rates: readonly JobRate[], window: Window, now: number): Bar[] {
  const { bars, hours } = SPANS[window];
  const span = hours * HOUR_MS;
  const end = (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
  const start = end - bars * span;
  const made = Array.from({ length: bars }, (_, index): Bar => {
    return { from: start + index * span, succeeded: 0, failed: 0, cancelled: 0 };
  });
  for (const { hour, succeeded, failed, cancelled } of rates) {
    const bar = made[Math.floor((Date.parse(hour) - start) / span)];
    if (!bar) continue;
    bar.succeeded += succeeded;
    bar.failed += failed;
    bar.cancelled += cancelled;
  }
  return made;
}

/** 0 to 1, of those that were not cancelled; null where none ended. */
export function errorShareOf({ succeeded, failed }: Pick<Bar, 'succeeded' | 'failed'>): number | null {
  return succeeded + failed > 0 ? failed / (succeeded + failed) : null;
}

/** The codes of errors with how often each, the most frequent first. */
export function codesOf(rates: readonly JobRate[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { error_codes: codes } of rates) {
    for (const [code, count] of Object.entries(codes)) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  return [...counts].sort(([, one], [, other]) => other - one);
}

/** The end of a scale: 1, 2 or 5 with zeros. */
export function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}
