import { useState } from 'react';

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
import { DoneNote } from './done-note';
import { Facts } from './facts';
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
    <div className="space-y-6">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-xl break-words">{name}</h2>
        <TierMark tier={tier} />
        <Suspended since={since} />
        <p className="w-full font-mono text-xs break-all text-muted">{id}</p>
      </header>
      <Notes organization={organization} />
      <Facts
        facts={[
          ['Made', <Ago key="made" iso={organization.created_at} />],
          [
            'Active last',
            organization.last_active_at ? <Ago key="active" iso={organization.last_active_at} /> : 'never',
          ],
          ['Unfinished jobs', formatQuantity(organization.unfinished_jobs)],
          ['Jobs this month', tellJobs(organization.jobs_this_month)],
          ['Members', organization.members],
          ['Sessions', organization.sessions],
          ['API keys', organization.api_keys],
          ['Subscription', organization.subscription_tier ?? 'none'],
        ]}
      />
      <People people={organization.people} />
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
    </div>
  );
}

function Notes({ organization }: { organization: OrganizationDetail }) {
  const due = organization.deletion_due_at;
  return (
    <>
      {organization.suspended_because && (
        <Alert tone="warn" title="Why it is suspended">
          {organization.suspended_because}
        </Alert>
      )}
      {due && (
        <Alert
          tone="info"
          title={`An owner asked for its deletion: ${new Date(due).toLocaleDateString('en-US', { dateStyle: 'long' })}`}
        />
      )}
    </>
  );
}

function People({ people }: { people: OrganizationDetail['people'] }) {
  return (
    <section aria-labelledby="people">
      <h3 id="people" className="text-base">
        Members
      </h3>
      <ul className="mt-2 divide-y divide-line rounded-lg border border-line bg-surface">
        {people.map((one) => (
          <li key={one.user_id} className="flex flex-wrap items-center gap-x-3 px-4 py-2.5 text-sm sm:px-5">
            <EntityLink to={`/admin/users/${one.user_id}`}>{one.name}</EntityLink>
            <span className="min-w-0 break-all text-muted">{one.email}</span>
            <span className="ml-auto text-muted">{one.role}</span>
            {one.suspended_since && <Suspended since={one.suspended_since} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function tellJobs(byMode: Record<string, number>): string {
  const told = Object.entries(byMode).map(([mode, count]) => `${formatQuantity(count)} ${mode}`);
  return told.join(', ') || 'none';
}
