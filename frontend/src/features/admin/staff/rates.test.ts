import { expect, test } from 'vitest';

import type { JobRate } from '../api/staff-queue';
import { barsOf, errorShareOf, formatShare, mostFrequent, niceCeiling, totalOf } from './rates';

const NOW = Date.parse('2026-11-22T12:30:00Z');
const NAMES = ['succeeded', 'failed', 'cancelled'] as const;
const rate = (hour: string, fields: Partial<JobRate> = {}): JobRate => ({
  hour,
  mode: 'implement',
  succeeded: 3,
  failed: 1,
  cancelled: 0,
  seconds: 2,
  error_codes: {},
  ...fields,
});

test('a day has a bar for each hour, the present one last, and modes are put together', () => {
  const bars = barsOf(
    [rate('2026-11-22T12:00:00Z'), rate('2026-11-22T12:00:00Z', { mode: 'analyze' })],
    NAMES,
    '24h',
    NOW,
  );
  expect(bars).toHaveLength(24);
  expect(bars.at(-1)).toEqual({
    from: Date.parse('2026-11-22T12:00:00Z'),
    counts: { succeeded: 6, failed: 2, cancelled: 0 },
  });
  expect(bars.slice(0, -1).every(({ counts }) => counts.succeeded === 0)).toBe(true);
  expect(totalOf(bars, 'succeeded')).toBe(6);
});

test('a week has bars of six hours, and what is older is left out', () => {
  const bars = barsOf([rate('2026-11-15T14:00:00Z'), rate('2026-11-15T12:00:00Z')], NAMES, '7d', NOW);
  expect(bars).toHaveLength(28);
  expect(bars[0]?.counts.succeeded).toBe(3);
});

test('a share of errors is of those that were not cancelled', () => {
  expect(errorShareOf({ succeeded: 3, failed: 1 })).toBe(0.25);
  expect(errorShareOf({ succeeded: 0, failed: 0 })).toBeNull();
  expect([0.25, 0.004, 0, null].map(formatShare)).toEqual(['25 %', '0.4 %', '0 %', '–']);
});

test('codes are counted over all, and scales end at a round number', () => {
  expect(mostFrequent([{ a: 1, b: 5 }, { a: 2 }])).toEqual([
    ['b', 5],
    ['a', 3],
  ]);
  expect([0, 1, 3, 6, 11, 200, 201].map(niceCeiling)).toEqual([1, 1, 5, 10, 20, 200, 500]);
});
