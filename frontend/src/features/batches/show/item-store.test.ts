import { expect, test } from 'vitest';

import type { BatchItem } from '../api/batch';
import { boundaryBefore, EMPTY, merge, type ItemStore } from './item-store';

const items = (...lines: number[]): BatchItem[] => lines.map((line) => ({ line }) as BatchItem);
const page = (nextCursor: string | null, ...lines: number[]) => ({ items: items(...lines), nextCursor });
const linesOf = ({ rows }: ItemStore): number[] => rows.map(({ line }) => line);
const START = { line: 0, cursor: null };

test('pages follow one another until the last one', () => {
  const one = merge(EMPTY, START, page('c2', 1, 2));
  expect(one.frontier).toEqual({ line: 2, cursor: 'c2' });
  const both = merge(one, { line: 2, cursor: 'c2' }, page(null, 3));
  expect([linesOf(both), both.frontier]).toEqual([[1, 2, 3], null]);
  expect(boundaryBefore(both, 3)).toEqual({ line: 2, cursor: 'c2' });
  expect(boundaryBefore(both, 2)).toEqual(START);
});

test('asked for again, what left the filter is gone and what came in is there; the rest stays', () => {
  const before = merge(merge(EMPTY, START, page('c3', 1, 3)), { line: 3, cursor: 'c3' }, page('c9', 5, 9));
  const after = merge(before, START, page('c4', 2, 4));
  expect(linesOf(after)).toEqual([2, 4, 5, 9]);
  expect(after.frontier).toEqual({ line: 9, cursor: 'c9' });
  expect(boundaryBefore(after, 5)).toEqual({ line: 4, cursor: 'c4' });
});

test('what comes in behind the end is asked for, too', () => {
  const whole = merge(EMPTY, START, page(null, 1, 2));
  expect(merge(whole, START, page('c4', 3, 4)).frontier).toEqual({ line: 4, cursor: 'c4' });
  expect(merge(whole, START, page(null)).rows).toEqual([]);
});
