import { expect, test } from 'vitest';

import { ticksTo } from './ticks';

test('marks are round, begin at nothing and reach past the greatest', () => {
  expect(ticksTo(666.31)).toEqual([0, 200, 400, 600, 800]);
  expect(ticksTo(0.62)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
  expect(ticksTo(100)).toEqual([0, 25, 50, 75, 100]);
  expect(ticksTo(48_213)).toEqual([0, 20_000, 40_000, 60_000]);
});

test('what costs nothing still has an axis', () => {
  expect(ticksTo(0)).toEqual([0, 1]);
});
