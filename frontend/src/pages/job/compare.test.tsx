import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { backend } from '@/testing/handlers';
import { makeFinishedJob } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { makeRevision } from '@/testing/results';

test('a version is compared with the one that it was made of; the address says with which', async () => {
  const first = makeFinishedJob();
  const job = makeRevision({
    options: { pins: [], version: 2, based_on: first.id, instruction: 'drop Redis' },
  });
  backend.jobs = [job, first];
  const { user } = renderApp(`/jobs/${job.id}?tab=compare&with=${first.id}`);
  expect(await screen.findByLabelText('From')).toHaveValue(first.id);
  expect(await screen.findByText('The diagrams cannot be laid over each other')).toBeVisible();
  expect(await screen.findByText('No file differs')).toBeVisible();
  expect(await screen.findByText('Total a month')).toBeVisible();

  await user.click(screen.getByRole('tab', { name: /Changes/ }));
  const undo = await screen.findByRole('link', { name: 'Undo: back to version 1' });
  expect(undo).toHaveAttribute('href', `/jobs/${first.id}`);
});
