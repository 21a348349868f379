/** The parts of the sheet that are read from the talk: understood, asked, in conflict. */
import { MessageCircleQuestion, TriangleAlert } from 'lucide-react';

import type { Sheet } from '../api/conversation';
import { Choices } from '../talk/choices';
import { Section } from './section';

export function Conflicts({ conflicts }: Pick<Sheet, 'conflicts'>) {
  if (conflicts.length === 0) return null;
  return (
    <Section title="In conflict">
      <ul className="space-y-2">
        {conflicts.map(({ text, resolve }, index) => (
          <li
            key={index}
            className="flex gap-2.5 rounded-md border border-warn/40 bg-warn-soft px-3 py-2 text-[13px] leading-snug"
          >
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {text}
              {resolve && <span className="mt-1 block text-muted">{resolve}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Understood({ sheet: { request, understood: all } }: { sheet: Sheet }) {
  const understood = all.filter(({ label, value }) => label !== 'Purpose' || !beginsWith(request, value));
  const labels = [...new Set(understood.map(({ label }) => label))];
  return (
    <Section title="Understood">
      {labels.length === 0 ? (
        <p className="text-[13px] text-muted">
          Nothing yet. What you say of your workload appears here, with the words it was read from.
        </p>
      ) : (
        <dl className="space-y-2.5 text-sm">
          {labels.map((label) => (
            <div key={label} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3">
              <dt className="text-[13px] leading-5 text-muted first-letter:uppercase">{label}</dt>
              {understood
                .filter((one) => one.label === label)
                .map(({ value, quote }, index) => (
                  <dd
                    key={index}
                    className="col-start-2 leading-5 not-first-of-type:mt-1.5 [overflow-wrap:anywhere]"
                  >
                    {value}
                    {quote && quote !== value && (
                      <q className="mt-0.5 block text-xs leading-4 text-faint">{quote}</q>
                    )}
                  </dd>
                ))}
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}

/** The request stands just above; its first words need not stand there twice. */
function beginsWith(request: string, purpose: string): boolean {
  return request.startsWith(purpose.replace(/[\s.…]+$/, ''));
}

type AskedProps = Pick<Sheet, 'questions'> & { busy: boolean; onSay?: ((text: string) => void) | undefined };

export function Asked({ questions, busy, onSay }: AskedProps) {
  if (questions.length === 0) return null;
  return (
    <Section title="Still asked">
      <ul className="space-y-4">
        {questions.map(({ id, text, choices }) => (
          <li key={id} className="text-sm leading-5">
            <p className="flex gap-2">
              <MessageCircleQuestion aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
              <span className="min-w-0 [overflow-wrap:anywhere]">{text}</span>
            </p>
            {onSay && <Choices small label={text} choices={choices} disabled={busy} onPick={onSay} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
