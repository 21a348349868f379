import { useSwitchOrganization } from '../api/switch-organization';
import { useSession } from '../session-context';

/** The organization that is worked in; a choice where this person belongs to several. */
export function OrganizationChoice({ onSwitched }: { onSwitched: () => void }) {
  const { organization, organizations = [], role } = useSession();
  const change = useSwitchOrganization(onSwitched);
  if (organizations.length < 2) {
    return (
      <p className="truncate text-faint">
        {organization.name} · {role}
      </p>
    );
  }
  return (
    <>
      <select
        aria-label="Organization"
        value={organization.id}
        disabled={change.isPending}
        onChange={(event) => {
          change.mutate(event.target.value);
        }}
        className="-ml-1 w-full truncate rounded bg-transparent py-0.5 text-muted hover:text-ink"
      >
        {organizations.map(({ id, name, role: own }) => (
          <option key={id} value={id}>
            {name} · {own}
          </option>
        ))}
      </select>
      {change.isError && (
        <p role="alert" className="text-bad">
          The organization was not changed: {change.error.message}
        </p>
      )}
    </>
  );
}
