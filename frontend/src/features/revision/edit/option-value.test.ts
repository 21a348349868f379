import { expect, test } from 'vitest';

import type { OptionLimits } from './block-options';
import { faultOf, tellLimits, toBody, toText } from './option-value';

const limits = (told: Partial<OptionLimits>): OptionLimits => ({
  type: 'string',
  default: '',
  pattern: '',
  unit: '',
  ...told,
});
const STORAGE = limits({ type: 'integer', minimum: 20, maximum: 65_536, unit: 'GB' });
const MAILS = limits({ type: 'list', default: [], pattern: '[^@\\s]+@[^@\\s]+' });

test('a number is whole where it must be, and within its limits', () => {
  expect(tellLimits(STORAGE)).toBe('20 to 65,536 GB');
  expect(['19', '65537', '20.5', 'many', ''].map((text) => faultOf(text, STORAGE))).toEqual([
    'The least is 20.',
    'The most is 65,536.',
    'This must be a whole number.',
    'This must be a number.',
    'This must be a number.',
  ]);
  expect(faultOf(' 020 ', STORAGE)).toBeNull();
  expect(toBody(' 020 ', STORAGE)).toBe('20');
  expect(faultOf('0.5', limits({ type: 'number', minimum: 0 }))).toBeNull();
});

test('a list has one a line, and each is looked at', () => {
  const text = toText(['a@example.test', 'b@example.test']);
  expect(faultOf(text, MAILS)).toBeNull();
  expect(toBody(`${text}\n\n`, MAILS)).toBe('["a@example.test","b@example.test"]');
  expect(faultOf(`${text}\nnobody`, MAILS)).toContain('“nobody”');
  expect(toBody('', MAILS)).toBe('[]');
});

test('a text has the form that is asked for, and is never empty or longer than the API takes', () => {
  const name = limits({ pattern: '[a-z][a-z0-9_]{0,30}' });
  expect(faultOf('orders', name)).toBeNull();
  expect(faultOf('Orders!', name)).toContain('[a-z]');
  expect(faultOf(' ', name)).toBe('This has no value yet.');
  expect(faultOf('a'.repeat(201), limits({}))).toBe('This is too long.');
  // A pattern of Python's that no browser reads is left to the API.
  expect(faultOf('orders', limits({ pattern: '(?P<name>[a-z]+)' }))).toBeNull();
});
