/**
 * Parameter lists of `def` and `lambda` in Python 3.11, with CPython's diagnostics. The two differ in what ends a
 * list (`)` or `:`) and in annotations.
 */
import { at, last, type Message, range } from './diagnostics.ts';
import type { Action, Alternative, Grammar } from './peg.ts';

interface Flavour {
  readonly prefix: string;
  readonly close: string;
  /** One parameter. */
  readonly one: string;
  readonly parenthesized: readonly [pattern: string, message: string];
  readonly bareStar: Alternative;
}

const BARE_STAR = 'named arguments must follow bare *';

const DEF: Flavour = {
  prefix: '',
  close: "')'",
  one: 'NAME annotation? => Param',
  parenthesized: ["a:'(' param_no_default+ ','? b:')'", 'Function parameters cannot be parenthesized'],
  bareStar: ["a:'*' (')' | ',' (')' | '**'))", at('a', BARE_STAR)],
};

const LAMBDA: Flavour = {
  prefix: 'lambda_',
  close: "':'",
  one: 'NAME => Param',
  parenthesized: [
    "a:'(' lambda_param % ',' ','? b:')'",
    'Lambda expression parameters cannot be parenthesized',
  ],
  bareStar: ["'*' (':' | ',' (':' | '**'))", last(BARE_STAR)],
};

/** The rules of one flavour. `@x` in a pattern is that flavour's rule x. */
function parameterRules(flavour: Flavour): Grammar {
  const own = (pattern: string): string =>
    pattern.replaceAll('@', flavour.prefix).replaceAll('CLOSE', flavour.close);
  const says = (pattern: string, message: Message): Alternative => [own(pattern), at('a', message)];
  const entries: [string, Alternative[], boolean][] = [
    ['params', ['bad_@params', '@parameters'], false],
    [
      'parameters',
      [
        '@slash_no_default @param_no_default* @param_with_default* @star_etc?',
        '@slash_with_default @param_with_default* @star_etc?',
        '@param_no_default+ @param_with_default* @star_etc?',
        '@param_with_default+ @star_etc?',
        '@star_etc',
      ],
      false,
    ],
    ['slash_no_default', ["@param_no_default+ '/' ','", "@param_no_default+ '/' &CLOSE"], false],
    [
      'slash_with_default',
      [
        "@param_no_default* @param_with_default+ '/' ','",
        "@param_no_default* @param_with_default+ '/' &CLOSE",
      ],
      false,
    ],
    ['kwds', ['bad_@kwds', "'**' @param_no_default"], false],
    ['param_no_default', ["a:@param ',' => .a", 'a:@param &CLOSE => .a'], false],
    ['param_with_default', ["a:@param default ',' => .a", 'a:@param default &CLOSE => .a'], false],
    ['param_maybe_default', ["a:@param default? ',' => .a", 'a:@param default? &CLOSE => .a'], false],
    ['param', [flavour.one], false],
  ];
  const rules: Record<string, Grammar[string]> = {};
  for (const [name, alternatives] of entries) {
    rules[own(`@${name}`)] = {
      alternatives: alternatives.map((one) => (typeof one === 'string' ? own(one) : one)),
    };
  }
  rules[own('bad_@params')] = { diagnostic: true, alternatives: badParameters(flavour, own, says) };
  rules[own('bad_@defaults')] = { alternatives: [own('@slash_with_default'), own('@param_with_default+')] };
  rules[own('bad_@star_etc')] = {
    diagnostic: true,
    alternatives: [
      flavour.bareStar,
      says("'*' @param a:'='", 'var-positional argument cannot have default value'),
      says(
        "'*' (@param_no_default | ',') @param_maybe_default* a:'*' (@param_no_default | ',')",
        '* argument may appear only once',
      ),
    ],
  };
  rules[own('bad_@kwds')] = {
    diagnostic: true,
    alternatives: [
      says("'**' @param a:'='", 'var-keyword argument cannot have default value'),
      says("'**' @param ',' a:@param", 'arguments cannot follow var-keyword argument'),
      says("'**' @param ',' a:('*' | '**' | '/')", 'arguments cannot follow var-keyword argument'),
    ],
  };
  return rules;
}

function badParameters(
  flavour: Flavour,
  own: (pattern: string) => string,
  says: (pattern: string, message: Message) => Alternative,
): Alternative[] {
  const parenthesized: Action = range('a', 'b', flavour.parenthesized[1]);
  return [
    says(
      '@param_no_default* bad_@defaults a:@param_no_default',
      'non-default argument follows default argument',
    ),
    [own(`@param_no_default* ${flavour.parenthesized[0]}`), parenthesized],
    says("a:'/' ','", 'at least one argument must precede /'),
    says("(@slash_no_default | @slash_with_default) @param_maybe_default* a:'/'", '/ may appear only once'),
    says(
      "(@slash_no_default | @slash_with_default)? @param_maybe_default* '*' (',' | @param_no_default) " +
        "@param_maybe_default* a:'/'",
      '/ must be ahead of *',
    ),
    says("@param_maybe_default+ '/' a:'*'", 'expected comma between / and *'),
  ];
}

export const parameterGrammar: Grammar = {
  ...parameterRules(DEF),
  ...parameterRules(LAMBDA),
  star_etc: {
    alternatives: [
      'bad_star_etc',
      "'*' param_no_default param_maybe_default* kwds?",
      "'*' param_no_default_star param_maybe_default* kwds?",
      "'*' ',' param_maybe_default+ kwds?",
      'kwds',
    ],
  },
  lambda_star_etc: {
    alternatives: [
      'bad_lambda_star_etc',
      "'*' lambda_param_no_default lambda_param_maybe_default* lambda_kwds?",
      "'*' ',' lambda_param_maybe_default+ lambda_kwds?",
      'lambda_kwds',
    ],
  },
  param_no_default_star: { alternatives: ["param_star ','", "param_star &')'"] },
  param_star: { alternatives: ["NAME ':' star_expression => Param"] },
  annotation: { alternatives: ["':' expression"] },
  default: { alternatives: ["'=' expression", 'bad_default'] },
  bad_default: {
    diagnostic: true,
    alternatives: [["a:'=' &(')' | ',')", at('a', 'expected default value expression')]],
  },
};
