import { Link, useLocation, useNavigate } from 'react-router';

import { Alert } from '@/components/ui/alert';
import { useBatches } from '@/features/batches/api/get-batches';
import { BatchList } from '@/features/batches/list/batch-list';
import { useBeginConversation } from '@/features/brainstorm/api/begin-conversation';
import { Composer } from '@/features/composer/composer';
import { draftSchema, EMPTY_DRAFT } from '@/features/composer/draft';
import { RecentJobs } from '@/features/jobs/dashboard/recent-jobs';
import { RunningJobs } from '@/features/jobs/dashboard/running-jobs';
import { ArchitectNote } from '@/features/session/components/architect-note';
import { useSession } from '@/features/session/session-context';
import { NearlyUsedNote } from '@/features/usage/nearly-used-note';
import { UsageCard } from '@/features/usage/usage-card';

import { usePageTitle } from './use-page-title';

/** Where one begins: what to build, and how everything stands. */
export function NewPlanPage() {
  const { architect, role, live_url: liveUrl } = useSession();
  usePageTitle('New plan');
  return (
    <div className="drafting-grid min-h-full">
      <div className="mx-auto max-w-4xl px-5 pt-10 pb-16 sm:px-8 sm:pt-14">
        <h1 className="text-3xl tracking-[-0.025em] sm:text-[40px] sm:leading-[1.1]">
          What do you want to build?
        </h1>
        <p className="mt-3 max-w-[58ch] text-[17px] leading-relaxed text-muted">
          Describe it in plain words: what it does, for how many people, where, and what must not break.
        </p>
        <div className="mt-7 space-y-4">
          <NearlyUsedNote />
          {role === 'viewer' ? (
            <Alert tone="info" title="You may look, but not make plans">
              Your role here is viewer. An owner or admin of the organization can change that.
            </Alert>
          ) : (
            <NewRequest />
          )}
        </div>
        <div className="mt-12 space-y-10">
          <RunningJobs liveUrl={liveUrl} />
          <div className="grid items-start gap-x-8 gap-y-10 lg:grid-cols-[minmax(0,1fr)_18rem]">
            <div className="space-y-10">
              <RecentJobs />
              <RecentBatches />
            </div>
            <UsageCard />
          </div>
          <div className="max-w-[64ch]">
            <ArchitectNote architect={architect} />
          </div>
        </div>
      </div>
    </div>
  );
}

function NewRequest() {
  const navigate = useNavigate();
  const location = useLocation();
  const handedOver = draftSchema.safeParse(location.state);
  const begin = useBeginConversation(({ id }) => void navigate(`/brainstorm/${id}`));
  return (
    <Composer
      key={location.key}
      initial={handedOver.success ? handedOver.data : EMPTY_DRAFT}
      onAccepted={(job) => void navigate(`/jobs/${job.id}`)}
      talk={{
        begin: (text, onError) => {
          begin.mutate(text, { onError });
        },
        isPending: begin.isPending,
      }}
    />
  );
}

const BATCHES_SHOWN = 3;

/** Nothing where there is none: the menu leads to the first one. */
function RecentBatches() {
  const batches = useBatches();
  const items = batches.data?.pages[0]?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="recent-batches">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="recent-batches" className="text-lg">
          Batches
        </h2>
        <Link to="/batches" className="text-[13px] text-accent hover:underline">
          All batches
        </Link>
      </div>
      <div className="mt-3">
        <BatchList
          batches={items.slice(0, BATCHES_SHOWN)}
          hasMore={false}
          loadingMore={false}
          error={null}
          onMore={() => undefined}
        />
      </div>
    </section>
  );
}
