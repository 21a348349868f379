import { expect, test } from 'vitest';

import { delta, stage, state, toEvents, tool, WHOLE_RUN } from '@/testing/events';

import { applyEvents, completion, initialProgress } from './progress';

const after = (bodies: Parameters<typeof toEvents>[1]) =>
  applyEvents(initialProgress('implement'), toEvents('job-1', bodies));

test('before anything has happened all stages wait', () => {
  const progress = initialProgress('implement');
  expect(progress.stages.map(({ status }) => status)).toEqual(Array(5).fill('waiting'));
  expect(completion(progress)).toBe(0);
});

test('a whole run leaves every stage done, with its time', () => {
  const progress = after(WHOLE_RUN);
  expect(progress.state).toBe('succeeded');
  expect(progress.stages.map(({ seconds }) => seconds)).toEqual([0.21, 0.74, 0.18, 1.12, 0.06]);
  expect(progress.artifacts).toEqual(['bundle.zip']);
  expect(completion(progress)).toBe(1);
});

test('the stage that runs counts half', () => {
  const progress = after([state('running'), stage('understand', 'finished', 1), stage('design', 'started')]);
  expect(progress.stages.map(({ status }) => status)).toEqual([
    'done',
    'active',
    'waiting',
    'waiting',
    'waiting',
  ]);
  expect(completion(progress)).toBeCloseTo(0.3);
});

test('pieces of text join until a tool is called or another stage begins', () => {
  const progress = after([
    stage('understand', 'started'),
    delta('one '),
    delta('two'),
    tool('before'),
    delta('three'),
    stage('understand', 'finished'),
    stage('design', 'started'),
    delta('four'),
  ]);
  const kinds = progress.entries.map((entry) => (entry.kind === 'text' ? entry.text : entry.call.name));
  expect(kinds).toEqual(['one two', 'search_documentation', 'three', 'four']);
});

test('the end of a tool call completes the line of its beginning', () => {
  const open = after([tool('before')]).entries[0];
  expect(open?.kind === 'tool' && open.call.status).toBeNull();
  const { entries } = after([tool('before'), tool('before', 'other'), tool('after')]);
  expect(entries).toHaveLength(2);
  expect(entries[0]).toMatchObject({ kind: 'tool', call: { status: 'success', seconds: 0.021 } });
  expect(entries[1]).toMatchObject({ kind: 'tool', call: { name: 'other', status: null } });
});

test('a second attempt starts from an empty page', () => {
  const progress = after([
    state('running', 1),
    stage('understand', 'started'),
    delta('lost'),
    state('queued', 1),
    state('running', 2),
    stage('understand', 'started'),
    delta('again'),
  ]);
  expect(progress.attempt).toBe(2);
  expect(progress.entries).toMatchObject([{ text: 'again' }]);
  expect(progress.stages[0]?.status).toBe('active');
});

test('a job that fails or is cancelled leaves no stage turning', () => {
  for (const end of ['failed', 'cancelled'] as const) {
    const progress = after([stage('design', 'started'), state(end)]);
    expect(progress.stages.map(({ status }) => status)).toEqual([
      'done',
      'stopped',
      'waiting',
      'waiting',
      'waiting',
    ]);
    expect(completion(progress)).toBeLessThan(1);
  }
});

test('stages that this page does not know are added at the end', () => {
  const [event] = toEvents('job-1', [stage('understand', 'started')]);
  if (event?.type !== 'stage') throw new Error('not a stage');
  const trial = {
    ...event,
    data: { ...event.data, stage: 'trial', title: 'Trial deployment', index: 6, of: 6 },
  };
  const { stages } = applyEvents(initialProgress('implement'), [trial]);
  expect(stages).toHaveLength(6);
  expect(stages[5]).toMatchObject({ title: 'Trial deployment', status: 'active' });
});
