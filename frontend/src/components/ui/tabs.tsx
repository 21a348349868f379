import clsx from 'clsx';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';

export type Tab<Id extends string> = {
  id: Id;
  label: string;
  badge?: string | undefined;
  content: ReactNode;
};
type Props<Id extends string> = { label: string; tabs: Tab<Id>[]; selected: Id; onSelect: (id: Id) => void };

/** What fades out at the right end on small screens, as a sign that there is more. */
const FADED_PX = 40;

/** Tabs after the ARIA pattern: arrow keys move, one tab stop. Only the selected panel is mounted. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect }: Props<Id>) {
  const prefix = useId();
  const list = useRef<HTMLDivElement>(null);
  const current = tabs.find((tab) => tab.id === selected) ?? tabs[0];

  // Keeps the selected tab in view where they do not all fit.
  useEffect(() => {
    const element = list.current;
    const tab = element?.querySelector<HTMLElement>('[aria-selected=true]');
    if (!element || !tab) return;
    const start = tab.offsetLeft - element.offsetLeft;
    const end = start + tab.offsetWidth - element.clientWidth + FADED_PX;
    element.scrollLeft = Math.min(start, Math.max(element.scrollLeft, end));
  }, [current?.id]);

  const move = (event: KeyboardEvent): void => {
    const position = tabs.findIndex((tab) => tab.id === current?.id);
    const next = nextPosition(event.key, position, tabs.length);
    const tab = next === null ? undefined : tabs[next];
    if (!tab) return;
    event.preventDefault();
    onSelect(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next ?? 0]?.focus();
  };

  return (
    <div>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={move}
        className="flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none] max-sm:mask-r-from-[calc(100%-2.5rem)] max-sm:pr-10"
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${prefix}-tab-${tab.id}`}
            aria-selected={tab.id === current?.id}
            aria-controls={`${prefix}-panel`}
            tabIndex={tab.id === current?.id ? 0 : -1}
            onClick={() => {
              onSelect(tab.id);
            }}
            className={clsx(
              '-mb-px flex items-center gap-2 border-b-2 px-2.5 py-2.5 sm:px-3 text-sm font-medium whitespace-nowrap transition-colors outline-offset-[-2px]',
              tab.id === current?.id
                ? 'border-accent text-ink'
                : 'border-transparent text-muted hover:text-ink',
            )}
          >
            {tab.label}
            {tab.badge !== undefined && (
              <span className="hidden rounded bg-sunken sm:inline px-1.5 py-0.5 font-mono text-[11px] leading-none text-muted">
                {tab.badge}
              </span>
            )}
          </button>
        ))}
      </div>
      <div
        key={current?.id}
        role="tabpanel"
        id={`${prefix}-panel`}
        aria-labelledby={`${prefix}-tab-${current?.id ?? ''}`}
        className="animate-appear pt-6"
      >
        {current?.content}
      </div>
    </div>
  );
}

function nextPosition(key: string, position: number, count: number): number | null {
  if (key === 'ArrowRight') return (position + 1) % count;
  if (key === 'ArrowLeft') return (position - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}
