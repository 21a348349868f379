import { expect, test } from 'vitest';

import { delta, stage, state, toEvents, tool } from '@/testing/events';

import { applyEvents, NOTHING_SAID } from './answering';

const after = (bodies: Parameters<typeof toEvents>[1]) =>
  applyEvents(NOTHING_SAID, toEvents('job-1', bodies));

test('the words join into the answer, and what is done now is named', () => {
  const now = after([state('running'), stage('understand', 'started'), delta('Two '), delta('zones.')]);
  expect(now).toMatchObject({ state: 'running', text: 'Two zones.', doing: 'Understand the request' });
  expect(after([tool('before', 'aws___search_documentation')]).doing).toBe('Search documentation');
});

test('a turn that is tried again is answered from its start', () => {
  const now = after([
    state('running', 1),
    delta('lost'),
    state('queued', 1),
    state('running', 2),
    delta('again'),
  ]);
  expect(now).toMatchObject({ attempt: 2, text: 'again' });
});

test('words that begin anew take the place of those before, also where the new attempt was not told of', () => {
  const again = (text: string) => ({ type: 'delta' as const, data: { text, anew: true } });
  const now = after([state('running', 1), again('Two '), delta('zones a'), again('Two '), delta('regions.')]);
  expect(now.text).toBe('Two regions.');
});
