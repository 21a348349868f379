import { useEffect } from 'react';
import { useRouteError } from 'react-router';

import { buttonClass } from '@/components/ui/button';
import { reportError } from '@/lib/api/report-error';

/** Shown where a page itself broke. The work on the server is not touched by that. */
export function CrashPage() {
  const error = useRouteError();
  useEffect(() => {
    reportError('render', error);
  }, [error]);
  return (
    <main className="grid h-full place-items-center px-6">
      <div role="alert" className="text-center">
        <h1 className="text-2xl">This page broke</h1>
        <p className="mt-2 max-w-sm text-muted">
          Your plans are safe on the server. Loading the page again usually helps.
        </p>
        <a href={window.location.href} className={buttonClass({ variant: 'primary' }, 'mt-6')}>
          Load again
        </a>
      </div>
    </main>
  );
}
