import type { Transition } from './api/revision';
import { DataWarning, Deployment } from './changes/deployment';

/** What a plan over the deployed version before says: found in a trial, not reckoned. */
export function TransitionView({ transition }: { transition: Transition }) {
  const { before, after, effects, source, unplanned } = transition;
  const names = new Map<string, string>();
  return (
    <section aria-labelledby="transition" className="space-y-3">
      <h2 id="transition" className="text-base">
        Version {after} over version {before}, by a real plan
      </h2>
      <DataWarning effects={effects} names={names} />
      <Deployment effects={effects} source={source} names={names} />
      {unplanned.length > 0 && (
        <p className="text-[13px] text-faint">
          Nothing is known of what the emulator lacks: {unplanned.join(', ')}.
        </p>
      )}
    </section>
  );
}
