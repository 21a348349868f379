import { Link } from 'react-router';

import { buttonClass } from '@/components/ui/button';
import type { Session } from '@/types/session';

import { usePageTitle } from '../use-page-title';

export function ForAdministrators({ role }: { role: Session['role'] }) {
  usePageTitle('For owners and admins');
  return (
    <div className="drafting-grid grid min-h-full place-items-center px-6 py-16">
      <div className="text-center">
        <p className="lettering text-faint">403</p>
        <h1 className="mt-2 text-2xl">For owners and admins</h1>
        <p className="mt-2 max-w-sm text-muted">
          Your role in this organization is {role}. An owner or admin can change that, or look for you.
        </p>
        <Link to="/" className={buttonClass({ variant: 'primary' }, 'mt-6')}>
          Back to your plans
        </Link>
      </div>
    </div>
  );
}
