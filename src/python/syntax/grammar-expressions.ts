/**
 * Expressions, targets and arguments of Python 3.11, with the diagnostics that CPython attaches to them.
 * After the Full Grammar Specification of the language reference; left recursion is written as repetition, and a
 * diagnostic rule (`bad_…`) stands where the reference parser tries its own.
 */

import {
  argumentsError,
  at,
  cannotAssign,
  forgottenComma,
  generatorInCall,
  kindOf,
  lastComprehensionPart,
  lastItem,
  legacyStatement,
  range,
  rangeTo,
  startingFrom,
} from './diagnostics.ts';
import { checkNumber, checkStrings } from './literals.ts';
import type { Grammar, PegNode, Rule } from './peg.ts';

const EQUALS_HINT = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
const GENERATOR_PARENTHESES = 'Generator expression must be parenthesized';
const TARGET_PARENTHESES = 'did you forget parentheses around the comprehension target?';

function rule(...alternatives: Rule['alternatives']): Rule {
  return { alternatives };
}

function memo(...alternatives: Rule['alternatives']): Rule {
  return { alternatives, memo: true };
}

function bad(...alternatives: Rule['alternatives']): Rule {
  return { alternatives, diagnostic: true };
}

/** A primary's kind is that of its last suffix. */
function suffixed(node: PegNode): PegNode {
  const [base, suffixes] = node.items as [PegNode, PegNode];
  const kind = suffixes.items.at(-1)?.kind;
  return kind === undefined ? base : { kind, start: node.start, end: node.end, items: [base] };
}

/** CPython 3.11 compares as many letters as the name has, so `m` or `cas` passes for a soft keyword here. */
function looksSoft(name: string): boolean {
  return ['_', 'case', 'match'].some((keyword) => keyword.startsWith(name));
}

