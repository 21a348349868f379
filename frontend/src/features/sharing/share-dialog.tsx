import { Alert } from '@/components/ui/alert';
import { Dialog } from '@/components/ui/dialog';
import { Loaded } from '@/components/ui/loaded';

import { useAllowed, useShareLinks, type ShareLink } from './api/links';
import { LinksList } from './links-list';
import { NewLinkForm } from './new-link-form';

type Props = { jobId: string; onClose: () => void };

/** The links to one result, and a form for another. */
export function ShareDialog({ jobId, onClose }: Props) {
  const allowed = useAllowed();
  const links = useShareLinks(jobId);
  return (
    <Dialog title="Share this result" onClose={onClose}>
      <div className="space-y-6">
        <p className="max-w-[64ch] text-sm text-muted">
          Who has a link reads this version without signing in: the drawing, the files, costs and checks. They
          see neither names nor other plans, and change nothing. The files quote the request and later wishes.
        </p>
        <Loaded what="what may be shared" query={allowed} lines={2}>
          {(data) =>
            data === 'off' ? (
              <Alert tone="info" title="This organization shares nothing">
                Owners and admins can change that in the settings, under “Shared links”.
              </Alert>
            ) : (
              <NewLinkForm jobId={jobId} endless={data === 'endless'} />
            )
          }
        </Loaded>
        <Loaded what="the links" query={links} lines={3}>
          {(data) => {
            const shown = data.filter(isOfInterest);
            return shown.length > 0 && <LinksList links={shown} label="Links to this result" />;
          }}
        </Loaded>
      </div>
    </Dialog>
  );
}

const UNDO_MS = 10 * 60_000;

/** What opens something, and for a while what was taken back: a message with an undo would lie behind the dialog. */
function isOfInterest({ state, revoked_at: revokedAt }: ShareLink): boolean {
  if (state === 'revoked') return revokedAt !== null && Date.now() - Date.parse(revokedAt) < UNDO_MS;
  return state !== 'expired';
}
