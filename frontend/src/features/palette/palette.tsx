import { Search } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';

import { match, type Command } from './matching';

type Props = {
  commands: readonly Command[];
  text: string;
  onText: (text: string) => void;
  onClose: () => void;
};

/**
 * Everything that one can go to or do, by typing. A combobox in a modal <dialog>, after the ARIA pattern: the focus
 * stays in the field, the arrow keys choose, and screen readers hear which one.
 */
export function Palette({ commands, text, onText, onClose }: Props) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const groups = match(commands, text);
  const options = groups.flatMap((group) => group.commands);
  const chosen = options.find((one) => one.id === chosenId) ?? options[0];

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
    };
  }, []);
  useEffect(() => {
    dialog.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen?.id]);

  const run = (command: Command): void => {
    onClose();
    command.run();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (chosen) run(chosen);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !chosen) return;
    event.preventDefault();
    const next = (options.indexOf(chosen) + step + options.length) % options.length;
    setChosenId(options[next]?.id ?? null);
  };

  return (
    // A click on the backdrop closes, as Escape does by itself.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- keys have Escape
    <dialog
      ref={dialog}
      aria-label="Search and commands"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className="mx-auto mt-[12vh] mb-auto w-[calc(100vw-1.5rem)] max-w-xl overflow-hidden rounded-xl border border-line-strong bg-surface text-ink shadow-card backdrop:bg-black/40"
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden className="size-4 shrink-0 text-faint" />
        <input
          // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for begins in its field
          autoFocus
          role="combobox"
          aria-label="Search and commands"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
          value={text}
          placeholder="Where to, or which plan?"
          onChange={(event) => {
            onText(event.target.value);
            setChosenId(null);
          }}
          onKeyDown={press}
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-faint"
        />
        <kbd className="rounded border border-line px-1.5 py-0.5 font-mono text-[11px] text-faint max-sm:hidden">
          Esc
        </kbd>
      </div>
      <div
        role="listbox"
        id={`${id}-list`}
        aria-label="What fits"
        tabIndex={-1}
        className="max-h-[min(26rem,60vh)] overflow-y-auto p-2"
      >
        {groups.map((group) => (
          <div key={group.name} role="group" aria-labelledby={`${id}-${group.name}`}>
            <p id={`${id}-${group.name}`} className="lettering px-3 pt-2 pb-1 text-faint">
              {group.name}
            </p>
            {group.commands.map((command) => (
              <Option
                key={command.id}
                id={`${id}-${command.id}`}
                command={command}
                chosen={command === chosen}
                onPoint={() => {
                  setChosenId(command.id);
                }}
                onRun={() => {
                  run(command);
                }}
              />
            ))}
          </div>
        ))}
      </div>
      <p role="status" className="px-5 pb-4 text-sm text-muted empty:hidden">
        {options.length === 0 && 'Nothing fits. Older plans are in the list at the side.'}
      </p>
    </dialog>
  );
}

type OptionProps = {
  id: string;
  command: Command;
  chosen: boolean;
  onPoint: () => void;
  onRun: () => void;
};

function Option({ id, command: { icon: Icon, label, hint }, chosen, onPoint, onRun }: OptionProps) {
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the focus, and the keys
    <div
      role="option"
      id={id}
      aria-selected={chosen}
      tabIndex={-1}
      onMouseMove={onPoint}
      onClick={onRun}
      className="flex cursor-pointer items-center gap-3 rounded-md px-3 py-2 text-sm aria-selected:bg-accent-soft"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-faint" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {hint && <span className="max-w-2/5 shrink-0 truncate text-[13px] text-muted">{hint}</span>}
    </div>
  );
}
