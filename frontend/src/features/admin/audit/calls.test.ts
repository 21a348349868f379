import { expect, test } from 'vitest';

import { makeRecord } from '@/testing/admin';

import { argumentsOf, callsOf, outcomeOf } from './calls';

const pairs = (records: Parameters<typeof callsOf>[0]) =>
  callsOf(records).map(({ before, after }) => [before?.id, after?.id]);

test('two records are one call, in the place of the newer', () => {
  const after = makeRecord({ id: 'a2', phase: 'after', status: 'error', error: 'no' });
  const calls = callsOf([makeRecord({ id: 'x', name: 'other' }), after, makeRecord({ id: 'a1' })]);
  expect(calls.map(({ id }) => id)).toEqual(['x', 'a2']);
  expect(calls.map(outcomeOf)).toEqual(['begun', 'error']);
});

test('calls side by side keep their own arguments', () => {
  const [s3, sqs] = [{ phrase: 'S3' }, { phrase: 'SQS' }];
  const records = [
    makeRecord({ id: 's3-after', phase: 'after', status: 'error', input: s3 }),
    makeRecord({ id: 'sqs-after', phase: 'after', status: 'success', input: sqs }),
    makeRecord({ id: 's3-before', input: s3 }),
    makeRecord({ id: 'sqs-before', input: sqs }),
  ];
  expect(pairs(records)).toEqual([
    ['s3-before', 's3-after'],
    ['sqs-before', 'sqs-after'],
  ]);
});

test('of two calls with the same arguments, each took the time that it took', () => {
  const at = (second: number) => `2026-11-22T12:00:0${second}.000Z`;
  const records = [
    makeRecord({ id: 'long', phase: 'after', status: 'success', at: at(5), seconds: 4 }),
    makeRecord({ id: 'short', phase: 'after', status: 'success', at: at(4), seconds: 1 }),
    makeRecord({ id: 'third', at: at(3) }),
    makeRecord({ id: 'first', at: at(1) }),
  ];
  expect(pairs(records)).toEqual([
    ['first', 'long'],
    ['third', 'short'],
  ]);
});

test('other jobs, attempts, servers and tools are other calls', () => {
  const before = makeRecord({ id: 'before' });
  for (const other of [
    { job_id: 'j' },
    { attempt: 2 },
    { server: null },
    { name: 'other' },
    { input: { a: 1 } },
  ]) {
    const after = makeRecord({ id: 'after', phase: 'after', status: 'success', ...other });
    expect(pairs([after, before])).toEqual([
      [undefined, 'after'],
      ['before', undefined],
    ]);
  }
});

test('a record of an earlier version has its arguments from the one before', () => {
  const records = [
    makeRecord({ phase: 'after', status: 'success', input: {} }),
    makeRecord({ input: { phrase: 'S3' } }),
  ];
  const [call] = callsOf(records);
  expect(call && argumentsOf(call)).toEqual({ phrase: 'S3' });
});
