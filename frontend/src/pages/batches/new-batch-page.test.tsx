import { fireEvent, screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';

import { refusal } from '@/testing/answers';
import { batches } from '@/testing/batches';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';
import { usage } from '@/testing/usage';

const GOOD = '{"reference": "a", "request": "A web shop"}';
const FAULTY = '{"reference": "b", "region": "moon-1", "request": "A blog"}';

async function choose(...lines: string[]) {
  const { user, router } = renderApp('/batches/new');
  const input = await screen.findByLabelText('File with the items');
  fireEvent.change(input, { target: { files: [new File([lines.join('\n')], 'clinics.jsonl')] } });
  await screen.findByRole('region', { name: 'What was read' });
  return { user, router };
}

test('a file is looked at before it is sent, and then leads to its batch', async () => {
  usage.kept.plan.batch_size = 500;
  const { user, router } = await choose(GOOD, GOOD.replace('"a"', '"c"'));
  expect(screen.getByRole('heading', { name: '2 items, nothing wrong found' })).toBeVisible();
  expect(within(screen.getByRole('table', { name: 'The first 2 items' })).getAllByRole('row')).toHaveLength(
    3,
  );
  await user.type(screen.getByRole('textbox', { name: /Name/ }), 'Clinics');
  await user.click(screen.getByRole('button', { name: 'Send 2 items' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Clinics' })).toBeVisible();
  expect(router.state.location.pathname).toBe(`/batches/${batches.kept[0]?.batch.id ?? ''}`);
  const [sent] = batches.sent;
  expect([sent?.type, sent?.query.get('mode'), sent?.query.get('notify')]).toEqual([
    'application/x-ndjson',
    'all_or_nothing',
    'false',
  ]);
  expect(sent?.body.split('\n')).toHaveLength(2);
  expect(sent?.key).toMatch(/^[0-9a-f]{32}$/);
});

test('faults stand by their lines; the good ones can be sent without them', async () => {
  const { user } = await choose(GOOD, FAULTY);
  expect(screen.getByRole('heading', { name: '1 of 2 items can be sent' })).toBeVisible();
  const row = within(screen.getByRole('table', { name: 'What cannot be taken as it is' })).getAllByRole(
    'row',
  )[1];
  expect(row).toHaveTextContent('2regionbis not a region of AWS');
  expect(screen.getByRole('button', { name: 'Send 2 items' })).toBeDisabled();
  await user.click(screen.getByRole('radio', { name: /What can be taken/ }));
  await user.click(screen.getByRole('button', { name: 'Send 1 item' }));
  await screen.findByRole('region', { name: 'Progress' });
  expect(batches.sent[0]?.query.get('mode')).toBe('partial');
});

test('the server has the last word, by line as well', async () => {
  const details = [{ field: 'items.1.assumptions.users', fault: 'is not a number', limit: 'a number' }];
  server.use(
    http.post('/api/v1/batches', () => refusal(422, 'invalid_fields', 'Nothing was accepted.', details)),
  );
  const { user } = await choose(GOOD);
  await user.click(screen.getByRole('button', { name: 'Send 1 item' }));
  const table = await screen.findByRole('table', { name: 'What the server found' });
  expect(within(table).getAllByRole('row')[1]).toHaveTextContent('1assumptions.usersis not a number');
  expect(screen.getByRole('alert')).toHaveTextContent('Nothing was accepted. Reference: r-1.');
});

test('more than the plan takes is told before it is sent', async () => {
  usage.kept.plan.batch_size = 1;
  await choose(GOOD, GOOD.replace('"a"', '"c"'));
  expect(await screen.findByText('Your plan takes 1 items at once')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Send 2 items' })).toBeDisabled();
});

test('what cannot be read says where, and another file may be chosen', async () => {
  const { user } = renderApp('/batches/new');
  await user.click(await screen.findByText('Or paste the items'));
  await user.type(screen.getByRole('textbox', { name: 'Items' }), 'name,request');
  await user.click(screen.getByRole('button', { name: 'Look at them' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Line 1: There is no column “name”.');
  expect(screen.getByRole('button', { name: 'Choose a file' })).toBeEnabled();
});
