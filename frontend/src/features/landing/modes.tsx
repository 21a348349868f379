import { FileCheck2, GitCompareArrows, MessagesSquare } from 'lucide-react';

const MODES = [
  {
    Icon: MessagesSquare,
    title: 'Brainstorm',
    told: 'Talk it through. Answers name their sources, and what is understood gathers on a sheet beside the talk.',
  },
  {
    Icon: GitCompareArrows,
    title: 'Analyze',
    told: 'Three options side by side: cost, availability, recovery, security and effort, with a recommendation and its reasons.',
  },
  {
    Icon: FileCheck2,
    title: 'Implement',
    told: 'One bundle: Terraform, CloudFormation, diagram, costs, permissions and a runbook. Every part is checked before you see it.',
  },
] as const;

/** The three things that one comes here for. */
export function Modes() {
  return (
    <ul className="grid gap-px overflow-hidden rounded-xl border border-line bg-line sm:grid-cols-3">
      {MODES.map(({ Icon, title, told }) => (
        <li key={title} className="bg-surface p-5 sm:p-6">
          <Icon aria-hidden className="size-5 text-accent" />
          <h3 className="mt-3">{title}</h3>
          <p className="mt-1 text-sm leading-relaxed text-muted">{told}</p>
        </li>
      ))}
    </ul>
  );
}
