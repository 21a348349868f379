import { useSearchParams } from 'react-router';

import { AuditView } from '@/features/admin/audit/audit-view';
import { readFilters, writeFilters } from '@/features/admin/audit/filters';

import { usePageTitle } from '../use-page-title';

/** The filters stand in the address, so that a link shows what its sender saw. */
export function AuditPage() {
  const [address, setAddress] = useSearchParams();
  usePageTitle('Audit');
  return (
    <>
      <p className="mb-5 max-w-[90ch] text-sm text-muted">
        Every tool call of every agent, written down before it runs and after it ended. Nothing here can be
        changed.
      </p>
      <AuditView
        filters={readFilters(address)}
        onFilters={(filters) => {
          setAddress(writeFilters(filters), { replace: true, preventScrollReset: true });
        }}
      />
    </>
  );
}
