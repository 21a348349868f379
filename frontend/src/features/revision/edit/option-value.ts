/** Values of options as text in a form, and back; the fault where an option does not take one. Pure. */
import { ASSUMPTION_CHARACTERS } from '@/config/limits';
import { formatQuantity } from '@/lib/format/quantity';

import type { OptionLimits } from './block-options';

export type Value = string | number | boolean | (string | number)[];

/** As a field of the form has it: a list has a line for each. */
export function toText(value: Value): string {
  return Array.isArray(value) ? value.join('\n') : String(value);
}

/** As the API takes it. */
export function toBody(text: string, { type }: OptionLimits): string {
  if (type === 'list') return JSON.stringify(lines(text));
  return type === 'integer' || type === 'number' ? String(Number(text.trim())) : text.trim();
}

/** A sentence, or null where the option takes it. */
export function faultOf(text: string, limits: OptionLimits): string | null {
  if (toBody(text, limits).length > ASSUMPTION_CHARACTERS) return 'This is too long.';
  switch (limits.type) {
    case 'boolean':
      return null;
    case 'integer':
    case 'number':
      return faultOfNumber(text, limits);
    case 'list':
      return faultOfTexts(lines(text), limits);
    case 'string':
      return text.trim() ? faultOfTexts([text.trim()], limits) : 'This has no value yet.';
  }
}

/** `20 to 65,536 GB`, `at least 0`; empty where nothing is to be said. */
export function tellLimits({ type, choices, minimum, maximum, unit }: OptionLimits): string {
  if (choices || type === 'boolean') return '';
  if (type === 'list') return 'one a line';
  const span =
    minimum !== undefined && maximum !== undefined
      ? `${formatQuantity(minimum)} to ${formatQuantity(maximum)}`
      : minimum !== undefined
        ? `at least ${formatQuantity(minimum)}`
        : maximum !== undefined
          ? `at most ${formatQuantity(maximum)}`
          : '';
  return span && `${span} ${unit}`.trim();
}

export function tellValue(value: Value, unit = ''): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join(', ') || 'none';
  return value === '' ? 'none' : `${value} ${unit}`.trim();
}

export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function faultOfNumber(text: string, limits: OptionLimits): string | null {
  const value = Number(text.trim());
  if (!text.trim() || !Number.isFinite(value)) return 'This must be a number.';
  if (limits.type === 'integer' && !Number.isInteger(value)) return 'This must be a whole number.';
  if (limits.choices && !limits.choices.includes(value)) return 'This is not one of the choices.';
  if (limits.minimum !== undefined && value < limits.minimum)
    return `The least is ${formatQuantity(limits.minimum)}.`;
  if (limits.maximum !== undefined && value > limits.maximum)
    return `The most is ${formatQuantity(limits.maximum)}.`;
  return null;
}

function faultOfTexts(texts: string[], { choices, pattern }: OptionLimits): string | null {
  const wrong = texts.find((text) =>
    choices ? !choices.map(String).includes(text) : pattern !== '' && !matches(text, pattern),
  );
  if (wrong === undefined) return null;
  return choices ? `“${wrong}” is not one of the choices.` : `“${wrong}” has another form: ${pattern}`;
}

/** Patterns are Python's; what a browser cannot read is left to the API to judge. */
function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    return true;
  }
}
