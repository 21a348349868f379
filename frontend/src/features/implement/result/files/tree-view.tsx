import clsx from 'clsx';
import { ChevronRight, FileArchive, FileText, Folder as FolderIcon } from 'lucide-react';
import { useState } from 'react';

import type { Artifact } from '../../api/get-artifacts';
import { baseName, isText, type Folder } from './file-tree';

type Props = { folder: Folder; selected: string; onSelect: (name: string) => void };

/** Folders that open, and files that can be chosen: plain nested lists of buttons, read by every screen reader. */
export function TreeView({ folder, selected, onSelect }: Props) {
  return (
    <ul className="space-y-px">
      {folder.folders.map((child) => (
        <FolderItem key={child.path} folder={child} selected={selected} onSelect={onSelect} />
      ))}
      {folder.files.map((file) => (
        <FileItem key={file.name} file={file} current={file.name === selected} onSelect={onSelect} />
      ))}
    </ul>
  );
}

const ROW = 'flex w-full items-center gap-1.5 rounded px-2 py-1 text-left text-[13px] hover:bg-sunken';

function FolderItem({ folder, selected, onSelect }: Props) {
  const [open, setOpen] = useState(
    folder.path.split('/').length < 2 || selected.startsWith(`${folder.path}/`),
  );
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
        className={clsx(ROW, 'font-medium')}
      >
        <ChevronRight
          aria-hidden
          className={clsx('size-3.5 shrink-0 text-faint transition-transform', open && 'rotate-90')}
        />
        <FolderIcon aria-hidden className="size-4 shrink-0 text-accent" />
        <span className="truncate">{folder.name}</span>
      </button>
      {open && (
        <div className="ml-3.5 border-l border-line pl-1.5">
          <TreeView folder={folder} selected={selected} onSelect={onSelect} />
        </div>
      )}
    </li>
  );
}

function FileItem({
  file,
  current,
  onSelect,
}: {
  file: Artifact;
  current: boolean;
  onSelect: (name: string) => void;
}) {
  const Icon = isText(file) ? FileText : FileArchive;
  return (
    <li>
      <button
        type="button"
        aria-current={current ? 'true' : undefined}
        onClick={() => {
          onSelect(file.name);
        }}
        className={clsx(ROW, 'pl-2', current && 'bg-accent-soft font-medium hover:bg-accent-soft')}
      >
        <Icon aria-hidden className="ml-1 size-4 shrink-0 text-faint" />
        <span className="truncate">{baseName(file.name)}</span>
      </button>
    </li>
  );
}
