import { onlineManager } from '@tanstack/react-query';
import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { afterEach, expect, test } from 'vitest';

import { ADA, administration, makeCall, makeRecord, makeToolServer } from '@/testing/admin';
import { refusal } from '@/testing/answers';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

afterEach(() => {
  onlineManager.setOnline(true);
});

const table = () => screen.findByRole('table', { name: /Tool calls/ });
/** The name of each row's tool; by the DOM, since asking for roles takes seconds on a whole page. */
const tools = async () => {
  await screen.findByText('Tool calls, newest first');
  return Array.from(document.querySelectorAll('table button .font-medium'), ({ textContent }) => textContent);
};
const lastAsked = () => Object.fromEntries(administration.asked.at(-1) ?? []);

test('a row is a call, and opens to both records, its arguments and its error', async () => {
  administration.records = [
    ...makeCall(
      { status: 'error', error: 'no such price', seconds: 1.3 },
      { name: 'get_price', input: { a: 1 } },
    ),
    ...makeCall({}),
    makeRecord({ name: 'list_patterns', server: null }),
  ];
  const { user } = renderApp('/admin/audit');
  expect(await tools()).toEqual(['get_price', 'describe_service', 'list_patterns']);
  const [, failed, , begun] = within(await table()).getAllByRole('row');
  expect(failed).toHaveTextContent(/Failed1\.30 sAda Example/);
  expect(begun).toHaveTextContent(/Begun/);
  expect(within(failed ?? document.body).getByRole('link')).toHaveAttribute(
    'href',
    `/jobs/${administration.records[0]?.job_id ?? ''}`,
  );

  await user.click(screen.getByRole('button', { name: /get_price/ }));
  expect(screen.getByRole('region', { name: 'Error' })).toHaveTextContent('no such price');
  expect(screen.getByRole('region', { name: 'Arguments' })).toHaveTextContent('"a": 1');
  expect(screen.getByText('allowed').closest('li')).toHaveTextContent('Before');
  expect(screen.getByText('error').closest('li')).toHaveTextContent('Aftererror in 1.30 s');

  await user.keyboard('{Enter}');
  expect(screen.queryByRole('region', { name: 'Error' })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: /list_patterns/ }));
  expect(await screen.findByText(/No end was recorded/)).toBeVisible();
});

test('filters go to the API, into the address and into the export', async () => {
  administration.servers = [makeToolServer(), makeToolServer({ name: 'aws-iac' })];
  administration.records = [
    ...makeCall({ status: 'error', error: 'no' }, { name: 'get_price' }),
    ...makeCall({}),
  ];
  const { user, router } = renderApp('/admin/audit');
  await table();
  await screen.findByRole('option', { name: 'aws-iac' });
  await user.selectOptions(screen.getByLabelText('Outcome'), 'Failed');
  await waitFor(async () => {
    expect(await tools()).toEqual(['get_price']);
  });
  await user.selectOptions(screen.getByLabelText('Person'), ADA.name);
  await user.type(screen.getByLabelText('Tool'), 'get_price{Enter}');
  expect(screen.getByLabelText('Tool')).toHaveFocus();
  await user.selectOptions(screen.getByLabelText('Time'), 'The last hour');
  await waitFor(() => {
    expect(lastAsked()).toMatchObject({ status: 'error', user: ADA.id, tool: 'get_price' });
    expect(lastAsked()).toHaveProperty('from');
  });
  expect(router.state.location.search).toBe(`?range=hour&tool=get_price&outcome=error&user=${ADA.id}`);
  const link = screen.getByRole('link', { name: 'Export JSON Lines' });
  expect(link).toHaveAttribute(
    'href',
    expect.stringMatching(/\/audit\/export\?from=.*&tool=get_price&status=error/),
  );

  await user.selectOptions(screen.getByLabelText('Server'), 'aws-iac');
  expect(await screen.findByText('Nothing fits these filters')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Clear the filters' }));
  expect(await tools()).toHaveLength(2);
  expect(router.state.location.search).toBe('');
});

test('the half that a filter leaves out is found when the call is opened', async () => {
  administration.records = makeCall(
    { status: 'error', error: 'no', input: {} },
    { input: { service: 'sqs' } },
  );
  const { user } = renderApp('/admin/audit?outcome=error');
  await table();
  await user.click(screen.getByRole('button', { name: /describe_service/ }));
  expect(await screen.findByText('allowed')).toBeVisible();
});

test('one call leads to all of its job', async () => {
  administration.records = [...makeCall({}, { job_id: 'other' }), ...makeCall({}, { name: 'get_price' })];
  const { user } = renderApp('/admin/audit');
  await table();
  await user.click(screen.getByRole('button', { name: /get_price/ }));
  await user.click(screen.getByRole('button', { name: 'Only this job' }));
  await waitFor(async () => {
    expect(await tools()).toEqual(['get_price']);
  });
  expect(screen.getByLabelText('Job')).toHaveValue(administration.records[2]?.job_id);
});

test('an id that is none is told, and not asked for', async () => {
  administration.records = makeCall({});
  const { user } = renderApp('/admin/audit');
  await table();
  const before = administration.asked.length;
  await user.type(screen.getByLabelText('Job'), '12{Enter}');
  expect(await screen.findByText(/A job’s id is 36 characters/)).toBeVisible();
  expect(administration.asked).toHaveLength(before);
  expect(await tools()).toHaveLength(1);
});

test('ten thousand records come page by page, and a call across two pages is one', async () => {
  administration.records = Array.from({ length: 5_000 }, (_, index) =>
    makeCall({}, { name: `tool_${index}` }),
  ).flat();
  administration.records.splice(0, 1);
  const { user } = renderApp('/admin/audit');
  expect((await tools()).slice(0, 2)).toEqual(['tool_0', 'tool_1']);
  expect(await tools()).toHaveLength(51);
  expect(screen.getByText('Newer')).toBeDisabled();
  await waitFor(() => {
    expect(lastAsked()).toMatchObject({ cursor: '100' });
  });
  await user.click(screen.getByText('Older'));
  expect((await tools())[0]).toBe('tool_51');
  expect(screen.getByText(/page 2/)).toBeVisible();
  await user.click(screen.getByText('Newer'));
  expect((await tools())[0]).toBe('tool_0');
  expect(administration.asked.map((query) => query.get('cursor'))).toEqual([null, '100', '200']);
});

test('nothing yet, no answer and no connection are told apart', async () => {
  const { user } = renderApp('/admin/audit');
  expect(await screen.findByText('No tool has been called yet')).toBeVisible();
  server.use(http.get('/api/v1/admin/audit', () => refusal(403, 'forbidden', 'Not you.'), { once: true }));
  await user.click(screen.getByRole('button', { name: 'Refresh' }));
  expect(await screen.findByText(/Not you\. Reference: r-1\./)).toBeVisible();
  onlineManager.setOnline(false);
  await user.click(screen.getByRole('button', { name: 'Refresh' }));
  expect(await screen.findByText('There is no connection')).toBeVisible();
});
