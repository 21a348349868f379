/** Keeps the secret of an invitation's link in this tab, over the way to the sign-in provider and back. */
const KEY = 'groundplan-invitation';

export function keepInvitation(fragment: string): void {
  const token = fragment.replace(/^#/, '');
  if (token) sessionStorage.setItem(KEY, token);
}

export function keptInvitation(): string | null {
  return sessionStorage.getItem(KEY);
}

export function forgetInvitation(): void {
  sessionStorage.removeItem(KEY);
}
