import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

import { Loaded } from '@/components/ui/loaded';
import { ApiKeysSection } from '@/features/api-keys/api-keys-section';
import { BillingSection } from '@/features/billing/billing-section';
import { CheckoutReturn } from '@/features/billing/checkout-return';
import { DeletionForm } from '@/features/deletion/deletion-form';
import { ExportSection } from '@/features/export/export-section';
import { SESSION_KEY } from '@/features/session/api/get-session';
import { useSession } from '@/features/session/session-context';
import { useOrganization } from '@/features/settings/api/get-organization';
import { SettingsView } from '@/features/settings/settings-view';
import { PlanSection } from '@/features/usage/plan-section';
import { mayAdminister } from '@/types/session';

import { usePageTitle } from './use-page-title';

/** The organization's settings, its plan, and its keys for programs. */
export function SettingsPage() {
  const organization = useOrganization();
  const client = useQueryClient();
  const { role, organization: place } = useSession();
  usePageTitle('Settings');
  return (
    <div className="mx-auto max-w-3xl px-5 py-10 sm:px-8">
      <Returned />
      <h1 className="text-2xl sm:text-[28px] sm:leading-9">Settings</h1>
      <div className="mt-8">
        <Loaded what="the settings" query={organization} lines={24}>
          {(data) => (
            <SettingsView
              organization={data}
              // What designs is named on other pages, by the session.
              onChanged={() => void client.invalidateQueries({ queryKey: SESSION_KEY })}
            />
          )}
        </Loaded>
      </div>
      <div className="mt-10">
        <PlanSection />
      </div>
      <div className="mt-10">
        <BillingSection
          owner={role === 'owner'}
          leave={(url) => {
            window.location.assign(url);
          }}
        />
      </div>
      <div className="mt-10">
        <ApiKeysSection editable={role !== 'viewer'} administers={mayAdminister(role)} />
      </div>
      {role === 'owner' && (
        <div className="mt-10">
          <ExportSection />
        </div>
      )}
      {role === 'owner' && !place.deletion_due_at && (
        <div className="mt-10">
          <DeletionForm
            name={place.name}
            onRequested={() => void client.invalidateQueries({ queryKey: SESSION_KEY })}
          />
        </div>
      )}
    </div>
  );
}

/** What Stripe's pages led back with; it stays in the address, so that a reload asks again. */
function Returned() {
  const [params, setParams] = useSearchParams();
  const client = useQueryClient();
  const onConfirmed = useCallback(() => {
    void client.invalidateQueries({ queryKey: ['usage'] });
  }, [client]);
  const from = params.get('checkout');
  if (from === null) return null;
  return (
    <CheckoutReturn
      from={from}
      onConfirmed={onConfirmed}
      onClose={() => {
        setParams({}, { replace: true });
      }}
    />
  );
}
