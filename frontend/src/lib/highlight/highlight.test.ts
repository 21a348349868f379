import { expect, test } from 'vitest';

import { highlight } from './highlight';

const join = (lines: { text: string }[][]): string =>
  lines.map((line) => line.map((token) => token.text).join('')).join('\n');

test.each([
  ['main.tf', '# queue\nresource "aws_sqs_queue" "jobs" {\n  delay_seconds = 90 # s\n}'],
  ['template.yaml', 'Resources:\n  Queue: # one\n    Type: AWS::SQS::Queue\n    Name: !Sub "${A}-q"'],
  ['cost.json', '{"a": [1, -2.5, true, "x\\"y"]}'],
  ['index.py', '"""Doc\nstring."""\nimport os\n\ndef f():\n    return 1'],
  ['notes.unknown', 'anything $%& at all'],
])('no character of %s is lost', (name, text) => {
  expect(join(highlight(text, name))).toBe(text);
});

test('comments, strings, keywords and names are told apart', () => {
  const [line] = highlight('bucket = "x" # why', 'main.tf');
  expect(line?.filter((token) => token.kind !== 'plain')).toEqual([
    { kind: 'name', text: 'bucket' },
    { kind: 'string', text: '"x"' },
    { kind: 'comment', text: '# why' },
  ]);
});

test('a last line break makes no empty line', () => {
  expect(highlight('a\nb\n', 'x.txt')).toHaveLength(2);
});
