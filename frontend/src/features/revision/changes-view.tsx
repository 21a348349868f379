import { useId, type ReactNode } from 'react';

import { EmptyState } from '@/components/ui/empty-state';
import { plural } from '@/lib/format/quantity';

import type { Changes, FindingChange, Revision } from './api/revision';
import { ComponentsChanged } from './changes/components-changed';
import { DataWarning, Deployment } from './changes/deployment';
import { FiguresTable } from './changes/figures-table';

type Props = {
  revision: Revision;
  /** Names of the components that this version has, by their id. */
  names: ReadonlyMap<string, string>;
  /** The way back to the version before. */
  undo?: ReactNode;
};

/** All that differs from the version before. */
export function ChangesView({ revision, names: now, undo }: Props) {
  const { changes, instruction, notes, version } = revision;
  const names = new Map([
    ...changes.components.map(({ component, name }) => [component, name] as const),
    ...now,
  ]);
  return (
    <div className="space-y-9">
      <div className="space-y-4">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <p className="text-[15px] leading-relaxed text-muted">
            Version {version}
            {instruction && (
              <>
                , by{' '}
                <strong className="rounded bg-accent-soft px-1 font-medium text-ink">“{instruction}”</strong>
              </>
            )}
            : {summary(changes)}.
          </p>
          {undo}
        </div>
        <DataWarning effects={changes.effects} names={names} />
        {notes.length > 0 && (
          <ul className="list-disc space-y-1 pl-5 text-sm text-muted">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </div>
      <Section title="Before and after">
        <FiguresTable changes={changes} />
      </Section>
      <Section title="Components">
        {Object.entries(changes.facts).map(([fact, [before, after]]) => (
          <p key={fact} className="mb-3 text-sm">
            {fact}: {before} → {after}
          </p>
        ))}
        {changes.components.length > 0 ? (
          <ComponentsChanged components={changes.components} />
        ) : (
          <EmptyState title="Every component is as it was" />
        )}
        <Connections changes={changes} names={names} />
      </Section>
      {changes.findings_gone.length + changes.findings_new.length > 0 && (
        <Section title="Findings of the review">
          <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
            <Findings title="Gone" look="text-good" findings={changes.findings_gone} />
            <Findings title="New" look="text-bad" findings={changes.findings_new} />
          </div>
        </Section>
      )}
      <Section title="What deploying it does">
        <Deployment effects={changes.effects} source={changes.effects_source} names={names} />
      </Section>
    </div>
  );
}

function summary({ components, connections }: Changes): string {
  const parts = components.length > 0 ? `${plural(components.length, 'component')} differ` : '';
  const one = components.length === 1 ? '1 component differs' : parts;
  const edges = connections.length > 0 ? plural(connections.length, 'connection') + ' added or removed' : '';
  return [one, edges].filter(Boolean).join(', ') || 'only words differ';
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-3 text-base">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Connections({ changes, names }: { changes: Changes; names: ReadonlyMap<string, string> }) {
  if (changes.connections.length === 0) return null;
  const name = (id: string): string => names.get(id) ?? id;
  return (
    <ul aria-label="Connections" className="mt-3 space-y-1 text-[13px] text-muted">
      {changes.connections.map(({ kind, source, target }) => (
        <li key={`${kind} ${source} ${target}`}>
          <span className={kind === 'added' ? 'text-good' : 'text-bad'}>
            {kind === 'added' ? 'New connection' : 'Connection removed'}
          </span>
          : {name(source)} → {name(target)}
        </li>
      ))}
    </ul>
  );
}

function Findings({ title, look, findings }: { title: string; look: string; findings: FindingChange[] }) {
  if (findings.length === 0) return null;
  return (
    <div>
      <h3 className={`text-sm ${look}`}>
        {title} <span className="font-mono text-xs font-normal">{findings.length}</span>
      </h3>
      <ul className="mt-2 space-y-2">
        {findings.map(({ check, severity, sentence, components }) => (
          <li key={check} className="border-l-2 border-line-strong pl-3 text-[13px] leading-snug">
            {sentence}
            <span className="block font-mono text-xs text-faint">
              {[severity, ...components].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
