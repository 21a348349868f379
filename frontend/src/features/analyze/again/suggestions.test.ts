import { expect, test } from 'vitest';

import { makeAnalysis } from '@/testing/results';

import { readAnalysis } from '../api/analysis';
import { suggestPins } from './suggestions';

test('what the options differ in can be pinned, but not twice', () => {
  const { result } = makeAnalysis();
  const options = (result && readAnalysis(result)?.options) ?? [];
  const pins = suggestPins(options, []);
  expect(pins).toContain('must use Amazon Aurora Serverless v2 cluster');
  expect(pins).toContain('no AWS WAF web ACL');
  expect(suggestPins(options, pins)).not.toContain('no AWS WAF web ACL');
});
