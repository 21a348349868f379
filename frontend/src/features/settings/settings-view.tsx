import { useId, type ReactNode } from 'react';

import { Alert } from '@/components/ui/alert';

import type { Organization } from './api/organization';
import { LimitsForm } from './limits-form';
import { ModelForm } from './model-form';

type Props = { organization: Organization; onChanged: () => void };

/** What holds for the whole organization; owners and admins change it, the others read. */
export function SettingsView({ organization, onChanged }: Props) {
  const { name, role, model, agent_limits: limits } = organization;
  const editable = role === 'owner' || role === 'admin';
  return (
    <div className="space-y-10">
      {!editable && (
        <Alert tone="info" title="You may read, but not change">
          Your role in {name} is {role}. Owners and admins choose the model and its limits.
        </Alert>
      )}
      <Section title="Organization">
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-[15px]">
          <dt className="text-muted">Name</dt>
          <dd className="min-w-0 break-words">{name}</dd>
          <dt className="text-muted">Your role</dt>
          <dd>{role}</dd>
        </dl>
      </Section>
      <Section title="Model" told="What designs plans and answers in conversations.">
        <ModelForm model={model} editable={editable} onChanged={onChanged} />
      </Section>
      <Section
        title="Limits of one job"
        told="When an agent comes to one of them, rules finish the job, and its result says so. Leave a field empty for the platform’s own limit."
      >
        <LimitsForm limits={limits} editable={editable} />
      </Section>
    </div>
  );
}

function Section({ title, told, children }: { title: string; told?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg">
        {title}
      </h2>
      {told && <p className="mt-1 max-w-[64ch] text-sm text-muted">{told}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
