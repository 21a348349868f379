import { Link } from 'react-router';

import { buttonClass } from '@/components/ui/button';

import { usePageTitle } from './use-page-title';

export function NotFoundPage() {
  usePageTitle('Not found');
  return (
    <div className="drafting-grid grid min-h-full place-items-center px-6 py-16">
      <div className="text-center">
        <p className="lettering text-faint">404</p>
        <h1 className="mt-2 text-2xl">There is nothing on this sheet</h1>
        <p className="mt-2 max-w-sm text-muted">
          The address is wrong, or the plan belongs to another organization.
        </p>
        <Link to="/" className={buttonClass({ variant: 'primary' }, 'mt-6')}>
          Start a new plan
        </Link>
      </div>
    </div>
  );
}
