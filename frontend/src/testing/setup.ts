/** Runs before every test file: no request leaves unanswered, and nothing is left over for the next test. */
import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterAll, afterEach, beforeAll } from 'vitest';

import { resetBackend } from './handlers';
import { server } from './server';

beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
  resetBackend();
});
afterAll(() => {
  server.close();
});
