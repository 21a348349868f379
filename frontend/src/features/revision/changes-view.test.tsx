import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';

import { answer, backend, refusal } from '@/testing/handlers';
import { makeFinishedJob, SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { makeRevision, REVISION } from '@/testing/results';
import { server } from '@/testing/server';

function openRevision(changes: object = {}) {
  const first = makeFinishedJob();
  const job = makeRevision(
    { options: { pins: [], version: 2, based_on: first.id, instruction: REVISION.revision.instruction } },
    changes,
  );
  backend.jobs = [job, first];
  return { first, job, ...renderApp(`/jobs/${job.id}`) };
}

test('a revision opens on what changed: figures, components, findings', async () => {
  openRevision();
  expect(await screen.findByText('“make it highly available, drop Redis”')).toBeVisible();
  const table = within(screen.getByRole('table', { name: 'Figures before and after' }));
  expect(table.getByRole('row', { name: /^Cost a month, expected/ })).toHaveTextContent(
    '$238.82$237.30−$1.52, better',
  );
  expect(table.getByRole('row', { name: /^Cost, low end/ })).toHaveAttribute('data-direction', 'worse');
  expect(table.getByRole('row', { name: /^The region is lost: data lost/ })).toHaveTextContent('same');
  const components = within(screen.getByRole('region', { name: 'Components' }));
  expect(components.getByText('NAT gateways')).toBeVisible();
  expect(components.getByText('Connection removed')).toBeVisible();
  expect(screen.getByText('In production, each zone has a NAT gateway of its own.')).toBeVisible();
});

test('data that has to be brought over is said at the top, and stands first among what is destroyed', async () => {
  openRevision();
  expect(await screen.findByText('Data has to be brought over: Cache and sessions')).toBeVisible();
  const deployment = within(screen.getByRole('region', { name: 'What deploying it does' }));
  const destroyed = deployment.getByText('Destroyed').closest('details');
  expect(destroyed).toHaveAttribute('open');
  const items = within(destroyed ?? document.body).getAllByRole('listitem');
  expect(items[0]).toHaveTextContent('AWS::ElastiCache::ReplicationGroup');
  expect(items[0]).toHaveTextContent('a snapshot stays');
});

test('data that is lost is an alert that names the store', async () => {
  const effect = {
    component: 'cache',
    resource: 'Cache',
    type: 'AWS::ElastiCache::ReplicationGroup',
    action: 'delete',
    because: [],
    data: 'lost',
  };
  openRevision({ effects: [effect] });
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Deploying this loses the data of 1 store: Cache and sessions');
});

test('versions link to each other', async () => {
  const { first, job } = openRevision();
  const versions = within(await screen.findByRole('navigation', { name: 'Versions' }));
  const links = versions.getAllByRole('link');
  expect(links.map((link) => link.getAttribute('href'))).toEqual([`/jobs/${first.id}`, `/jobs/${job.id}`]);
  expect(links[1]).toHaveAttribute('aria-current', 'page');
});

test('an instruction in words makes the next version, and leads there', async () => {
  const job = makeFinishedJob();
  backend.jobs = [job];
  const { user, router } = renderApp(`/jobs/${job.id}`);
  const field = await screen.findByRole('textbox', { name: 'Change it' });
  await user.click(screen.getByRole('button', { name: 'make it multi-region' }));
  expect(field).toHaveValue('make it multi-region');
  expect(field).toHaveFocus();
  await user.type(field, ', under 90 dollars{Enter}');
  expect(await screen.findByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  expect(backend.jobs[0]?.options).toMatchObject({
    based_on: job.id,
    version: 2,
    instruction: 'make it multi-region, under 90 dollars',
  });
  expect(router.state.location.pathname).toBe(`/jobs/${backend.jobs[0]?.id ?? ''}`);
});

test('what cannot be revised is told beside the box', async () => {
  server.use(
    http.post('/api/v1/jobs/:id/revisions', () => refusal(409, 'conflict', 'The job has no bundle.')),
  );
  backend.jobs = [makeFinishedJob()];
  const { user } = renderApp(`/jobs/${backend.jobs[0]?.id ?? ''}`);
  await user.type(await screen.findByRole('textbox', { name: 'Change it' }), 'drop Redis{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('Not started: The job has no bundle.');
});

test('edited assumptions make the next version; figures that nobody assumed can be added', async () => {
  const { job, user } = openRevision();
  await user.click(await screen.findByRole('tab', { name: /Assumptions/ }));
  const requests = await screen.findByRole('textbox', { name: /Load balancer: ?Requests per month/ });
  await user.clear(requests);
  expect(screen.getByText('One has no value yet.')).toBeVisible();
  await user.type(requests, '5,000,000');
  await user.selectOptions(screen.getByLabelText('Add a figure:'), 'users');
  const users = screen.getByRole('textbox', { name: 'Users' });
  expect(users).toHaveFocus();
  await user.type(users, '50000');
  expect(screen.getByText('2 changes, not applied yet.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Draw the next version' }));
  expect(await screen.findByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  expect(backend.jobs[0]?.options).toMatchObject({
    based_on: job.id,
    assumptions: { users: '50000', 'load_balancer.requests_per_month': '5,000,000' },
  });
});

test('what the API refuses of an assumption stands beside it', async () => {
  const fault = {
    field: 'assumptions.events_per_month',
    fault: 'is not a number',
    limit: 'a number of 0 or more',
  };
  server.use(
    http.post('/api/v1/jobs/:id/revisions', () => refusal(422, 'invalid_request', 'It is invalid.', [fault])),
  );
  const { user } = openRevision();
  await user.click(await screen.findByRole('tab', { name: /Assumptions/ }));
  const events = await screen.findByRole('textbox', { name: 'Events a month' });
  await user.clear(events);
  await user.type(events, 'many');
  await user.click(screen.getByRole('button', { name: 'Draw the next version' }));
  expect(await screen.findByText('This is not a number: a number of 0 or more.')).toBeVisible();
  expect(events).toBeInvalid();
});

test('a version that was not made of the one before says of which', async () => {
  const told = { state: 'succeeded', created_at: '2026-11-22T12:00:00Z' };
  const versions = [
    { ...told, version: 1, job_id: 'first', parent_id: null, instruction: null },
    { ...told, version: 2, job_id: 'second', parent_id: 'first', instruction: 'drop Redis' },
    { ...told, version: 3, job_id: 'third', parent_id: 'first', instruction: 'make it cheaper' },
  ];
  server.use(http.get('/api/v1/jobs/:id/versions', () => answer(versions)));
  openRevision();
  const nav = within(await screen.findByRole('navigation', { name: 'Versions' }));
  const links = nav.getAllByRole('link').map((link) => link.textContent);
  expect(links[1]).not.toMatch(/of v/);
  expect(links[2]).toMatch(/make it cheaper.*of v1/);
});

test('an edit can be undone, and nothing is sent then', async () => {
  const { user } = openRevision();
  await user.click(await screen.findByRole('tab', { name: /Assumptions/ }));
  const region = await screen.findByRole('combobox', { name: 'Region' });
  await user.clear(region);
  await user.type(region, 'eu-west-1');
  await user.click(screen.getByRole('button', { name: 'Undo: Region' }));
  expect(region).toHaveValue('eu-central-1');
  expect(screen.queryByRole('button', { name: 'Draw the next version' })).not.toBeInTheDocument();
});

test('a viewer sees what changed, and has no box to change it', async () => {
  server.use(http.get('/api/v1/session', () => answer({ ...SESSION, role: 'viewer' })));
  openRevision();
  await screen.findByRole('table', { name: 'Figures before and after' });
  expect(screen.queryByRole('textbox', { name: 'Change it' })).not.toBeInTheDocument();
});
