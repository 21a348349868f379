import { expect, test, vi } from 'vitest';

import { followActions, traceparent } from './trace';

const HEADER = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/;
const ids = () => HEADER.exec(traceparent())?.slice(1) ?? [];

test('requests of one click are one trace, and those of the next another', () => {
  const page = new EventTarget();
  followActions(page);
  page.dispatchEvent(new Event('pointerdown'));
  const [first, firstSpan] = ids();
  const [second, secondSpan] = ids();
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(second).toBe(first);
  expect(secondSpan).not.toBe(firstSpan);

  page.dispatchEvent(new Event('pointerdown'));
  expect(ids()[0]).not.toBe(first);
});

test('what a page asks by itself, long after, is a trace of its own', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(1_000);
  const page = new EventTarget();
  followActions(page);
  page.dispatchEvent(new Event('keydown'));
  const [first] = ids();
  now.mockReturnValue(60_000);
  const [second] = ids();
  expect(second).not.toBe(first);
  expect(ids()[0]).not.toBe(second);
});
