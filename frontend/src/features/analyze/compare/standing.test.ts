import { expect, test } from 'vitest';

import { makeAnalysis } from '@/testing/results';

import { readAnalysis, type Option } from '../api/analysis';
import { MEASURES, sameness, standings } from './standing';

function options(): Option[] {
  const { result } = makeAnalysis();
  const analysis = result && readAnalysis(result);
  if (!analysis) throw new Error('the fixture is no analysis');
  return analysis.options;
}

test('the cheapest is best in cost, and the most available in availability', () => {
  expect(standings(options(), MEASURES.cost)).toEqual(['best', 'other', 'other']);
  expect(standings(options(), MEASURES.availability)).toEqual(['other', 'other', 'best']);
});

test('what is of the same class is the same, though its estimate differs', () => {
  const milliseconds = options().map(({ latency }) => latency.typical_ms);
  expect(new Set(milliseconds).size).toBeGreaterThan(1);
  expect(standings(options(), MEASURES.latency)).toEqual(['same', 'same', 'same']);
});

test('an option without a figure is never the best', () => {
  const [first, ...others] = options();
  if (!first) throw new Error('the fixture has no options');
  const unknown = { ...first, availability: { ...first.availability, percent: null } };
  expect(standings([unknown, ...others], MEASURES.availability)).toEqual(['other', 'other', 'best']);
});

test('texts are the same or not, and none is better', () => {
  expect(sameness(['a', 'a', 'a'])).toEqual(['same', 'same', 'same']);
  expect(sameness(['a', 'b', 'a'])).toEqual(['other', 'other', 'other']);
});
