/** The rows of the comparison: what each says of an option, and how the options stand in it. */
import type { ReactNode } from 'react';

import { formatUsd } from '@/lib/format/money';
import { formatUptime, plural } from '@/lib/format/quantity';
import { formatMinutes } from '@/lib/format/time';
import { capitalize } from '@/lib/format/words';

import type { Option } from '../api/analysis';
import { Figure, Note } from './cell';
import { CostBar } from './cost-bar';
import { DifferencesCell } from './differences-cell';
import { PillarBars } from './pillar-bars';
import { Sentences } from './sentences';
import { LEVELS, MEASURES, sameness, standings, type Measure, type Standing } from './standing';
import { VerdictsCell } from './verdicts-cell';

export type Row = { id: string; label: string; standings: Standing[]; show: (option: Option) => ReactNode };

/** Every row that says something of at least one option, in the order shown. */
export function makeRows(options: Option[], findings?: Row['show']): Row[] {
  const scale = Math.max(...options.map(({ cost }) => cost.high));
  const measured = (measure: Measure, show: Row['show']): Row => ({
    id: measure.id,
    label: measure.label,
    standings: standings(options, measure),
    show,
  });
  return [
    measured(MEASURES.cost, (option) => <Cost option={option} scale={scale} />),
    measured(MEASURES.availability, (option) => <Availability option={option} />),
    measured(MEASURES.zone, ({ recovery }) => <Recovery scope={recovery.zone} />),
    measured(MEASURES.region, ({ recovery }) => <Recovery scope={recovery.region} />),
    measured(MEASURES.latency, (option) => <Latency option={option} />),
    measured(MEASURES.effort, (option) => <Effort option={option} />),
    measured(MEASURES.review, (option) => <Review option={option} />),
    ...(findings
      ? [told('findings', 'Open findings', options, ({ name, score }) => `${name} ${score ?? ''}`, findings)]
      : []),
    told('verdicts', 'What you asked for', options, verdictKey, ({ verdicts }) => (
      <VerdictsCell verdicts={verdicts} />
    )),
    told('checks', 'Checks of its files', options, checksText, (option) => <Note>{checksText(option)}</Note>),
    told('parts', 'Made of', options, differencesKey, (option) => (
      <>
        <p className="mb-1.5">
          {plural(option.components, 'component')}, {plural(option.connections, 'connection')}
        </p>
        <DifferencesCell option={option} />
      </>
    )),
    told(
      'gives-up',
      'Gives up',
      options,
      ({ gives_up }) => gives_up.join(),
      ({ gives_up }) => <Sentences sentences={gives_up} kind="loss" none="Nothing that another one has." />,
    ),
    told(
      'gains',
      'Brings',
      options,
      ({ gains }) => gains.join(),
      ({ gains }) => <Sentences sentences={gains} kind="gain" none="Nothing beyond the others." />,
    ),
  ].filter(({ id }) => id !== 'verdicts' || options.some(({ verdicts }) => verdicts.length > 0));
}

function told(
  id: string,
  label: string,
  options: Option[],
  key: (option: Option) => string,
  show: Row['show'],
): Row {
  return { id, label, standings: sameness(options.map(key)), show };
}

const verdictKey = ({ verdicts }: Option): string =>
  verdicts.map(({ demand, status }) => demand + status).join();
const differencesKey = ({ name, differences, same_as: sameAs }: Option): string =>
  differences.length > 0 && !sameAs ? name : '';

function checksText({ checks }: Option): string {
  if (!checks) return 'Not checked';
  const failed = checks.failed > 0 ? `${checks.failed} failed, ` : '';
  return `${failed}${checks.passed} passed, ${checks.skipped} skipped`;
}

function Cost({ option: { cost }, scale }: { option: Option; scale: number }) {
  return (
    <>
      <p className="text-2xl font-semibold tracking-tight tabular-nums">{formatUsd(cost.expected)}</p>
      <CostBar cost={cost} scale={scale} />
    </>
  );
}

function Availability({ option: { availability } }: { option: Option }) {
  const { percent, downtime_minutes_per_month: minutes, limited_by: by } = availability;
  if (percent === null) return <Note>No part of it has a published agreement.</Note>;
  return (
    <div title={`${availability.formula}\n\n${availability.method}`}>
      <Figure>{formatUptime(percent)}</Figure>
      <Note>
        by AWS’s agreements{minutes !== null && <>, down {formatMinutes(minutes)} a month at most</>}
        {by && <span className="block text-faint">weakest: {by}</span>}
      </Note>
    </div>
  );
}

function Recovery({ scope }: { scope: Option['recovery']['zone'] }) {
  const { rto_minutes: rto, rpo_minutes: rpo, slowest, loses_most: loses } = scope;
  if (rto === 0 && rpo === 0) return <Figure>Goes on</Figure>;
  return (
    <div className="grid grid-cols-2 gap-3">
      <div>
        <Figure>{formatMinutes(rto)}</Figure>
        <Note>
          until it is back (RTO){slowest && <span className="block text-faint">slowest: {slowest}</span>}
        </Note>
      </div>
      <div>
        <Figure>{formatMinutes(rpo)}</Figure>
        <Note>
          of data lost (RPO)
          {rpo > 0 && loses && <span className="block text-faint">most: {loses}</span>}
        </Note>
      </div>
    </div>
  );
}

function Latency({ option: { latency } }: { option: Option }) {
  if (latency.latency === 'none') return <Note>Nobody waits for it.</Note>;
  return (
    <>
      <Figure>{latency.latency.replaceAll('_', ' ')}</Figure>
      <Note>about {Math.round(latency.typical_ms)} ms inside AWS, on the slowest way</Note>
    </>
  );
}

function Effort({ option: { effort } }: { option: Option }) {
  const filled = LEVELS.indexOf(effort.level);
  return (
    <>
      <div className="flex items-center gap-3">
        <Figure>{capitalize(effort.level)}</Figure>
        <span aria-hidden className="flex gap-1">
          {LEVELS.map((level, index) => (
            <span
              key={level}
              className={index <= filled ? 'h-2 w-5 rounded-full bg-accent' : 'h-2 w-5 rounded-full bg-line'}
            />
          ))}
        </span>
      </div>
      <Note>{effort.why}</Note>
    </>
  );
}

function Review({ option: { score, pillars } }: { option: Option }) {
  return (
    <>
      <Figure>
        {score ?? '–'}
        <span className="text-sm font-normal text-muted"> of 100</span>
      </Figure>
      <PillarBars pillars={pillars} />
    </>
  );
}
