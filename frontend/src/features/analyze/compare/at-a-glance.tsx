import { useId, type ReactNode } from 'react';

import type { Analysis } from '../api/analysis';
import { CostChart } from './cost-chart';
import { PillarRadar } from './pillar-radar';

/** The two pictures that tell most of a comparison. */
export function AtAGlance({ analysis: { options, recommendation } }: { analysis: Analysis }) {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Picture title="Cost a month" note="the band is low to high, the mark what is expected">
        <CostChart options={options} recommended={recommendation.option} />
      </Picture>
      <Picture title="Well-Architected pillars" note="further out is better">
        <PillarRadar options={options} recommended={recommendation.option} />
      </Picture>
    </div>
  );
}

function Picture({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="flex flex-col rounded-lg border border-line-strong bg-surface p-5 shadow-card"
    >
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={id} className="text-base">
          {title}
        </h2>
        <p className="text-[13px] text-muted">{note}</p>
      </div>
      {children}
    </section>
  );
}
