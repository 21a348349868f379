import { expect, test } from 'vitest';

import { faultIn, readFilters, toQuery, writeFilters } from './filters';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const of = (address: string) => readFilters(new URLSearchParams(address));

test('filters stand in the address, and what is open does not', () => {
  const address = 'range=day&server=aws-reference&outcome=error';
  expect(writeFilters(of(`${address}&tool=&from=2026-01-01T00:00`)).toString()).toBe(address);
  expect(toQuery(of(''), NOW)).toBe('');
});

test('a range ends now, and two moments are in UTC', () => {
  expect(toQuery(of('range=day&outcome=refused'), NOW)).toBe(
    'from=2026-11-21T12%3A00%3A00.000Z&status=refused',
  );
  const [from, to] = ['2026-11-20T08:00', '2026-11-20T09:30'];
  const query = new URLSearchParams(toQuery(of(`range=custom&from=${from}&to=${to}`), NOW));
  expect(query.get('from')).toBe(new Date(from).toISOString());
  expect(query.get('to')).toBe(new Date(to).toISOString());
});

test('what cannot be meant is told before it is asked', () => {
  expect(faultIn('job', of('job=12'))).toMatch(/36 characters/);
  expect(faultIn('job', of('job=0190c0de-0000-7000-8000-000000000000'))).toBeNull();
  expect(faultIn('to', of('range=custom&from=2026-11-20T08:00&to=2026-11-19T08:00'))).toBe(
    'Ends before it begins.',
  );
});
