/** What one item's fields say, each by itself and together. The server looks at more: parts, figures, other jobs. */
import type { FieldFault, Item } from './fault';
import { COLUMNS, FIELDS, REGIONS } from './rules';
import { faultsOf } from './schema-faults';

const OF_VERIFY = new Set(['reference', 'mode', 'based_on']);
const OF_REVISION = new Set([...OF_VERIFY, 'instruction', 'assumptions', 'architecture']);
const OF_A_PLAN = ['region', 'environment', 'option', 'pins', 'assumptions'];

export function faultsOfItem(item: Item): FieldFault[] {
  const faults = [...COLUMNS, ...Object.keys(item).filter((name) => !COLUMNS.includes(name))].flatMap(
    (name) => {
      if (!(name in item)) return [];
      const rule = FIELDS[name];
      if (!rule) return [{ field: name, fault: 'is not a known field', limit: 'only the documented fields' }];
      return faultsOf(name, item[name], rule);
    },
  );
  if (faults.length > 0) return faults;
  if (typeof item.region === 'string' && !REGIONS.has(item.region))
    return [
      { field: 'region', fault: 'is not a region of AWS', limit: 'a region’s name, such as eu-central-1' },
    ];
  return has(item, 'based_on') ? ofBound(item) : ofSingle(item);
}

function ofSingle(item: Item): FieldFault[] {
  if (item.mode === 'verify')
    return [{ field: 'based_on', fault: 'is missing', limit: 'the job whose bundle is tried' }];
  if (has(item, 'instruction')) {
    const limit = 'the job of which this is the next version';
    return [{ field: 'instruction', fault: 'does not go without based_on', limit }];
  }
  if (item.mode === 'analyze' && has(item, 'option')) {
    const fault = 'cannot be chosen for an analyze job, which makes all options';
    return [{ field: 'option', fault, limit: 'no option' }];
  }
  if (!has(item, 'architecture'))
    return has(item, 'request') ? [] : [{ field: 'request', fault: 'is missing', limit: 'required' }];
  const [fault, limit] = ['does not go with an architecture, which is made as it is', 'no '];
  const extra = OF_A_PLAN.filter((name) => has(item, name));
  return [
    ...(item.mode === 'analyze'
      ? [{ field: 'architecture', fault: 'cannot be compared', limit: 'mode implement' }]
      : []),
    ...extra.map((field) => ({ field, fault, limit: limit + field })),
  ];
}

function ofBound(item: Item): FieldFault[] {
  if (item.mode === 'analyze')
    return [{ field: 'based_on', fault: 'does not go with an analyze job', limit: 'no based_on' }];
  const allowed = item.mode === 'verify' ? OF_VERIFY : OF_REVISION;
  const extra = Object.keys(item).filter((name) => has(item, name) && !allowed.has(name));
  if (extra.length > 0)
    return extra.sort().map((field) => ({ field, fault: 'does not go with based_on', limit: `no ${field}` }));
  if (item.mode === 'verify') return [];
  const words = has(item, 'instruction') || has(item, 'assumptions');
  if (!words && !has(item, 'architecture'))
    return [
      { field: 'body', fault: 'changes nothing', limit: 'an instruction, assumptions or an architecture' },
    ];
  if (words && has(item, 'architecture'))
    return [{ field: 'body', fault: 'has an architecture and words beside it', limit: 'one or the other' }];
  return [];
}

/** Said, and not empty. */
function has(item: Item, name: string): boolean {
  const value = item[name];
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
