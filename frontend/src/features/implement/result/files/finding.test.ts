import { expect, test } from 'vitest';

import { findAll, markTokens } from './finding';

test('what is looked for is found without regard to case, line by line', () => {
  expect(findAll('a Bucket\nbucket bucket\n', 'BUCKET')).toEqual([
    { line: 0, column: 2, length: 6 },
    { line: 1, column: 0, length: 6 },
    { line: 1, column: 7, length: 6 },
  ]);
  expect(findAll('aaaa', 'aa')).toHaveLength(2);
  expect(findAll('anything', '')).toEqual([]);
});

test('tokens are cut where something was found, also across two of them', () => {
  const tokens = [
    { kind: 'keyword', text: 'resource' },
    { kind: 'plain', text: ' ' },
    { kind: 'string', text: '"bucket"' },
  ] as const;
  const marked = markTokens([...tokens], findAll('resource "bucket"', 'e "b'));
  expect(marked.map(({ text, found }) => [text, found !== null])).toEqual([
    ['resourc', false],
    ['e', true],
    [' ', true],
    ['"b', true],
    ['ucket"', false],
  ]);
});
