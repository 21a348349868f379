import { Clock, Link2Off } from 'lucide-react';
import { lazy, Suspense, type ReactNode } from 'react';
import { useParams } from 'react-router';

import { buttonClass } from '@/components/ui/button';
import { OfflineBar } from '@/components/ui/offline-bar';
import { QueryError } from '@/components/ui/query-error';
import { Skeleton } from '@/components/ui/skeleton';
import { Wordmark } from '@/components/ui/wordmark';
import { ThemeButton } from '@/features/session/components/account-menu';
import { useShared, type Shared } from '@/features/sharing/api/get-shared';
import { ApiError } from '@/lib/api/errors';

import { usePageTitle } from '../use-page-title';

const SharedResult = lazy(() =>
  import('./shared-result').then((module) => ({ default: module.SharedResult })),
);

const WIDTH = 'mx-auto max-w-6xl px-5 sm:px-8';

/** What anybody sees who has a link: one result, to read. Nobody is signed in here. */
export function SharedPage() {
  const { token = '' } = useParams();
  const shared = useShared(token);
  usePageTitle(shared.data?.title ?? 'A shared result');
  return (
    <div className="min-h-full">
      <a
        href="#main"
        className="sr-only rounded-md bg-accent px-4 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-20"
      >
        Skip to the content
      </a>
      <header className="border-b border-line bg-surface">
        <div className={`${WIDTH} flex items-center gap-2 py-3`}>
          {/* Another page altogether, which may want a sign-in. */}
          <a href="/" aria-label="Groundplan, home" className="mr-auto rounded">
            <Wordmark />
          </a>
          <span className="lettering text-faint max-sm:hidden">Shared with you · read only</span>
          <ThemeButton />
          <a href="/" className={buttonClass({ variant: 'outline', size: 'small' })}>
            Plan your own
          </a>
        </div>
      </header>
      <OfflineBar />
      <main id="main" tabIndex={-1} className={`${WIDTH} space-y-8 py-8 outline-none sm:py-10`}>
        {shared.data && (
          <>
            <Heading shared={shared.data} />
            <Suspense fallback={<Skeleton lines={8} label="Loading the result" />}>
              <SharedResult token={token} shared={shared.data} />
            </Suspense>
          </>
        )}
        {shared.isPending && <Skeleton lines={8} label="Loading what was shared" />}
        {shared.isError && <Fault error={shared.error} retry={() => void shared.refetch()} />}
      </main>
    </div>
  );
}

function Heading({ shared }: { shared: Shared }) {
  const { mode, option, version, made_at: madeAt, expires_at: expiresAt } = shared;
  const kind = mode === 'analyze' ? 'comparison' : 'plan';
  return (
    <header>
      <p className="lettering text-faint">
        {[kind, option, version > 1 ? `version ${version}` : null].filter(Boolean).join(' · ')}
      </p>
      <h1 className="mt-2 text-2xl break-words sm:text-[28px] sm:leading-9">{shared.title}</h1>
      <p className="mt-2 text-sm text-muted">
        As it was made on <time dateTime={madeAt}>{day(madeAt)}</time>; later versions are not shown here.
        {expiresAt && (
          <>
            {' '}
            This link works until <time dateTime={expiresAt}>{day(expiresAt)}</time>.
          </>
        )}
      </p>
    </header>
  );
}

function Fault({ error, retry }: { error: Error; retry: () => void }) {
  if (error instanceof ApiError && error.status === 410)
    return (
      <Over icon={<Clock aria-hidden className="size-6" />} title="This link has expired">
        It was good for a while, and that is over. Ask who gave it to you for another.
      </Over>
    );
  if (error instanceof ApiError && [404, 422].includes(error.status))
    return (
      <Over icon={<Link2Off aria-hidden className="size-6" />} title="This link is not good">
        Either it is not whole, or whoever made it took it back. Ask them for another.
      </Over>
    );
  return <QueryError what="What was shared" error={error} retry={retry} />;
}

function Over({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div className="drafting-grid grid min-h-[60vh] place-items-center rounded-lg px-6 text-center">
      <div>
        <span className="inline-grid size-12 place-items-center rounded-full border border-line-strong bg-surface text-muted">
          {icon}
        </span>
        <h1 className="mt-4 text-2xl">{title}</h1>
        <p className="mt-2 max-w-sm text-muted">{children}</p>
      </div>
    </div>
  );
}

function day(iso: string): string {
  return new Date(iso).toLocaleDateString('en', { dateStyle: 'long' });
}
