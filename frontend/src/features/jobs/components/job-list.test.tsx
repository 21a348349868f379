import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { backend } from '@/testing/handlers';
import { makeFinishedJob, RESULT } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';

const list = async () => within(await screen.findByRole('navigation', { name: 'Your plans' }));
const titled = (title: string) => makeFinishedJob({ result: { ...RESULT, title } });

test('more plans than are seen at a glance are searched, and a search without one says so', async () => {
  backend.jobs = ['One', 'Two', 'Three', 'Four', 'Five', 'Harbour'].map(titled);
  const { user } = renderApp('/batches');
  const plans = await list();
  await user.type(await plans.findByRole('searchbox', { name: 'Search plans' }), 'harb');
  await waitFor(() => {
    expect(plans.getAllByRole('link')).toHaveLength(1);
  });
  expect(plans.getByRole('link', { name: /Harbour/ })).toBeVisible();
  await user.keyboard('our x');
  expect(await plans.findByText('No plan has “harbour x” in it.')).toBeVisible();
  await user.clear(plans.getByRole('searchbox', { name: 'Search plans' }));
  expect(await plans.findAllByRole('link')).toHaveLength(6);
});

test('a few plans need no search', async () => {
  backend.jobs = [titled('One')];
  renderApp('/batches');
  const plans = await list();
  expect(await plans.findByRole('link', { name: /One/ })).toBeVisible();
  expect(plans.queryByRole('searchbox')).not.toBeInTheDocument();
});
