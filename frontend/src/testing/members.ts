/** Members and invitations of an organization, kept in memory. */
import { http, HttpResponse } from 'msw';

import type { Invitation, NewInvitation, Offer } from '@/features/members/api/invitations';
import type { Member, Role } from '@/features/members/api/members';

import { answer, refusal } from './answers';
import { SESSION } from './plans';

type People = { members: Member[]; invitations: Invitation[]; offer: Offer | null };

export const people: People = fresh();

export function resetPeople(): void {
  Object.assign(people, fresh());
}

export function makeMember(name: string, role: Role, you = false): Member {
  const email = `${name.toLowerCase().split(' ')[0] ?? ''}@example.com`;
  return { user_id: `user-${name}`, name, email, role, joined_at: '2026-11-01T12:00:00Z', you };
}

export function makeInvitation(fields: Partial<Invitation> = {}): Invitation {
  return {
    id: `invitation-${people.invitations.length}`,
    email: 'alan@example.com',
    role: 'member',
    state: 'pending',
    created_at: '2030-01-01T12:00:00Z',
    expires_at: '2030-01-08T12:00:00Z',
    sent_at: null,
    refused_at: null,
    ...fields,
  };
}

function fresh(): People {
  return { members: [makeMember(SESSION.user.name, 'owner', true)], invitations: [], offer: null };
}

type Path = { id: string };

export const membersHandlers = [
  http.get('/api/v1/members', () => answer(people.members)),
  http.patch<Path>('/api/v1/members/:id', async ({ params, request }) => {
    const member = people.members.find(({ user_id }) => user_id === params.id);
    if (!member) return refusal(404, 'not_found', 'There is no such member.');
    Object.assign(member, await request.json());
    return answer(member);
  }),
  http.delete<Path>('/api/v1/members/:id', ({ params }) => {
    people.members = people.members.filter(({ user_id }) => user_id !== params.id);
    return new HttpResponse(null, { status: 204 });
  }),
  http.post('/api/v1/organization/transfer', async ({ request }) => {
    const { user_id } = (await request.json()) as { user_id: string };
    for (const one of people.members) {
      if (one.you) one.role = 'admin';
      if (one.user_id === user_id) one.role = 'owner';
    }
    return answer({});
  }),
  http.post('/api/v1/organization/leave', () => answer({ expires_at: '2030-01-01T12:00:00Z' })),
  http.get('/api/v1/invitations', () => answer(people.invitations)),
  http.post('/api/v1/invitations', async ({ request }) => {
    const invitation = makeInvitation((await request.json()) as NewInvitation);
    people.invitations.unshift(invitation);
    return answer(invitation, {}, { status: 201 });
  }),
  http.post<Path>('/api/v1/invitations/:id/resend', ({ params }) => {
    const invitation = people.invitations.find(({ id }) => id === params.id);
    return answer(Object.assign(invitation ?? {}, { state: 'pending', sent_at: null }));
  }),
  http.delete<Path>('/api/v1/invitations/:id', ({ params }) => {
    const invitation = people.invitations.find(({ id }) => id === params.id);
    people.invitations = people.invitations.filter(({ id }) => id !== params.id);
    return answer({ ...invitation, state: 'revoked' });
  }),
  http.post('/api/v1/invitations/look', () =>
    people.offer ? answer(people.offer) : refusal(404, 'not_found', 'This link is not good.'),
  ),
  http.post('/api/v1/invitations/accept', () => answer({ ...people.offer, state: 'accepted' })),
];
