import { useState } from 'react';

import { plural } from '@/lib/format/quantity';

import { useStaffPages } from '../api/staff-pages';
import { deadJobSchema, useRedrive, type DeadJob } from '../api/staff-queue';
import { DeadMessages } from './dead-messages';
import { Listing } from './listing';
import { Ago, EntityLink, shortened } from './marks';
import { ReasonForm } from './reason-form';

/** Jobs that failed because no worker finished them, messages that nobody dealt with, and sending them again. */
export function DeadLettersView() {
  const pages = useStaffPages<DeadJob>('/dead-letters', deadJobSchema);
  const redrive = useRedrive();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void => {
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  };
  const { data } = redrive;
  return (
    <div className="space-y-5">
      <ReasonForm
        key={data ? `${data.jobs} ${data.messages} ${redrive.submittedAt}` : 'first'}
        action={chosen.size > 0 ? `Send ${plural(chosen.size, 'job')} again` : 'Send all again'}
        told="A failed job is queued anew and counts against its month again; messages that were received too often are dealt with, too. What has ended otherwise is never run again."
        pending={redrive.isPending}
        error={redrive.error}
        onAct={(reason) => {
          redrive.mutate(
            { jobIds: chosen.size > 0 ? [...chosen] : null, reason },
            {
              onSuccess: () => {
                setChosen(new Set());
              },
            },
          );
        }}
      />
      <p role="status" className="text-sm text-muted empty:hidden">
        {data &&
          `${plural(data.jobs, 'job')} queued, ${data.revived} of them had failed; ${plural(data.messages, 'message')} dealt with.`}
      </p>
      <Listing
        what="dead letters"
        pages={pages}
        keyOf={({ job_id: id }) => id}
        empty="No dead letters"
        told="Every job that failed was told why by a worker."
        columns={[
          {
            title: 'Again',
            cell: (job) =>
              job.may_be_sent_again ? (
                <input
                  type="checkbox"
                  aria-label={`Choose the job ${shortened(job.job_id)} of ${job.organization}`}
                  checked={chosen.has(job.job_id)}
                  onChange={() => {
                    toggle(job.job_id);
                  }}
                  className="size-4 accent-(--accent)"
                />
              ) : (
                <span className="text-[13px] text-faint">a turn</span>
              ),
          },
          {
            title: 'Organization',
            cell: ({ org_id: org, organization }) => (
              <EntityLink to={`/admin/organizations/${org}`}>{organization}</EntityLink>
            ),
          },
          {
            title: 'Job',
            cell: ({ job_id: id, mode }) => (
              <>
                {mode} <span className="font-mono text-xs text-faint">{shortened(id)}</span>
              </>
            ),
          },
          {
            title: 'Why',
            className: 'w-2/5',
            cell: ({ code, message, attempts }) => (
              <>
                <code className="font-mono text-xs">{code}</code>, {plural(attempts, 'attempt')}
                <span className="block text-[13px] text-muted">{message}</span>
              </>
            ),
          },
          { title: 'Ended', cell: ({ finished_at: at }) => <Ago iso={at} /> },
        ]}
      />
      <DeadMessages chosen={chosen} onToggle={toggle} />
    </div>
  );
}
