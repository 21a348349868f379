import { expect, test } from 'vitest';

import { FIT, pan, zoom } from './viewport';

const FRAME = { width: 800, height: 400 };

test('zooming keeps the point under the cursor', () => {
  const { scale, x, y } = zoom(FIT, 2, FRAME, { x: 100, y: -50 });
  expect({ scale, x, y }).toEqual({ scale: 2, x: -100, y: 50 });
});

test('a drawing is never smaller than its frame, nor larger than twelve times', () => {
  expect(zoom(FIT, 0.5, FRAME)).toEqual(FIT);
  expect(zoom(FIT, 100, FRAME).scale).toBe(12);
});

test('panning stops at the edges', () => {
  expect(pan(FIT, { x: 50, y: 50 }, FRAME)).toEqual(FIT);
  expect(pan({ scale: 2, x: 0, y: 0 }, { x: 999, y: -10 }, FRAME)).toEqual({ scale: 2, x: 400, y: -10 });
});
