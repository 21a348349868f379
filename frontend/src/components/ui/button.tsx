import clsx from 'clsx';
import type { ComponentProps } from 'react';

const BASE =
  'inline-flex items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors disabled:opacity-50';
const VARIANTS = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover',
  outline: 'border border-line-strong bg-surface text-ink hover:border-ink/40 hover:bg-sunken/60',
  quiet: 'text-muted hover:bg-sunken hover:text-ink',
  danger: 'border border-line-strong bg-surface text-bad hover:border-bad hover:bg-bad-soft',
};
const SIZES = {
  small: 'h-8 px-2.5 text-[13px]',
  /** As high as the field that it stands beside. */
  field: 'h-9 px-4 text-sm',
  medium: 'h-10 px-4 text-sm',
  icon: 'size-8 text-sm',
};

export type ButtonLook = { variant?: keyof typeof VARIANTS; size?: keyof typeof SIZES };

/** The classes of a button, for links that look like one. */
export function buttonClass({ variant = 'outline', size = 'medium' }: ButtonLook, extra?: string): string {
  return clsx(BASE, VARIANTS[variant], SIZES[size], extra);
}

export function Button({
  variant,
  size,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & ButtonLook) {
  const look = { ...(variant ? { variant } : {}), ...(size ? { size } : {}) };
  return <button type={type} className={buttonClass(look, className)} {...rest} />;
}
