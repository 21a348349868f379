import { expect, test } from 'vitest';

import { describe } from './report-error';

const WORDS = 'Unexpected token in "a bakery, ada@example.com /assets/secret.js:1:2"';

function broken(stack: string): Error {
  const error = new TypeError(WORDS);
  error.stack = stack;
  return error;
}

test('name, places in our files and route are told, in Chromium’s words', () => {
  const stack = `TypeError: ${WORDS}
    at ResultView (https://groundplan.example/assets/result-view-8f0e1c2a.js:1:2048)
    at async https://groundplan.example/assets/index-11aa22bb.js:3:7
    at eval (chrome-extension://abc/x.js:1:1)`;
  expect(describe('render', broken(stack), '/jobs/01890000-0000-7000-8000-000000000000/diagram')).toEqual({
    kind: 'render',
    name: 'TypeError',
    page: '/jobs/:id/diagram',
    frames: ['ResultView@/assets/result-view-8f0e1c2a.js:1:2048', '@/assets/index-11aa22bb.js:3:7'],
  });
});

test('and in Firefox’s', () => {
  const stack =
    'draw@https://groundplan.example/assets/scene-8f0e1c2a.js:1:20\n@https://groundplan.example/assets/index.js:3:7';
  expect(describe('error', broken(stack), '/').frames).toEqual([
    'draw@/assets/scene-8f0e1c2a.js:1:20',
    '@/assets/index.js:3:7',
  ]);
});

test('no word of the error leaves, and what is no error has no name', () => {
  const told = JSON.stringify(describe('rejection', broken(`TypeError: ${WORDS}`), '/shared/s3cr3tTOKEN'));
  expect(told).not.toMatch(/bakery|ada@|s3cr3t|secret/);
  expect(describe('rejection', 'a bakery', '/')).toEqual({
    kind: 'rejection',
    name: 'Unknown',
    page: '/',
    frames: [],
  });
});