const operators: Grammar = {
  expression: memo(
    'bad_expression',
    'bad_legacy_expression',
    "disjunction 'if' disjunction 'else' expression => IfExp",
    'disjunction',
    'lambdef',
  ),
  expression_plain: {
    alternatives: ["disjunction 'if' disjunction 'else' expression => IfExp", 'disjunction', 'lambdef'],
    plain: true,
  },
  bad_expression: bad(
    ['!(NAME STRING | soft_keyword) a:disjunction b:expression_plain', forgottenComma],
    [
      "a:disjunction 'if' b:disjunction !('else' | ':')",
      range('a', 'b', "expected 'else' after 'if' expression"),
    ],
  ),
  soft_keyword: rule([
    'NAME',
    (parser, _labels, node) => (looksSoft(parser.tokenText(node.start)) ? node : null),
  ]),
  bad_legacy_expression: bad(["a:NAME !'(' b:star_expressions", legacyStatement]),
  expressions: rule("expression (',' expression)* ','? => Tuple?"),
  yield_expr: rule("'yield' 'from' expression => Yield", "'yield' star_expressions? => Yield"),
  star_expressions: rule("star_expression (',' star_expression)* ','? => Tuple?"),
  star_expression: memo("'*' bitwise_or => Starred", 'expression'),
  star_named_expressions: rule("star_named_expression % ',' ','?"),
  star_named_expression: rule("'*' bitwise_or => Starred", 'named_expression'),
  assignment_expression: rule("NAME ':=' ~ expression => NamedExpr"),
  named_expression: rule('assignment_expression', 'bad_named_expression', "a:expression !':=' => .a"),
  bad_named_expression: {
    ...bad(
      [
        "a:expression ':=' expression",
        at('a', (p, l) => `cannot use assignment expressions with ${kindOf(p, l.a!)}`),
      ],
      ["a:NAME '=' b:bitwise_or !('=' | ':=')", range('a', 'b', EQUALS_HINT)],
      [
        "!(list | tuple | genexp | 'True' | 'None' | 'False') a:bitwise_or b:'=' bitwise_or !('=' | ':=')",
        at('a', (p, l) => `cannot assign to ${kindOf(p, l.a!)} here. Maybe you meant '==' instead of '='?`),
      ],
    ),
    memo: true,
  },
  disjunction: memo("conjunction ('or' conjunction)* => BoolOp?"),
  conjunction: memo("inversion ('and' inversion)* => BoolOp?"),
  inversion: memo("'not' inversion => UnaryOp", 'comparison'),
  comparison: rule('bitwise_or comparison_part* => Compare?'),
  comparison_part: rule(
    "'==' bitwise_or",
    'not_equal bitwise_or',
    "'<=' bitwise_or",
    "'<' bitwise_or",
    "'>=' bitwise_or",
    "'>' bitwise_or",
    "'not' 'in' bitwise_or",
    "'in' bitwise_or => In",
    "'is' 'not' bitwise_or",
    "'is' bitwise_or",
  ),
  not_equal: rule("'!='"),
  bitwise_or: {
    alternatives: ['factor'],
    memo: true,
    operators: [['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '//', '%', '@']],
  },
  factor: memo("('+' | '-' | '~') factor => UnaryOp", 'power'),
  power: rule("await_primary '**' factor => BinOp", 'await_primary'),
  await_primary: memo("'await' primary => Await", 'primary'),
  primary: memo(['atom primary_suffix*', (_parser, _labels, node) => suffixed(node)]),
  primary_suffix: rule(
    "'.' NAME => Attribute",
    'genexp => Call',
    "'(' arguments? ')' => Call",
    "'[' slices ']' => Subscript",
  ),
  slices: rule("a:slice !',' => .a", "(slice | starred_expression) % ',' ','? => Tuple"),
  slice: rule("expression? ':' expression? (':' expression?)? => Slice", 'named_expression'),
};

const atoms: Grammar = {
  atom: rule(
    'NAME',
    "'True'",
    "'False'",
    "'None'",
    '&STRING a:strings => .a',
    'number',
    "&'(' a:(tuple | group | genexp) => .a",
    "&'[' a:(list | listcomp) => .a",
    "&'{' a:(dict | set | dictcomp | setcomp) => .a",
    "'...'",
  ),
  number: rule(['NUMBER', (parser, _labels, node) => checkNumber(parser, node)]),
  strings: memo(['STRING+', (parser, _labels, node) => checkStrings(parser, node)]),
  group: rule("'(' a:(yield_expr | named_expression) ')' => .a", 'bad_group'),
  bad_group: bad(
    ["'(' a:starred_expression ')'", at('a', 'cannot use starred expression here')],
    ["'(' a:'**' expression ')'", at('a', 'cannot use double starred expression here')],
  ),
  lambdef: rule("'lambda' lambda_params? ':' expression => Lambda"),
  list: rule("'[' star_named_expressions? ']' => List"),
  tuple: rule("'(' (star_named_expression ',' star_named_expressions?)? ')' => Tuple"),
  set: rule("'{' star_named_expressions '}' => Set"),
  dict: rule("'{' double_starred_kvpairs? '}' => Dict", "'{' bad_double_starred_kvpairs '}'"),
  double_starred_kvpairs: rule("double_starred_kvpair % ',' ','?"),
  double_starred_kvpair: rule("'**' bitwise_or", 'kvpair'),
  kvpair: rule("expression ':' expression"),
  // Not `bad`: CPython tries these two on its first pass already, before any other diagnostic.
  bad_double_starred_kvpairs: rule(
    "double_starred_kvpair % ',' ',' bad_kvpair",
    [
      "expression ':' a:'*' bitwise_or",
      startingFrom('a', 'cannot use a starred expression in a dictionary value'),
    ],
    ["expression a:':' &('}' | ',')", at('a', "expression expected after dictionary key and ':'")],
  ),
  bad_kvpair: rule(
    ["a:expression !':'", rangeTo('a', "':' expected after dictionary key")],
    [
      "expression ':' a:'*' bitwise_or",
      startingFrom('a', 'cannot use a starred expression in a dictionary value'),
    ],
    ["expression a:':' &('}' | ',')", at('a', "expression expected after dictionary key and ':'")],
  ),
};

const comprehensions: Grammar = {
  for_if_clauses: rule('for_if_clause+ => Clauses'),
  for_if_clause: rule(
    "'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)* => Clause",
    "'for' star_targets 'in' ~ disjunction ('if' disjunction)* => Clause",
    'bad_for_target',
  ),
  bad_for_target: bad(["'async'? 'for' a:star_expressions", cannotAssign('a', 'for')]),
  listcomp: rule("'[' named_expression for_if_clauses ']' => ListComp", 'bad_comprehension'),
  setcomp: rule("'{' named_expression for_if_clauses '}' => SetComp", 'bad_comprehension'),
  genexp: rule(
    "'(' (assignment_expression | expression !':=') for_if_clauses ')' => GeneratorExp",
    'bad_comprehension',
  ),
  dictcomp: rule("'{' kvpair for_if_clauses '}' => DictComp", 'bad_dict_comprehension'),
  bad_comprehension: bad(
    [
      "('[' | '(' | '{') a:starred_expression for_if_clauses",
      at('a', 'iterable unpacking cannot be used in comprehension'),
    ],
    [
      "('[' | '{') a:star_named_expression ',' b:star_named_expressions for_if_clauses",
      range('a', (parser, labels) => lastItem(parser, labels.b!), TARGET_PARENTHESES),
    ],
    ["('[' | '{') a:star_named_expression b:',' for_if_clauses", range('a', 'b', TARGET_PARENTHESES)],
  ),
  bad_dict_comprehension: bad([
    "'{' a:'**' bitwise_or for_if_clauses '}'",
    at('a', 'dict unpacking cannot be used in dict comprehension'),
  ]),
};

const call: Grammar = {
  arguments: memo("args ','? &')'", 'bad_arguments'),
  args: rule("positional_argument % ',' (',' kwargs)? => Arguments", 'kwargs => Arguments'),
  positional_argument: rule('starred_expression', "a:(assignment_expression | plain_argument) !'=' => .a"),
  plain_argument: rule("a:expression !':=' => .a"),
  kwargs: rule(
    "kwarg_or_starred % ',' ',' kwarg_or_double_starred % ','",
    "kwarg_or_starred % ','",
    "kwarg_or_double_starred % ','",
  ),
  starred_expression: rule("'*' expression => Starred"),
  kwarg_or_starred: rule('bad_kwarg', "NAME '=' expression => Keyword", 'starred_expression'),
  kwarg_or_double_starred: rule(
    'bad_kwarg',
    "NAME '=' expression => Keyword",
    "'**' expression => DoubleStarred",
  ),
  bad_arguments: bad(
    [
      "(positional_argument % ',' ',' kwargs | kwargs) ',' a:'*'",
      at('a', 'iterable argument unpacking follows keyword argument unpacking'),
    ],
    [
      "a:expression b:for_if_clauses ',' (args | expression for_if_clauses)?",
      range('a', (parser, labels) => lastComprehensionPart(parser, labels.b!), GENERATOR_PARENTHESES),
    ],
    ["a:NAME b:'=' expression for_if_clauses", range('a', 'b', EQUALS_HINT)],
    ['a:args b:for_if_clauses', generatorInCall(GENERATOR_PARENTHESES)],
    [
      "args ',' a:expression b:for_if_clauses",
      range('a', (parser, labels) => lastComprehensionPart(parser, labels.b!), GENERATOR_PARENTHESES),
    ],
    ["a:args ',' args", argumentsError],
  ),
  bad_kwarg: bad(
    ["a:('True' | 'False' | 'None') b:'='", range('a', 'b', (_p, l) => `cannot assign to ${l.a!.kind}`)],
    ["a:NAME b:'=' expression for_if_clauses", range('a', 'b', EQUALS_HINT)],
    [
      "!(NAME '=') a:expression b:'='",
      range('a', 'b', 'expression cannot contain assignment, perhaps you meant "=="?'),
    ],
  ),
};

const targets: Grammar = {
  star_targets: rule("a:star_target !',' => .a", "star_target (',' star_target)* ','? => Tuple"),
  star_targets_list_seq: rule("star_target % ',' ','?"),
  star_targets_tuple_seq: rule("star_target (',' star_target)+ ','?", "star_target ','"),
  star_target: memo("'*' (!'*' star_target) => Starred", 'target_with_star_atom'),
  target_with_star_atom: memo(
    "t_primary '.' NAME !t_lookahead => Attribute",
    "t_primary '[' slices ']' !t_lookahead => Subscript",
    'star_atom',
  ),
  star_atom: rule(
    'NAME',
    "'(' a:target_with_star_atom ')' => .a",
    "'(' star_targets_tuple_seq? ')' => Tuple",
    "'[' star_targets_list_seq? ']' => List",
  ),
  single_target: rule('single_subscript_attribute_target', 'NAME', "'(' a:single_target ')' => .a"),
  single_subscript_attribute_target: rule(
    "t_primary '.' NAME !t_lookahead => Attribute",
    "t_primary '[' slices ']' !t_lookahead => Subscript",
  ),
  t_primary: memo('atom &t_lookahead t_suffix* => Target'),
  t_suffix: rule(
    "'.' NAME &t_lookahead",
    "'[' slices ']' &t_lookahead",
    'genexp &t_lookahead',
    "'(' arguments? ')' &t_lookahead",
  ),
  t_lookahead: rule("'('", "'['", "'.'"),
  del_targets: rule("del_target % ',' ','?"),
  del_target: memo(
    "t_primary '.' NAME !t_lookahead => Attribute",
    "t_primary '[' slices ']' !t_lookahead => Subscript",
    'del_t_atom',
  ),
  del_t_atom: rule(
    'NAME',
    "'(' a:del_target ')' => .a",
    "'(' del_targets? ')' => Tuple",
    "'[' del_targets? ']' => List",
  ),
};

export const expressionGrammar: Grammar = { ...operators, ...atoms, ...comprehensions, ...call, ...targets };
