import { expect, test } from 'vitest';

import { delta, toEvents, tool } from '@/testing/events';

import { groupCalls } from './group-calls';
import { applyEvents, initialProgress } from './progress';

const grouped = (bodies: Parameters<typeof toEvents>[1]) =>
  groupCalls(applyEvents(initialProgress('implement'), toEvents('job-1', bodies)).entries);

test('calls of one tool in a row are one line, those of another the next', () => {
  const [item] = grouped([tool('before'), tool('before'), tool('after'), tool('before', 'other')]);
  expect(item).toMatchObject({
    kind: 'calls',
    groups: [
      { name: 'search_documentation', count: 2, open: 1, faults: [], seconds: 0.021 },
      { name: 'other', count: 1, open: 1, seconds: null },
    ],
  });
});

test('text between two calls keeps them apart', () => {
  const items = grouped([tool('before'), delta('Now the next.'), tool('before')]);
  expect(items.map(({ kind }) => kind)).toEqual(['calls', 'text', 'calls']);
});

test('what went wrong is kept beside the count', () => {
  const refused = {
    type: 'tool' as const,
    data: { name: 'x', server: 's', phase: 'after' as const, status: 'denied' },
  };
  const [item] = grouped([refused, refused]);
  expect(item).toMatchObject({ groups: [{ count: 2, open: 0, faults: ['denied', 'denied'] }] });
});
