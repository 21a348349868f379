import { Dialog } from '@/components/ui/dialog';
import { plural } from '@/lib/format/quantity';

import { useOpenFindings } from './api/get-review';
import { FindingsList, type Applying } from './findings-list';
import { SeverityCounts } from './severity';

type Props = {
  jobId: string;
  option: { name: string; title: string };
  names: ReadonlyMap<string, string>;
  /** Whether they are listed, and which of them is open. */
  open: boolean;
  selected: string | null;
  onOpen: (open: boolean) => void;
  onSelect: (check: string | null) => void;
  applying?: Applying | undefined;
};

/** How many findings of one option are open, by severity; a press lists them with their fixes. */
export function FindingsSummary({ jobId, option, names, open, selected, onOpen, onSelect, applying }: Props) {
  const findings = useOpenFindings(jobId, `options/${option.name}/`);
  if (!findings.data) {
    if (findings.error)
      return <p className="text-[13px] text-bad">The review could not be loaded: {findings.error.message}</p>;
    return <p className="animate-breathe text-[13px] text-faint">Counting…</p>;
  }
  const found = findings.data;
  if (found.length === 0) return <p className="text-[13px] text-good">Nothing is open.</p>;
  const fixable = found.filter(({ offer }) => offer).length;
  return (
    <>
      <SeverityCounts findings={found} />
      <button
        type="button"
        onClick={() => {
          onOpen(true);
        }}
        className="mt-1.5 text-[13px] font-medium text-accent hover:underline"
      >
        List {plural(found.length, 'finding')} <span className="sr-only">of {option.title}</span>
        {fixable > 0 && <span className="font-normal text-muted">, {fixable} with a fix</span>}
      </button>
      {open && (
        <Dialog
          title={`${option.title}: ${plural(found.length, 'open finding')}`}
          onClose={() => {
            onOpen(false);
          }}
        >
          <FindingsList
            findings={found}
            names={names}
            selected={selected}
            onSelect={onSelect}
            applying={applying}
          />
        </Dialog>
      )}
    </>
  );
}
