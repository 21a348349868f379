import { expect, test } from 'vitest';

import { signInPath } from './sign-in-path';

test('the way back after signing in stays on this site', () => {
  expect(signInPath('/jobs/7?tab=cost')).toBe('/auth/login?next=%2Fjobs%2F7%3Ftab%3Dcost');
  for (const foreign of ['//evil.test', '/\\evil.test', 'https://evil.test', 'javascript:alert(1)', null]) {
    expect(signInPath(foreign)).toBe('/auth/login?next=%2F');
  }
});
