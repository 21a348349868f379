import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/select-field';

import type { Person } from '../api/get-people';
import type { ToolServer } from '../api/get-tool-servers';
import { CUSTOM, faultIn, OUTCOMES, RANGES, type FilterName, type Filters } from './filters';
import { MomentFilter } from './moment-filter';
import { TextFilter } from './text-filter';

/** What the API calls the tools of our own process. */
const OWN = { value: 'groundplan', label: 'Groundplan’s own tools' };

type Props = {
  filters: Filters;
  onChange: (filters: Filters) => void;
  servers: readonly ToolServer[];
  people: readonly Person[];
};

/** Which calls to show. Every change counts at once. */
export function FiltersForm({ filters, onChange, servers, people }: Props) {
  const field = (name: FilterName) => ({
    value: filters[name],
    onChange: (value: string) => {
      onChange({ ...filters, [name]: value });
    },
  });
  const chosen = Object.values(filters).some(Boolean);
  return (
    <form
      role="search"
      aria-label="Filter the audit"
      onSubmit={(event) => {
        event.preventDefault();
      }}
      className="grid grid-cols-2 gap-3 rounded-lg border border-line bg-surface p-4 md:grid-cols-3 xl:grid-cols-6"
    >
      <SelectField
        label="Time"
        none="Any time"
        choices={[...RANGES, { value: CUSTOM, label: 'From … to …' }]}
        {...field('range')}
      />
      <SelectField label="Outcome" none="Any" choices={OUTCOMES} {...field('outcome')} />
      <SelectField
        label="Server"
        none="Any"
        choices={[
          OWN,
          ...known(
            servers.map(({ name }) => name),
            filters.server,
          ).filter(({ value }) => value !== OWN.value),
        ]}
        {...field('server')}
      />
      <TextFilter
        {...field('tool')}
        fault={faultIn('tool', filters)}
        label="Tool"
        placeholder="Its exact name"
        suggestions={[...new Set(servers.flatMap(({ tools }) => tools.allowed))]}
      />
      <SelectField
        label="Person"
        none="Anyone"
        choices={[
          ...people.map(({ id, name }) => ({ value: id, label: name })),
          ...known([], filters.user).filter(({ value }) => people.every(({ id }) => id !== value)),
        ]}
        {...field('user')}
      />
      <TextFilter {...field('job')} fault={faultIn('job', filters)} label="Job" placeholder="Its id" />
      {filters.range === CUSTOM && (
        <>
          <MomentFilter label="From" {...field('from')} fault={null} />
          <MomentFilter label="To" {...field('to')} fault={faultIn('to', filters)} />
        </>
      )}
      {chosen && (
        <div className="col-span-full">
          <Button
            size="small"
            variant="quiet"
            className="-ml-2.5"
            onClick={() => {
              onChange(cleared(filters));
            }}
          >
            Clear the filters
          </Button>
        </div>
      )}
    </form>
  );
}

function cleared(filters: Filters): Filters {
  return Object.fromEntries(Object.keys(filters).map((name) => [name, ''])) as Filters;
}

/** Names to choose from, and what is chosen though nobody knows it. */
function known(names: readonly string[], chosen: string) {
  const all = new Set([...names, ...(chosen ? [chosen] : [])]);
  return [...all].sort().map((name) => ({ value: name, label: name }));
}
