import { Link } from 'react-router';

import { EmptyState } from '@/components/ui/empty-state';
import { Loaded } from '@/components/ui/loaded';
import { showToast } from '@/components/ui/toast';
import { useSession } from '@/features/session/session-context';
import { ActsList } from '@/features/sharing/acts-list';
import { AllowedForm } from '@/features/sharing/allowed-form';
import { useAllowed, useShareLinks } from '@/features/sharing/api/links';
import { LinksList } from '@/features/sharing/links-list';
import { mayAdminister } from '@/types/session';

import { usePageTitle } from '../use-page-title';

/** What of the organization is open to anybody who has a link. */
export function SharedLinksPage() {
  const { role } = useSession();
  const allowed = useAllowed();
  const links = useShareLinks();
  usePageTitle('Shared links');
  return (
    <div className="mx-auto max-w-3xl px-5 py-10 sm:px-8">
      <h1 className="text-2xl sm:text-[28px] sm:leading-9">Shared links</h1>
      <p className="mt-1 max-w-[64ch] text-sm text-muted">
        Who has a link reads one version of one result without signing in. A link is made on the page of a
        plan or a comparison, by “Share”.
      </p>
      <div className="mt-8">
        <Loaded what="what may be shared" query={allowed} lines={3}>
          {(data) => <AllowedForm allowed={data} editable={mayAdminister(role)} />}
        </Loaded>
      </div>
      <div className="mt-8">
        <Loaded
          what="the links"
          query={links}
          lines={5}
          empty={{
            when: ({ length }) => length === 0,
            show: (
              <EmptyState title="Nothing is shared">
                Nobody outside of the organization sees any of its results.
              </EmptyState>
            ),
          }}
        >
          {(data) => (
            <LinksList
              links={data}
              label="Shared links"
              readOnly={role === 'viewer'}
              onRevoked={({ title }, undo) => {
                showToast(`“${title}” opens nothing any more.`, undo);
              }}
              about={({ job_id: jobId }) => (
                <Link to={`/jobs/${jobId}`} className="text-[13px] font-medium text-accent hover:underline">
                  The result
                </Link>
              )}
            />
          )}
        </Loaded>
      </div>
      {mayAdminister(role) && (
        <div className="mt-10">
          <ActsList />
        </div>
      )}
    </div>
  );
}
