import { expect, test } from 'vitest';

import { neighbour } from './neighbours';
import { roundedPath } from './way-path';

const box = (x: number, y: number) => ({ x, y, width: 10, height: 10 });
const BOXES = new Map([
  ['middle', box(100, 100)],
  ['right', box(200, 110)],
  ['far', box(150, 300)],
  ['above', box(90, 20)],
]);

test('arrow keys lead to the nearest box on their side, and nowhere where there is none', () => {
  expect(neighbour('middle', 'ArrowRight', BOXES)).toBe('right');
  expect(neighbour('middle', 'ArrowUp', BOXES)).toBe('above');
  expect(neighbour('middle', 'ArrowDown', BOXES)).toBe('right');
  expect(neighbour('above', 'ArrowUp', BOXES)).toBeNull();
});

test('corners of a line are round, by half of a short piece at most', () => {
  const corner = [
    { x: 0, y: 0 },
    { x: 20, y: 0 },
    { x: 20, y: 4 },
  ];
  expect(roundedPath(corner)).toBe('M0 0 L14 0 Q20 0 20 2 L20 4');
  expect(roundedPath([])).toBe('');
});
