import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { beforeEach, expect, test } from 'vitest';

import { answer, refusal } from '@/testing/answers';
import { makeInvitation, makeMember, people } from '@/testing/members';
import { SESSION } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { server } from '@/testing/server';

const members = async () => within(await screen.findByRole('list', { name: 'Members' }));
const invitations = async () => within(await screen.findByRole('list', { name: 'Invitations' }));

function signInAs(role: string): void {
  server.use(http.get('/api/v1/session', () => answer({ ...SESSION, role })));
  people.members = people.members.map((one) => (one.you ? { ...one, role: role as typeof one.role } : one));
}

beforeEach(() => {
  signInAs('owner');
  people.members.push(makeMember('Grace Hopper', 'member'));
});

test('an owner changes a role, and removes after a second press', async () => {
  const { user } = renderApp('/settings/members');
  const list = await members();
  const role = list.getByRole('combobox', { name: 'Role of Grace Hopper' });
  expect(within(role).getAllByRole('option')).toHaveLength(4);
  await user.selectOptions(role, 'admin');
  await expect.poll(() => people.members[1]?.role).toBe('admin');
  await user.click(list.getByRole('button', { name: 'Remove Grace Hopper' }));
  expect(people.members).toHaveLength(2);
  await user.click(list.getByRole('button', { name: 'Really remove Grace Hopper' }));
  await expect.poll(() => list.queryByText('Grace Hopper')).toBeNull();
});

test('the only owner can neither be changed nor leave until the organization is handed over', async () => {
  const { user } = renderApp('/settings/members');
  expect((await members()).getAllByRole('combobox')).toHaveLength(1);
  expect(screen.getByRole('button', { name: /^Leave/ })).toBeDisabled();
  await user.selectOptions(screen.getByLabelText('Hand over to'), 'Grace Hopper');
  await user.click(screen.getByRole('button', { name: 'Hand over to Grace Hopper' }));
  await user.click(screen.getByRole('button', { name: 'Really hand over to Grace Hopper' }));
  expect(await screen.findByText(/^Your plans stay here/)).toBeVisible();
  expect(people.members.map(({ role }) => role)).toEqual(['admin', 'owner']);
  await user.click(screen.getByRole('button', { name: /^Leave/ }));
  await user.click(screen.getByRole('button', { name: /^Really leave/ }));
  expect(await screen.findByRole('textbox', { name: 'Your request' })).toBeVisible();
});

test('an admin makes no owner and touches none', async () => {
  signInAs('admin');
  people.members.push(makeMember('Charles Babbage', 'owner'));
  renderApp('/settings/members');
  const list = await members();
  expect(list.queryByRole('combobox', { name: 'Role of Charles Babbage' })).toBeNull();
  expect(list.queryByRole('button', { name: 'Remove Charles Babbage' })).toBeNull();
  const role = list.getByRole('combobox', { name: 'Role of Grace Hopper' });
  expect(within(role).queryByRole('option', { name: 'owner' })).toBeNull();
});

test('a viewer sees the members and may leave, no more', async () => {
  signInAs('viewer');
  renderApp('/settings/members');
  expect((await members()).getAllByRole('listitem')).toHaveLength(2);
  expect(screen.queryByRole('combobox')).toBeNull();
  expect(screen.queryByRole('heading', { name: 'Invite somebody' })).toBeNull();
  expect(screen.getByRole('button', { name: /^Leave/ })).toBeEnabled();
});

test('somebody is invited, sent a new link and taken back; what is refused is told', async () => {
  const { user } = renderApp('/settings/members');
  await user.type(await screen.findByLabelText('E-mail address'), ' alan@example.com ');
  await user.selectOptions(screen.getByLabelText('Invited as'), 'Viewer: reads');
  await user.click(screen.getByRole('button', { name: 'Invite' }));
  expect(await screen.findByText(/^A mail is on its way to alan@example.com/)).toBeVisible();
  expect((await invitations()).getByRole('listitem')).toHaveTextContent('viewer · being sent, good until');
  await user.click(screen.getByRole('button', { name: 'Send again to alan@example.com' }));
  expect(await screen.findByText(/^A new link is on its way/)).toBeVisible();
  server.use(
    http.post('/api/v1/invitations', () =>
      refusal(402, 'plan_limit_reached', 'The plan includes 3 members.'),
    ),
  );
  await user.type(screen.getByLabelText('E-mail address'), 'b@example.com{Enter}');
  expect(await screen.findByText('Not invited: The plan includes 3 members.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: /^Take back/ }));
  await user.click(screen.getByRole('button', { name: /^Really take back/ }));
  await expect.poll(() => people.invitations).toHaveLength(0);
});

test('an invitation that is over or whose mail was refused says so', async () => {
  people.invitations = [
    makeInvitation({ id: 'a', state: 'expired' }),
    makeInvitation({
      id: 'b',
      email: 'b@example.com',
      sent_at: '2030-01-01T12:00:00Z',
      refused_at: '2030-01-01T12:00:00Z',
    }),
  ];
  renderApp('/settings/members');
  const rows = (await invitations()).getAllByRole('listitem');
  expect(rows[0]).toHaveTextContent('expired Jan 8, 2030');
  expect(rows[1]).toHaveTextContent('the mail was refused');
});

test('another organization is made and worked in; a name that is refused is told', async () => {
  let chosen: unknown = null;
  server.use(
    http.post('/api/v1/organizations', () => refusal(409, 'conflict', 'You belong to 50.'), { once: true }),
    http.post('/api/v1/organizations', () => answer({ id: 'org-2' }, {}, { status: 201 })),
    http.post('/api/v1/session/organization', async ({ request }) => {
      chosen = await request.json();
      return answer({ expires_at: '2030-01-01T12:00:00Z' });
    }),
  );
  const { user } = renderApp('/settings/members');
  await user.type(await screen.findByLabelText('Its name'), 'Engines{Enter}');
  expect(await screen.findByText('Not made: You belong to 50.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Make it and go there' }));
  expect(await screen.findByRole('textbox', { name: 'Your request' })).toBeVisible();
  expect(chosen).toEqual({ organization_id: 'org-2' });
});
