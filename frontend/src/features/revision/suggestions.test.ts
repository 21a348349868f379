import { expect, test } from 'vitest';

import { RESULT } from '@/testing/plans';
import { REVISION } from '@/testing/results';

import { suggestInstructions } from './suggestions';

test('what is suggested fits what the plan has, and what it costs', () => {
  expect(suggestInstructions(RESULT)).toContain('under 20 dollars');
  expect(suggestInstructions(RESULT)).not.toContain('drop Redis');
  expect(suggestInstructions(REVISION)).toContain('Aurora instead');
});
