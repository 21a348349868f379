/** A value against a rule of the schema, in the words that the server has for it. */
import { kindOf, type FieldFault } from './fault';
import type { Rule } from './rules';

/** What the server strips before it looks at the length. */
const TRIMMED = new Set(['reference', 'request', 'instruction', 'pins']);
const UUID = /^(urn:uuid:)?\{?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i;
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const UNSTORABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/;
const SORTS: Record<string, string> = { string: 'a string', array: 'a list', object: 'an object' };

export function faultsOf(field: string, value: unknown, rule: Rule): FieldFault[] {
  const rules = rule.anyOf ?? [rule];
  if (value === null && rules.some(({ type }) => type === 'null')) return [];
  const wanted = rules.find(({ type }) => type !== 'null') ?? rule;
  const sort = SORTS[wanted.type ?? 'string'] ?? 'a string';
  if (wanted.enum && !(typeof value === 'string' && wanted.enum.includes(value))) {
    const told = typeof value === 'string' ? 'is not available' : `is ${kindOf(value)}`;
    return [{ field, fault: told, limit: `one of ${wanted.enum.join(', ')}` }];
  }
  if (kindOf(value) !== sort) return [{ field, fault: `is ${kindOf(value)}`, limit: sort }];
  if (Array.isArray(value)) return ofList(field, value, wanted);
  if (typeof value === 'string') return ofText(field, value, wanted);
  return ofMapping(field, value as Record<string, unknown>, wanted);
}

function ofText(field: string, given: string, rule: Rule): FieldFault[] {
  const [name = ''] = field.split('.');
  const value = TRIMMED.has(name) ? given.trim() : given;
  const { minLength = 0, maxLength = Infinity } = rule;
  // A character may be two units of a string, never less than one.
  const length = value.length > maxLength ? Array.from(value).length : value.length;
  if (length < minLength) return [{ field, fault: 'is empty', limit: `at least ${minLength} characters` }];
  if (length > maxLength) {
    const [has, most] = [length.toLocaleString('en-US'), maxLength.toLocaleString('en-US')];
    return [{ field, fault: `has ${has} characters`, limit: `at most ${most} characters` }];
  }
  if (rule.pattern && !new RegExp(rule.pattern).test(value))
    return [{ field, fault: 'has another form', limit: `matches ${rule.pattern}` }];
  if (rule.format === 'uuid' && !UUID.test(value))
    return [{ field, fault: 'is not the id of a job', limit: '36 characters, as in a job’s address' }];
  if (UNSTORABLE.test(value))
    return [{ field, fault: 'has a control character', limit: 'text without control characters' }];
  return [];
}

function ofList(field: string, values: unknown[], rule: Rule): FieldFault[] {
  const { maxItems = Infinity, items } = rule;
  if (values.length > maxItems)
    return [{ field, fault: `has ${values.length} items`, limit: `at most ${maxItems} items` }];
  return items ? values.flatMap((value, index) => faultsOf(`${field}.${index}`, value, items)) : [];
}

function ofMapping(field: string, value: Record<string, unknown>, rule: Rule): FieldFault[] {
  const { maxProperties = Infinity, propertyNames, additionalProperties } = rule;
  const entries = Object.entries(value);
  if (entries.length > maxProperties)
    return [{ field, fault: `has ${entries.length} items`, limit: `at most ${maxProperties} items` }];
  return entries.flatMap(([name, one]) => [
    ...(propertyNames ? faultsOf(field, name, { type: 'string', ...propertyNames }) : []),
    ...(additionalProperties ? faultsOf(`${field}.${name}`, one, additionalProperties) : []),
  ]);
}
