import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';

import { answer } from '@/testing/answers';
import { renderPart } from '@/testing/render-part';
import { server } from '@/testing/server';

import type { Chore } from './api/get-chores';
import { ChoresPanel } from './chores-panel';

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

function makeChore(fields: Partial<Chore> = {}): Chore {
  return {
    name: 'relay',
    does: 'Sends jobs.',
    state: 'ok',
    interval_seconds: 2,
    late_after_seconds: 60,
    runs: 12,
    begun_at: ago(2),
    ended_at: ago(2),
    succeeded_at: ago(2),
    seconds: 0.018,
    done: 3,
    fault: null,
    fault_at: null,
    ...fields,
  };
}

function show(chores: Chore[]): void {
  server.use(http.get('/api/v1/admin/chores', () => answer(chores)));
}

const rows = async () =>
  within(await screen.findByRole('table', { name: /Chores/ }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent);

test('staff see every chore, those in trouble first, with when it ran and what it did', async () => {
  show([
    makeChore(),
    makeChore({
      name: 'expiry',
      state: 'never',
      interval_seconds: 3600,
      ended_at: null,
      seconds: null,
      done: null,
    }),
    makeChore({
      name: 'batch_zips',
      state: 'failing',
      fault: 'artifact_store_unavailable: no answer',
      done: null,
    }),
    makeChore({ name: 'mail', state: 'late', ended_at: ago(2), succeeded_at: ago(300), fault: 'ValueError' }),
  ]);
  renderPart(<ChoresPanel />);
  expect(await rows()).toEqual([
    'Mail every 2 secondsSends jobs.ValueErrorLatejust nowwell: 5 minutes agojust nowwell: 5 minutes ago18 ms3',
    'Batch zips every 2 secondsSends jobs.artifact_store_unavailable: no answerFailingjust nowjust now18 ms–',
    'Relay every 2 secondsSends jobs.Welljust nowjust now18 ms3',
    'Expiry every hourSends jobs.Not yetnevernever––',
  ]);
  expect(screen.getByRole('alert')).toHaveTextContent('Mail is late');
});

test('where none runs, that is said instead of a list of all names', async () => {
  show([makeChore({ state: 'late' }), makeChore({ name: 'mail', state: 'late', interval_seconds: 900 })]);
  renderPart(<ChoresPanel />);
  expect(await screen.findByRole('alert')).toHaveTextContent('No chore runs: is there a process of chores?');
  expect((await rows())[1]).toMatch(/^Mail every 15 minutes/);
});
