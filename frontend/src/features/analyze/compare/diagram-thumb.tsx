import { Maximize2 } from 'lucide-react';
import { useState } from 'react';

import { Dialog } from '@/components/ui/dialog';
import { artifactUrl } from '@/lib/api/artifact-url';
import { plural } from '@/lib/format/quantity';

import type { Option } from '../api/analysis';
import { OptionDiagram } from './option-diagram';

type Props = {
  jobId: string;
  option: Option;
  /** What its parts can be held against. */
  others: Option[];
  open: boolean;
  onOpen: (open: boolean) => void;
};

/** The drawing in small; a press shows it large, to walk about in, with what differs. */
export function DiagramThumb({ jobId, option, others, open, onOpen }: Props) {
  const [failed, setFailed] = useState(false);
  const url = artifactUrl(jobId, `options/${option.name}/diagram.svg`);
  const description = `Architecture diagram of the ${option.title.toLowerCase()} option: ${plural(option.components, 'component')}, ${plural(option.connections, 'connection')}`;
  return (
    <>
      <button
        type="button"
        aria-label={`Enlarge the diagram of ${option.title}`}
        onClick={() => {
          onOpen(true);
        }}
        className="group relative block aspect-[16/10] w-full overflow-hidden border-y border-line bg-white outline-offset-[-3px]"
      >
        {failed ? (
          <span className="text-[13px] text-bad">The diagram could not be loaded.</span>
        ) : (
          <img
            src={url}
            alt={description}
            loading="lazy"
            onError={() => {
              setFailed(true);
            }}
            className="size-full object-contain p-2"
          />
        )}
        <span
          aria-hidden
          className="absolute right-2 bottom-2 grid size-7 place-items-center rounded-md border border-line bg-surface text-muted transition-colors group-hover:border-accent group-hover:text-accent"
        >
          <Maximize2 className="size-3.5" />
        </span>
      </button>
      {open && (
        <Dialog
          wide
          title={option.title}
          onClose={() => {
            onOpen(false);
          }}
        >
          <OptionDiagram jobId={jobId} option={option} others={others} description={description} />
        </Dialog>
      )}
    </>
  );
}
