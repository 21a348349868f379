import { expect, test } from 'vitest';

import { readEnv } from './env';

test('the API is on the same origin unless the build says otherwise', () => {
  expect(readEnv({})).toEqual({ apiUrl: '' });
  expect(readEnv({ VITE_API_URL: 'https://api.test' })).toEqual({ apiUrl: 'https://api.test' });
});

test('a wrong setting is named in the error', () => {
  expect(() => readEnv({ VITE_API_URL: 'api.test/v1' })).toThrow(/VITE_API_URL must be empty/);
});
