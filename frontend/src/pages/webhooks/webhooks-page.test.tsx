import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';

import { answer, refusal } from '@/testing/answers';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';
import { makeDelivery, makeWebhook, webhooks } from '@/testing/webhooks';

const PATH = '/settings/webhooks';

test('a webhook is added, and its secret is shown once', async () => {
  const { user } = renderApp(PATH);
  expect(await screen.findByText('No webhooks')).toBeVisible();
  await user.type(screen.getByLabelText('Address'), ' https://tickets.example.com/in ');
  await user.click(screen.getByLabelText(/A job has succeeded/));
  await user.click(screen.getByLabelText(/All jobs of a batch/));
  await user.click(screen.getByRole('button', { name: 'Add the webhook' }));
  expect(await screen.findByText(/^Copy the secret of tickets\.example\.com now/)).toHaveFocus();
  expect(screen.getByText('whsec_the_first_secret')).toBeVisible();
  expect(webhooks.kept[0]).toMatchObject({
    url: 'https://tickets.example.com/in',
    events: ['job.failed', 'batch.finished'],
  });
  await user.click(screen.getByRole('button', { name: 'I have it' }));
  expect(screen.queryByText('whsec_the_first_secret')).not.toBeInTheDocument();
  const list = within(await screen.findByRole('list', { name: 'Webhooks' }));
  expect(list.getByRole('listitem')).toHaveTextContent('tickets.example.com/inEnabled');
  expect(screen.getByLabelText('Address')).toHaveValue('');
});

test('without an event nothing is added, and what is refused is told where it was asked', async () => {
  const fault = { field: 'url', fault: 'The URL must begin with https://.', limit: 'https' };
  server.use(
    http.post('/api/v1/webhooks', () =>
      refusal(422, 'invalid_fields', 'Some fields are not valid.', [fault]),
    ),
  );
  const { user } = renderApp(PATH);
  await user.type(await screen.findByLabelText('Address'), 'http://hooks.example.com{Enter}');
  expect(await screen.findByText(/^Not added: .*must begin with https/)).toBeVisible();
  expect(screen.getByLabelText('Address')).toHaveValue('http://hooks.example.com');
  await user.click(screen.getByLabelText(/A job has succeeded/));
  await user.click(screen.getByLabelText(/A job has failed/));
  expect(screen.getByRole('button', { name: 'Add the webhook' })).toBeDisabled();
});

test('the list says how each does', async () => {
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  webhooks.kept = [
    makeWebhook({ url: 'https://a.example.com/' }),
    makeWebhook({ url: 'https://b.example.com/', failing_since: yesterday }),
    makeWebhook({ url: 'https://c.example.com/', enabled: false, disabled_reason: 'gone' }),
  ];
  renderApp(PATH);
  const rows = within(await screen.findByRole('list', { name: 'Webhooks' })).getAllByRole('listitem');
  expect(rows.map(({ textContent }) => textContent.slice(0, 40))).toEqual([
    expect.stringContaining('a.example.comEnabled'),
    expect.stringContaining('b.example.comFailing'),
    expect.stringContaining('c.example.comDisabled'),
  ]);
});

test('members are told whose it is, and nothing is asked for', async () => {
  server.use(
    http.get('/api/v1/session', () => answer({ ...SESSION, role: 'member' })),
    http.get('/api/v1/webhooks', () => {
      throw new Error('asked');
    }),
  );
  renderApp(PATH);
  expect(await screen.findByText('For owners and admins')).toBeVisible();
});

test('the log says what was answered, and a message is sent again', async () => {
  const webhook = makeWebhook();
  webhooks.kept = [webhook];
  webhooks.sent = [
    makeDelivery({
      state: 'failed',
      event: 'job.failed',
      tries: [tried({ status: 500, excerpt: 'no room' })],
    }),
    makeDelivery(),
  ];
  const { user } = renderApp(`${PATH}/${webhook.id}`);
  const log = within(await screen.findByRole('list', { name: 'Messages' }));
  const [failed] = log.getAllByRole('listitem').filter(({ textContent }) => textContent.includes('Given up'));
  const row = within(failed ?? document.body);
  await user.click(row.getByText('job.failed'));
  expect(row.getByText('no room')).toBeVisible();
  expect(row.getAllByText('Answered 500')).toHaveLength(2);
  await user.click(row.getByRole('button', { name: 'Send it again' }));
  expect(await row.findByText('On its way, with the same id.')).toBeVisible();
  expect(webhooks.sent[0]?.state).toBe('pending');

  await user.selectOptions(screen.getByLabelText('Show'), 'Given up');
  expect(await screen.findByText('None of these')).toBeVisible();
});

test('a test is sent, and its message stands in the log', async () => {
  const webhook = makeWebhook();
  webhooks.kept = [webhook];
  const { user } = renderApp(`${PATH}/${webhook.id}`);
  expect(await screen.findByText('Nothing was sent yet')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Send a test' }));
  expect(await screen.findByText('webhook.test')).toBeVisible();
  expect(screen.getByText(/The test is on its way/)).toBeVisible();
});

test('it is changed, disabled and enabled, gets another secret, and is removed after a second press', async () => {
  const webhook = makeWebhook();
  webhooks.kept = [webhook];
  const { user } = renderApp(`${PATH}/${webhook.id}`);
  const what = await screen.findByLabelText('What it is for');
  await user.clear(what);
  await user.type(what, 'Tickets');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/^Saved/)).toBeVisible();
  expect(webhooks.kept[0]?.description).toBe('Tickets');

  await user.click(screen.getByRole('button', { name: 'Disable' }));
  expect(await screen.findByText('Nothing is sent to it')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Send a test' })).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'Enable' }));
  expect(await screen.findByText('Enabled')).toBeVisible();

  await user.click(screen.getByLabelText(/It has leaked/));
  await user.click(screen.getByRole('button', { name: 'Change the secret' }));
  expect(await screen.findByText('whsec_another_secret')).toBeVisible();
  expect(screen.getByText(/The one before signs no more/)).toBeVisible();

  await user.click(screen.getByRole('button', { name: 'Remove' }));
  expect(webhooks.kept).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: /^Really remove/ }));
  expect(await screen.findByText('No webhooks')).toBeVisible();
});

test('one that is not there is told', async () => {
  renderApp(`${PATH}/gone`);
  expect(await screen.findByText(/There is no such webhook/)).toBeVisible();
});

function tried(fields: object) {
  const at = new Date().toISOString();
  return { number: 1, at, milliseconds: 80, status: null, fault: null, excerpt: '', ...fields };
}
