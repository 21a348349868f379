import clsx from 'clsx';
import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';

export type PageTab = {
  to: string;
  title: string;
  /** Only the address itself is this part, none below it. */
  end?: boolean;
};

/** The parts of an area that has a page for each, in a row that scrolls where they do not all fit. */
export function PageTabs({ label, parts }: { label: string; parts: PageTab[] }) {
  const nav = useCurrentInView();
  return (
    <nav ref={nav} aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
      {parts.map(({ to, title, end = false }) => (
        <NavLink
          key={to}
          to={to}
          end={end}
          className={({ isActive }) =>
            clsx(
              'border-b-2 px-3 py-2.5 text-sm font-medium whitespace-nowrap outline-offset-[-2px] transition-colors',
              isActive ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink',
            )
          }
        >
          {title}
        </NavLink>
      ))}
    </nav>
  );
}

/** Where they do not all fit, the part that is open is in view. */
function useCurrentInView() {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current=page]');
    if (nav.current && current) nav.current.scrollLeft = current.offsetLeft - nav.current.offsetLeft - 24;
  }, [pathname]);
  return nav;
}
