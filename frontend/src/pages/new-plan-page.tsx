import { useLocation, useNavigate } from 'react-router';

import { Alert } from '@/components/ui/alert';
import { Composer } from '@/features/composer/composer';
import { draftSchema, EMPTY_DRAFT } from '@/features/composer/draft';
import { ArchitectNote } from '@/features/session/components/architect-note';
import { useSession } from '@/features/session/session-context';
import { NearlyUsedNote } from '@/features/usage/nearly-used-note';

import { usePageTitle } from './use-page-title';

export function NewPlanPage() {
  const { architect, role } = useSession();
  const navigate = useNavigate();
  const location = useLocation();
  const handedOver = draftSchema.safeParse(location.state);
  usePageTitle('New plan');
  return (
    <div className="drafting-grid min-h-full">
      <div className="mx-auto max-w-3xl px-5 pt-10 pb-16 sm:px-8 sm:pt-20">
        <h1 className="text-3xl tracking-[-0.025em] sm:text-[40px] sm:leading-[1.1]">
          What do you want to build?
        </h1>
        <p className="mt-3 max-w-[58ch] text-[17px] leading-relaxed text-muted">
          Describe it in plain words: what it does, for how many people, where, and what must not break.
        </p>
        <div className="mt-8 space-y-4">
          <NearlyUsedNote />
          {role === 'viewer' ? (
            <Alert tone="info" title="You may look, but not make plans">
              Your role here is viewer. An owner or admin of the organization can change that.
            </Alert>
          ) : (
            <Composer
              key={location.key}
              initial={handedOver.success ? handedOver.data : EMPTY_DRAFT}
              onAccepted={(job) => void navigate(`/jobs/${job.id}`)}
            />
          )}
        </div>
        <div className="mt-10 max-w-[64ch]">
          <ArchitectNote architect={architect} />
        </div>
      </div>
    </div>
  );
}
