/** A small tokenizer for the languages of a bundle: enough to read by, no parser. Pure; keeps every character. */

export type TokenKind = 'comment' | 'string' | 'number' | 'keyword' | 'name' | 'plain';
export type HighlightToken = { kind: TokenKind; text: string };

type Rule = [TokenKind, RegExp];

const NUMBER: Rule = ['number', /^-?\b\d+(?:\.\d+)?\b/];
const DOUBLE_QUOTED: Rule = ['string', /^"(?:[^"\\\n]|\\.)*"/];
const SINGLE_QUOTED: Rule = ['string', /^'(?:[^'\\\n]|\\.)*'/];
const WORD: Rule = ['plain', /^[\p{L}_][\p{L}\d_]*/u];
const CONSTANT: Rule = ['keyword', /^(?:true|false|null|True|False|None)\b/];

const LANGUAGES: Record<string, Rule[]> = {
  tf: [
    ['comment', /^(?:#|\/\/)[^\n]*/],
    DOUBLE_QUOTED,
    CONSTANT,
    [
      'keyword',
      /^(?:resource|data|variable|output|locals|module|provider|terraform|for_each|for|in|if|moved|dynamic)\b/,
    ],
    ['name', /^[a-z_][\w-]*(?=\s*=[^=>])/],
    NUMBER,
    WORD,
  ],
  yaml: [
    ['comment', /^#[^\n]*/],
    ['name', /^[\w.:/-]*[\w.-](?=:(?:\s|$))/],
    ['keyword', /^!\w+/],
    DOUBLE_QUOTED,
    SINGLE_QUOTED,
    CONSTANT,
    NUMBER,
    WORD,
  ],
  json: [['name', /^"(?:[^"\\\n]|\\.)*"(?=\s*:)/], DOUBLE_QUOTED, CONSTANT, NUMBER],
  py: [
    ['comment', /^#[^\n]*/],
    ['string', /^(?:"""[\s\S]*?"""|'''[\s\S]*?''')/],
    DOUBLE_QUOTED,
    SINGLE_QUOTED,
    CONSTANT,
    [
      'keyword',
      /^(?:def|class|return|import|from|for|in|if|elif|else|try|except|raise|with|as|not|and|or|async|await)\b/,
    ],
    NUMBER,
    WORD,
  ],
  md: [
    ['keyword', /^#{1,6} [^\n]*/],
    ['string', /^`[^`\n]*`/],
  ],
  d2: [
    ['comment', /^#[^\n]*/],
    DOUBLE_QUOTED,
    ['keyword', /^(?:->|<-|--)/],
    ['name', /^[\w.-]+(?=\s*:)/],
    WORD,
  ],
};
LANGUAGES.yml = LANGUAGES.yaml ?? [];

/** Above this, colour costs more than it helps. */
const LIMIT = 200_000;

/** Lines of tokens. `name` decides the language by its ending; unknown ones stay plain. */
export function highlight(text: string, name: string): HighlightToken[][] {
  const rules = LANGUAGES[name.split('.').at(-1) ?? ''];
  const tokens = rules && text.length <= LIMIT ? tokenize(text, rules) : [{ kind: 'plain' as const, text }];
  return splitLines(tokens);
}

function tokenize(text: string, rules: Rule[]): HighlightToken[] {
  const tokens: HighlightToken[] = [];
  for (let at = 0; at < text.length;) {
    const token = next(text, at, rules);
    const last = tokens.at(-1);
    if (last?.kind === 'plain' && token.kind === 'plain') last.text += token.text;
    else tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function next(text: string, at: number, rules: Rule[]): HighlightToken {
  // Strings and comments end within a few lines; a window keeps the slices small.
  const rest = text.slice(at, at + 4_000);
  for (const [kind, pattern] of rules) {
    const found = pattern.exec(rest)?.[0];
    if (found) return { kind, text: found };
  }
  return { kind: 'plain', text: text.charAt(at) };
}

function splitLines(tokens: HighlightToken[]): HighlightToken[][] {
  const lines: HighlightToken[][] = [[]];
  for (const { kind, text } of tokens) {
    text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part) lines.at(-1)?.push({ kind, text: part });
    });
  }
  return lines.length > 1 && lines.at(-1)?.length === 0 ? lines.slice(0, -1) : lines;
}
