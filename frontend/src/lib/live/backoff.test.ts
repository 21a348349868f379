import { expect, test } from 'vitest';

import { backoff } from './backoff';

test('waits double, stop at 15 s, and are spread over half their length', () => {
  expect([1, 2, 3, 10].map((failures) => backoff(failures, () => 1))).toEqual([500, 1_000, 2_000, 15_000]);
  expect(backoff(10, () => 0)).toBe(7_500);
});
