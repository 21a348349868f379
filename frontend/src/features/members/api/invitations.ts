import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';

import { request, requestPage } from '@/lib/api/client';
import { useIdempotencyKey } from '@/lib/api/use-idempotency-key';

import { ROLES } from './members';

const PATH = '/api/v1/invitations';
const INVITATIONS = ['invitations'];

export const INVITED_ROLES = ['admin', 'member', 'viewer'] as const;
export type InvitedRole = (typeof INVITED_ROLES)[number];

const standingSchema = z.enum(['pending', 'expired', 'accepted', 'revoked']);

const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(INVITED_ROLES),
  state: standingSchema,
  created_at: z.string(),
  expires_at: z.string(),
  sent_at: z.string().nullable(),
  refused_at: z.string().nullable(),
});
export type Invitation = z.infer<typeof invitationSchema>;

const offerSchema = z.object({
  organization_id: z.string(),
  organization_name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  state: standingSchema,
  expires_at: z.string(),
});
export type Offer = z.infer<typeof offerSchema>;

export type NewInvitation = { email: string; role: InvitedRole };

/** Those that nobody accepted or took back, newest first. */
export function useInvitations() {
  return useQuery({
    queryKey: INVITATIONS,
    queryFn: async ({ signal }) => (await requestPage<Invitation>(PATH, invitationSchema, { signal })).items,
  });
}

/** Invites somebody; the same body sent again makes no second invitation. */
export function useInvite(onInvited: (invitation: Invitation) => void) {
  const client = useQueryClient();
  const idempotency = useIdempotencyKey();
  return useMutation<Invitation, Error, NewInvitation>({
    mutationFn: (body) =>
      request<Invitation>(PATH, invitationSchema, {
        method: 'POST',
        body,
        headers: idempotency.headersFor(body),
      }),
    onSuccess: (invitation) => {
      idempotency.accepted();
      onInvited(invitation);
      return client.invalidateQueries({ queryKey: INVITATIONS });
    },
  });
}

/** Mails an invitation anew, with another link. */
export function useResend() {
  return useChange((id) =>
    request<Invitation>(`${at(id)}/resend`, invitationSchema, { method: 'POST', body: {} }),
  );
}

/** Takes an invitation back: its link is good no more. */
export function useRevoke() {
  return useChange((id) => request<Invitation>(at(id), invitationSchema, { method: 'DELETE' }));
}

/** What the link of a mail offers. */
export function useOffer(token: string | null) {
  return useQuery({
    queryKey: ['invitation', token],
    enabled: token !== null,
    queryFn: ({ signal }) =>
      request<Offer>(`${PATH}/look`, offerSchema, { method: 'POST', body: { token }, signal }),
  });
}

export function useAccept(onAccepted: (offer: Offer) => void) {
  return useMutation<Offer, Error, string>({
    mutationFn: (token) => request<Offer>(`${PATH}/accept`, offerSchema, { method: 'POST', body: { token } }),
    onSuccess: onAccepted,
  });
}

function useChange(change: (id: string) => Promise<Invitation>) {
  const client = useQueryClient();
  return useMutation<Invitation, Error, string>({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: INVITATIONS }),
  });
}

function at(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}
