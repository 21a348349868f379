import { expect, test } from 'vitest';

import { faultIn, FIELDS, readLimit } from './limits';

const field = (name: string) => {
  const found = FIELDS.find((one) => one.name === name);
  if (!found) throw new Error(`there is no limit ${name}`);
  return found;
};

test.each([
  ['', null],
  ['  ', null],
  ['24', 24],
  ['400,000', 400_000],
  [' 1.5 ', 1.5],
  ['many', Number.NaN],
  ['-1', Number.NaN],
  ['1e3', Number.NaN],
])('“%s” is read as %s', (text, limit) => {
  expect(readLimit(text)).toEqual(limit);
});

test.each([
  ['turns', '', 24, undefined],
  ['turns', '24', 24, undefined],
  ['turns', '25', 24, 'The platform allows at most 24.'],
  ['turns', '0', 24, 'At least 1.'],
  ['turns', '1.5', 24, 'This has to be a whole number.'],
  ['turns', 'few', 24, 'This is not a number. Leave it empty for 24.'],
  ['usd', '0.5', 5, undefined],
  ['usd', '0', 5, 'At least 0.01.'],
])('%s “%s” of %s: %s', (name, text, most, fault) => {
  expect(faultIn(text, field(name), most)).toBe(fault);
});
