import { useState, type ReactNode } from 'react';

import { Alert } from '@/components/ui/alert';
import { SelectField } from '@/components/ui/select-field';
import { formatQuantity } from '@/lib/format/quantity';

import {
  TIERS,
  useOrganizationAct,
  type OrganizationAct,
  type OrganizationDetail,
  type Tier,
} from '../api/staff-accounts';
import { DetailLayout } from './detail-layout';
import { DoneNote } from './done-note';
import { Ago, EntityLink, Suspended, TierMark } from './marks';
import { ReasonForm } from './reason-form';

const TAKEN_BACK = 'Taken back at once: it was not meant.';
type Done = { told: string; undo: OrganizationAct };

/** An organization as staff see it, and what staff can do. Nothing of what it asks for or gets. */
export function OrganizationView({ organization }: { organization: OrganizationDetail }) {
  const { id, name, tier, suspended_since: since } = organization;
  const act = useOrganizationAct(id);
  const [done, setDone] = useState<Done | null>(null);
  const [wanted, setWanted] = useState<Tier>(tier);
  const go = (what: OrganizationAct, then: Done | null): void => {
    act.mutate(what, {
      onSuccess: (now) => {
        setDone(then);
        setWanted(now.tier);
      },
    });
  };
  const next = since ? 'unsuspend' : 'suspend';
  const error = (of: OrganizationAct['act']) => (act.variables?.act === of ? act.error : null);
  return (
    <DetailLayout
      name={name}
      suspendedSince={since}
      suspendedBecause={organization.suspended_because}
      marks={<TierMark tier={tier} />}
      below={<span className="font-mono text-xs">{id}</span>}
      note={<DeletionNote due={organization.deletion_due_at} />}
      facts={factsOf(organization)}
      list={{ title: 'Members', items: organization.people.map(toMember) }}
    >
      {done && (
        <DoneNote
          pending={act.isPending}
          onUndo={() => {
            go(done.undo, null);
          }}
        >
          {done.told}
        </DoneNote>
      )}
      <ReasonForm
        key={`tier ${tier}`}
        action="Change the tier"
        told="It holds at once, and until what a subscription of theirs gives changes."
        disabled={wanted === tier}
        pending={act.isPending}
        error={error('tier')}
        onAct={(reason) => {
          go(
            { act: 'tier', tier: wanted, reason },
            {
              told: `${name} has the tier ${wanted} now.`,
              undo: { act: 'tier', tier, reason: TAKEN_BACK },
            },
          );
        }}
      >
        <div className="w-40">
          <SelectField
            label="Tier"
            value={wanted}
            choices={TIERS.map((value) => ({ value, label: value }))}
            onChange={(value) => {
              setWanted(TIERS.find((one) => one === value) ?? tier);
            }}
          />
        </div>
      </ReasonForm>
      <ReasonForm
        key={next}
        danger={!since}
        action={since ? 'Lift the suspension' : 'Suspend the organization'}
        told={
          since
            ? 'Its queued jobs are sent to the workers again.'
            : 'Everything in it is refused from the next request on. Jobs that run may finish, queued ones wait.'
        }
        pending={act.isPending}
        error={error('suspend') ?? error('unsuspend')}
        onAct={(reason) => {
          const undo = since ? 'suspend' : 'unsuspend';
          go(
            { act: next, reason },
            {
              told: since ? `${name} works again.` : `${name} is suspended.`,
              undo: { act: undo, reason: TAKEN_BACK },
            },
          );
        }}
      />
    </DetailLayout>
  );
}

function DeletionNote({ due }: { due: string | null }) {
  if (!due) return null;
  const day = new Date(due).toLocaleDateString('en-US', { dateStyle: 'long' });
  return <Alert tone="info" title={`An owner asked for its deletion: ${day}`} />;
}

function factsOf(organization: OrganizationDetail): [string, ReactNode][] {
  const { created_at: made, last_active_at: active } = organization;
  return [
    ['Made', <Ago key="made" iso={made} />],
    ['Active last', active ? <Ago key="active" iso={active} /> : 'never'],
    ['Unfinished jobs', formatQuantity(organization.unfinished_jobs)],
    ['Jobs this month', tellJobs(organization.jobs_this_month)],
    ['Members', organization.members],
    ['Sessions', organization.sessions],
    ['API keys', organization.api_keys],
    ['Subscription', organization.subscription_tier ?? 'none'],
  ];
}

function toMember(one: OrganizationDetail['people'][number]) {
  return {
    key: one.user_id,
    row: (
      <>
        <EntityLink to={`/admin/users/${one.user_id}`}>{one.name}</EntityLink>
        <span className="min-w-0 break-all text-muted">{one.email}</span>
        <span className="ml-auto text-muted">{one.role}</span>
        {one.suspended_since && <Suspended since={one.suspended_since} />}
      </>
    ),
  };
}

function tellJobs(byMode: Record<string, number>): string {
  const told = Object.entries(byMode).map(([mode, count]) => `${formatQuantity(count)} ${mode}`);
  return told.join(', ') || 'none';
}
