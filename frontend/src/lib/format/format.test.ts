import { expect, test } from 'vitest';

import { formatUnitPrice, formatUsd } from './money';
import { formatBytes, formatQuantity, formatUptime, plural } from './quantity';
import { formatAgo, formatMinutes, formatMoment, formatSeconds } from './time';
import { spell } from './words';

test.each([
  [0, '$0.00'],
  [3.456, '$3.46'],
  [1234.5, '$1,235'],
])('%d dollars read %s', (amount, text) => {
  expect(formatUsd(amount)).toBe(text);
});

test.each([
  [0.0000166667, '$0.0000166667'],
  [0.2, '$0.20'],
  [3.5, '$3.50'],
])('a unit price of %d keeps what counts', (amount, text) => {
  expect(formatUnitPrice(amount)).toBe(text);
});

test('quantities are grouped, and never rounded to nothing', () => {
  expect(formatQuantity(1234567.891)).toBe('1,234,567.89');
  expect(formatQuantity(0.00021)).toBe('0.00021');
  expect(formatBytes(999)).toBe('999 B');
  expect(formatBytes(20_480)).toBe('20.5 kB');
  expect(plural(1, 'file')).toBe('1 file');
  expect(plural(1200, 'file')).toBe('1,200 files');
});

test('times are as short as they may be', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  expect(formatSeconds(0.0041)).toBe('4 ms');
  expect(formatSeconds(0.424)).toBe('0.42 s');
  expect(formatSeconds(125)).toBe('2 min 5 s');
  expect(formatAgo('2026-11-22T11:59:40Z', now)).toBe('just now');
  expect(formatAgo('2026-11-22T11:57:00Z', now)).toBe('3 minutes ago');
  expect(formatAgo('2026-11-21T12:00:00Z', now)).toBe('yesterday');
  expect(formatAgo('2026-10-01T12:00:00Z', now)).toBe('Oct 1, 2026');
});

test('a moment has its second, the year where it is not this one, and milliseconds where they count', () => {
  const year = new Date().getFullYear();
  expect(formatMoment(`${year}-03-07T09:05:01.020`)).toBe('Mar 7, 09:05:01');
  expect(formatMoment(`${year - 1}-03-07T09:05:01.020`)).toBe(`Mar 7, ${year - 1}, 09:05:01`);
  expect(formatMoment(`${year}-03-07T09:05:01.020`, { milliseconds: true })).toBe('Mar 7, 09:05:01.020');
});

test.each([
  [99.6704, '99.67 %'],
  [99.99751, '99.9975 %'],
  [99.99, '99.99 %'],
  [100, '100.00 %'],
])('an uptime of %d never looks better than it is', (percent, text) => {
  expect(formatUptime(percent)).toBe(text);
});

test('minutes of an outage are told in the unit that people use', () => {
  expect([0, 0.5, 30, 90, 1440, 2160].map(formatMinutes)).toEqual([
    'none',
    'under 1 min',
    '30 min',
    '1 h 30 min',
    '1 day',
    '1.5 days',
  ]);
});

test('names of options are spelled as people write them', () => {
  expect(spell('log_gb_per_month')).toBe('log GB per month');
  expect(spell('nat_gateways')).toBe('NAT gateways');
});
