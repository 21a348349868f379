import { useId, type ReactNode } from 'react';

/** A part of a component's panel, with its name. */
export function PanelSection({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-1.5 flex items-baseline justify-between gap-2 text-[13px]">
        {title}
        {aside}
      </h3>
      {children}
    </section>
  );
}

/** Where one part cannot be told, the others still are. */
export function PanelGap({ what }: { what: string }) {
  return <p className="text-muted">{what} could not be read. The files of the bundle tell it too.</p>;
}
