import { ArrowRight, TriangleAlert } from 'lucide-react';

import { Button } from '@/components/ui/button';
import { formatUsd } from '@/lib/format/money';

import type { Analysis } from './api/analysis';
import { Quoted } from './quoted';

type Props = { analysis: Analysis; onImplement?: ((option: string) => void) | undefined; busy: boolean };

/** Which option, and why: in the request's own words where it decides. */
export function RecommendationCard({ analysis, onImplement, busy }: Props) {
  const { recommendation, options } = analysis;
  const chosen = options.find(({ name }) => name === recommendation.option);
  return (
    <section
      aria-labelledby="recommendation"
      className="rounded-lg border border-line-strong bg-surface px-5 py-5 shadow-card sm:px-6"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div>
          <p className="lettering text-accent">Recommended</p>
          <h2 id="recommendation" className="mt-1 text-2xl tracking-tight">
            {recommendation.title}
            {chosen && (
              <span className="ml-3 text-lg font-normal text-muted">
                {formatUsd(chosen.cost.expected)} a month
              </span>
            )}
          </h2>
        </div>
        {onImplement && (
          <Button
            variant="primary"
            disabled={busy}
            onClick={() => {
              onImplement(recommendation.option);
            }}
          >
            Implement {recommendation.title.toLowerCase()}
            <ArrowRight aria-hidden className="size-4" />
          </Button>
        )}
      </div>
      <ul className="mt-4 max-w-[90ch] space-y-2 text-[15px] leading-relaxed text-muted">
        {recommendation.sentences.map((sentence) => (
          <li key={sentence} className="border-l-2 border-accent pl-3">
            <Quoted text={sentence} />
          </li>
        ))}
        {recommendation.cautions.map((caution) => (
          <li key={caution} className="flex gap-2 border-l-2 border-warn pl-3">
            <TriangleAlert aria-hidden className="mt-1 size-4 shrink-0 text-warn" />
            <span>
              <Quoted text={caution} />
            </span>
          </li>
        ))}
      </ul>
      <TurningPoints points={recommendation.turning_points} />
      <details className="mt-4 text-[13px] text-muted">
        <summary className="w-fit rounded font-medium text-accent hover:underline">
          How this was decided
        </summary>
        <p className="mt-2 max-w-[90ch] leading-relaxed">{recommendation.method}</p>
      </details>
    </section>
  );
}

function TurningPoints({ points }: { points: Analysis['recommendation']['turning_points'] }) {
  if (points.length === 0) return null;
  return (
    <div className="mt-5">
      <h3 className="text-sm">What would change it</h3>
      <ul className="mt-2 grid gap-3 sm:grid-cols-2">
        {points.map(({ option, title, when }) => (
          <li key={option} className="rounded-md bg-sunken px-4 py-3 text-[13px] leading-snug">
            <span className="font-medium">{title}</span>
            <span className="text-muted">, if the request said</span>
            <ul className="mt-1 space-y-0.5 text-muted">
              {when.map((one, index) => (
                <li key={one}>
                  {index > 0 && <span className="text-faint">or </span>}
                  {one}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}
