import { useMemo } from 'react';

import { EmptyState } from '@/components/ui/empty-state';
import { Loaded } from '@/components/ui/loaded';
import { plural } from '@/lib/format/quantity';

import { useArtifacts, type Artifact } from '../../api/get-artifacts';
import { toTree } from './file-tree';
import { FileView } from './file-view';
import { TreeView } from './tree-view';

type Props = {
  jobId: string;
  selected: string;
  onSelect: (name: string) => void;
  line?: number | null;
  onLine?: (name: string, line: number) => void;
};

/** The bundle's files: a tree at the left, the chosen file at the right. */
export function FilesPanel(props: Props) {
  const artifacts = useArtifacts(props.jobId);
  return (
    <Loaded what="the files" query={artifacts}>
      {(data) => <Files {...props} artifacts={data} />}
    </Loaded>
  );
}

function Files({
  jobId,
  selected,
  onSelect,
  line = null,
  onLine,
  artifacts,
}: Props & { artifacts: Artifact[] }) {
  // The zip of them all has a button of its own.
  const files = useMemo(() => artifacts.filter(({ name }) => name !== 'bundle.zip'), [artifacts]);
  const tree = useMemo(() => toTree(files), [files]);
  const file = files.find(({ name }) => name === selected) ?? files[0];
  if (!file)
    return <EmptyState title="No files are stored">They may be older than they are kept.</EmptyState>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[260px_minmax(0,1fr)]">
      <nav
        aria-label="Files of the bundle"
        className="max-h-80 overflow-auto rounded-lg border border-line bg-surface p-2 lg:max-h-[76vh]"
      >
        <p className="lettering px-2 pt-1 pb-2 text-faint">{plural(files.length, 'file')}</p>
        <TreeView folder={tree} selected={file.name} onSelect={onSelect} />
      </nav>
      <FileView
        key={file.name}
        jobId={jobId}
        file={file}
        line={file.name === selected ? line : null}
        onLine={
          onLine &&
          ((chosen) => {
            onLine(file.name, chosen);
          })
        }
      />
    </div>
  );
}
