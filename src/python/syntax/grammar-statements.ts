/**
 * Statements and patterns of Python 3.11, with the diagnostics that CPython attaches to them.
 * After the Full Grammar Specification of the language reference. Type comments are left out.
 */
import {
  at,
  cannotAssign,
  cannotDelete,
  failAt,
  kindOf,
  last,
  lastItem,
  missingBlock,
  range,
  startingFrom,
} from './diagnostics.ts';
import type { Action, Grammar, Rule } from './peg.ts';

function rule(...alternatives: Rule['alternatives']): Rule {
  return { alternatives };
}

function bad(...alternatives: Rule['alternatives']): Rule {
  return { alternatives, diagnostic: true };
}

const EXPECTED_COLON = last("expected ':'");
const ONLY_SINGLE_TARGET = 'only single target (not tuple) can be annotated';
const MIXED_HANDLERS = "cannot have both 'except' and 'except*' on the same 'try'";

const simple: Grammar = {
  file: rule('statements? ENDMARKER'),
  eval: rule('expressions NEWLINE* ENDMARKER'),
  fstring: rule('star_expressions'),
  statements: rule('statement+'),
  statement: rule('compound_stmt', 'simple_stmts'),
  simple_stmts: rule("simple_stmt !';' NEWLINE", "simple_stmt % ';' ';'? NEWLINE"),
  simple_stmt: {
    memo: true,
    alternatives: [
      'assignment',
      'star_expressions',
      "&'return' 'return' star_expressions?",
      "&('import' | 'from') import_stmt",
      "&'raise' raise_stmt",
      "'pass'",
      "&'del' del_stmt",
      "&'yield' yield_expr",
      "&'assert' 'assert' expression (',' expression)?",
      "'break'",
      "'continue'",
      "&'global' 'global' NAME % ','",
      "&'nonlocal' 'nonlocal' NAME % ','",
    ],
  },
  raise_stmt: rule("'raise' expression ('from' expression)?", "'raise'"),
  del_stmt: rule("'del' del_targets &(';' | NEWLINE)", 'bad_del_stmt'),
  bad_del_stmt: bad(["'del' a:star_expressions", cannotDelete('a')]),
};

const assignment: Grammar = {
  assignment: rule(
    "NAME ':' expression ('=' annotated_rhs)?",
    "('(' single_target ')' | single_subscript_attribute_target) ':' expression ('=' annotated_rhs)?",
    "(star_targets '=')+ (yield_expr | star_expressions) !'='",
    'single_target augassign ~ (yield_expr | star_expressions)',
    'bad_assignment',
  ),
  annotated_rhs: rule('yield_expr', 'star_expressions'),
  augassign: rule(
    ...'+= -= *= @= /= %= &= |= ^= <<= >>= **= //='.split(' ').map((operator) => `'${operator}'`),
  ),
  bad_assignment: bad(
    [
      "a:bad_ann_assign_target ':' expression",
      at('a', (p, l) => `only single target (not ${kindOf(p, l.a!)}) can be annotated`),
    ],
    ["a:star_named_expression ',' star_named_expressions* ':' expression", at('a', ONLY_SINGLE_TARGET)],
    ["a:expression ':' expression", at('a', 'illegal target for annotation')],
    ["(star_targets '=')* a:star_expressions '='", cannotAssign('a', 'assign')],
    ["(star_targets '=')* a:yield_expr '='", at('a', 'assignment to yield expression not possible')],
    [
      'a:star_expressions augassign (yield_expr | star_expressions)',
      at('a', (p, l) => `'${kindOf(p, l.a!)}' is an illegal expression for augmented assignment`),
    ],
  ),
  bad_ann_assign_target: rule('list', 'tuple', "'(' a:bad_ann_assign_target ')' => .a"),
};

const imports: Grammar = {
  import_stmt: rule("'import' dotted_as_name % ','", 'import_from'),
  import_from: rule(
    "'from' ('.' | '...')* dotted_name 'import' import_from_targets",
    "'from' ('.' | '...')+ 'import' import_from_targets",
  ),
  import_from_targets: rule(
    "'(' import_from_as_names ','? ')'",
    "import_from_as_names !','",
    "'*'",
    'bad_import_from_targets',
  ),
  bad_import_from_targets: bad([
    "import_from_as_names ',' NEWLINE",
    last('trailing comma not allowed without surrounding parentheses'),
  ]),
  import_from_as_names: rule("import_from_as_name % ','"),
  import_from_as_name: rule("NAME ('as' NAME)?"),
  dotted_as_name: rule("dotted_name ('as' NAME)?"),
  dotted_name: rule("NAME ('.' NAME)*"),
};

const compound: Grammar = {
  compound_stmt: rule(
    "&('def' | '@' | 'async') function_def",
    "&'if' if_stmt",
    "&('class' | '@') class_def",
    "&('with' | 'async') with_stmt",
    "&('for' | 'async') for_stmt",
    "&'try' try_stmt",
    "&'while' while_stmt",
    'match_stmt',
  ),
  block: { memo: true, alternatives: ['NEWLINE INDENT statements DEDENT', 'simple_stmts', 'bad_block'] },
  bad_block: bad(['NEWLINE !INDENT', last('expected an indented block', 'IndentationError')]),
  decorators: rule("('@' named_expression NEWLINE)+"),
  class_def: rule('decorators class_def_raw', 'class_def_raw'),
  class_def_raw: rule('bad_class_def_raw', "'class' NAME ('(' arguments? ')')? ':' block"),
  bad_class_def_raw: bad(
    ["'class' NAME ('(' arguments? ')')? NEWLINE", EXPECTED_COLON],
    ["a:'class' NAME ('(' arguments? ')')? ':' NEWLINE !INDENT", missingBlock('class definition')],
  ),
  function_def: rule('decorators function_def_raw', 'function_def_raw'),
  function_def_raw: rule(
    'bad_def_raw',
    "'def' NAME &&'(' params? ')' ('->' expression)? &&':' block",
    "'async' 'def' NAME &&'(' params? ')' ('->' expression)? &&':' block",
  ),
  bad_def_raw: bad([
    "'async'? a:'def' NAME '(' params? ')' ('->' expression)? ':' NEWLINE !INDENT",
    missingBlock('function definition'),
  ]),
};

const control: Grammar = {
  if_stmt: rule(
    'bad_if_stmt',
    "'if' named_expression ':' block elif_stmt",
    "'if' named_expression ':' block else_block?",
  ),
  bad_if_stmt: bad(
    ["'if' named_expression NEWLINE", EXPECTED_COLON],
    ["a:'if' named_expression ':' NEWLINE !INDENT", missingBlock("'if' statement")],
  ),
  elif_stmt: rule(
    'bad_elif_stmt',
    "'elif' named_expression ':' block elif_stmt",
    "'elif' named_expression ':' block else_block?",
  ),
  bad_elif_stmt: bad(
    ["'elif' named_expression NEWLINE", EXPECTED_COLON],
    ["a:'elif' named_expression ':' NEWLINE !INDENT", missingBlock("'elif' statement")],
  ),
  else_block: rule('bad_else_stmt', "'else' &&':' block"),
  bad_else_stmt: bad(["a:'else' ':' NEWLINE !INDENT", missingBlock("'else' statement")]),
  while_stmt: rule('bad_while_stmt', "'while' named_expression ':' block else_block?"),
  bad_while_stmt: bad(
    ["'while' named_expression NEWLINE", EXPECTED_COLON],
    ["a:'while' named_expression ':' NEWLINE !INDENT", missingBlock("'while' statement")],
  ),
  for_stmt: rule(
    'bad_for_stmt',
    "'for' star_targets 'in' ~ star_expressions ':' block else_block?",
    "'async' 'for' star_targets 'in' ~ star_expressions ':' block else_block?",
    'bad_for_target',
  ),
  bad_for_stmt: bad(
    ["'async'? 'for' star_targets 'in' star_expressions NEWLINE", EXPECTED_COLON],
    [
      "'async'? a:'for' star_targets 'in' star_expressions ':' NEWLINE !INDENT",
      missingBlock("'for' statement"),
    ],
  ),
  with_stmt: rule(
    'bad_with_stmt_indent',
    "'with' '(' with_item % ',' ','? ')' ':' block",
    "'with' with_item % ',' ':' block",
    "'async' 'with' '(' with_item % ',' ','? ')' ':' block",
    "'async' 'with' with_item % ',' ':' block",
    'bad_with_stmt',
  ),
  with_item: rule("expression 'as' star_target &(',' | ')' | ':')", 'bad_with_item', 'expression'),
  bad_with_item: bad(["expression 'as' a:expression &(',' | ')' | ':')", cannotAssign('a', 'assign')]),
  bad_with_stmt: bad(
    ["'async'? 'with' (expression ('as' star_target)?) % ',' NEWLINE", EXPECTED_COLON],
    ["'async'? 'with' '(' (expressions ('as' star_target)?) % ',' ','? ')' NEWLINE", EXPECTED_COLON],
  ),
  bad_with_stmt_indent: bad(
    [
      "'async'? a:'with' (expression ('as' star_target)?) % ',' ':' NEWLINE !INDENT",
      missingBlock("'with' statement"),
    ],
    [
      "'async'? a:'with' '(' (expressions ('as' star_target)?) % ',' ','? ')' ':' NEWLINE !INDENT",
      missingBlock("'with' statement"),
    ],
  ),
};

const tries: Grammar = {
  try_stmt: rule(
    'bad_try_stmt',
    "'try' &&':' block finally_block",
    "'try' &&':' block except_block+ else_block? finally_block?",
    "'try' &&':' block except_star_block+ else_block? finally_block?",
  ),
  bad_try_stmt: bad(
    ["a:'try' ':' NEWLINE !INDENT", missingBlock("'try' statement")],
    ["'try' ':' block !('except' | 'finally')", last("expected 'except' or 'finally' block")],
    [
      "'try' ':' block* except_block+ a:'except' b:'*' expression ('as' NAME)? ':'",
      range('a', 'b', MIXED_HANDLERS),
    ],
    [
      "'try' ':' block* except_star_block+ a:'except' (expression ('as' NAME)?)? ':'",
      at('a', MIXED_HANDLERS),
    ],
  ),
  except_block: rule(
    'bad_except_stmt_indent',
    "'except' expression ('as' NAME)? ':' block",
    "'except' ':' block",
    'bad_except_stmt',
  ),
  except_star_block: rule(
    'bad_except_star_stmt_indent',
    "'except' '*' expression ('as' NAME)? ':' block",
    'bad_except_stmt',
  ),
  bad_except_stmt: bad(
    [
      "'except' '*'? a:expression ',' expressions ('as' NAME)? ':'",
      startingFrom('a', 'multiple exception types must be parenthesized'),
    ],
    ["'except' '*'? expression ('as' NAME)? NEWLINE", EXPECTED_COLON],
    ["'except' NEWLINE", EXPECTED_COLON],
    ["'except' '*' (NEWLINE | ':')", last('expected one or more exception types')],
  ),
  bad_except_stmt_indent: bad(
    ["a:'except' expression ('as' NAME)? ':' NEWLINE !INDENT", missingBlock("'except' statement")],
    ["a:'except' ':' NEWLINE !INDENT", missingBlock("'except' statement")],
  ),
  bad_except_star_stmt_indent: bad([
    "a:'except' '*' expression ('as' NAME)? ':' NEWLINE !INDENT",
    missingBlock("'except*' statement"),
  ]),
  finally_block: rule('bad_finally_stmt', "'finally' &&':' block"),
  bad_finally_stmt: bad(["a:'finally' ':' NEWLINE !INDENT", missingBlock("'finally' statement")]),
};

/** A complex literal's parts: `1 + 2j`, where the order and the kinds matter. */
function complexPart(imaginary: boolean): Action {
  return (parser, _labels, node) => {
    const isImaginary = /[jJ]$/.test(parser.tokenText(node.end - 1));
    if (isImaginary === imaginary) return node;
    const kind = imaginary ? 'imaginary' : 'real';
    return failAt(parser, node, `${kind} number required in complex literal`);
  };
}

const patterns: Grammar = {
  match_stmt: rule(`"match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT`, 'bad_match_stmt'),
  bad_match_stmt: bad(
    ['"match" subject_expr NEWLINE', EXPECTED_COLON],
    [`a:"match" subject_expr ':' NEWLINE !INDENT`, missingBlock("'match' statement")],
  ),
  subject_expr: rule("star_named_expression ',' star_named_expressions?", 'named_expression'),
  case_block: rule('bad_case_block', `"case" patterns guard? ':' block`),
  bad_case_block: bad(
    ['"case" patterns guard? NEWLINE', EXPECTED_COLON],
    [`a:"case" patterns guard? ':' NEWLINE !INDENT`, missingBlock("'case' statement")],
  ),
  guard: rule("'if' named_expression"),
  patterns: rule('open_sequence_pattern', 'pattern'),
  pattern: rule('as_pattern', 'or_pattern'),
  as_pattern: rule("or_pattern 'as' capture_target => AsPattern", 'bad_as_pattern'),
  bad_as_pattern: bad(
    [`or_pattern 'as' a:"_"`, at('a', "cannot use '_' as a target")],
    ["or_pattern 'as' !NAME a:expression", at('a', 'invalid pattern target')],
  ),
  or_pattern: rule("closed_pattern % '|' => OrPattern"),
  closed_pattern: {
    memo: true,
    alternatives: [
      'literal_pattern',
      'capture_target',
      '"_"',
      "attr !('.' | '(' | '=')",
      "'(' pattern ')'",
      'sequence_pattern',
      'mapping_pattern',
      'class_pattern',
    ],
  },
  literal_pattern: rule(
    "signed_number !('+' | '-')",
    'complex_number',
    'strings',
    "'None'",
    "'True'",
    "'False'",
  ),
  complex_number: rule("signed_real_number ('+' | '-') imaginary_number"),
  signed_number: rule('NUMBER', "'-' NUMBER"),
  signed_real_number: rule('real_number', "'-' real_number"),
  real_number: rule(['NUMBER', complexPart(false)]),
  imaginary_number: rule(['NUMBER', complexPart(true)]),
  capture_target: rule(`!"_" a:NAME !('.' | '(' | '=') => .a`),
  attr: rule("NAME ('.' NAME)+"),
  name_or_attr: rule("NAME ('.' NAME)*"),
  sequence_pattern: rule("'[' maybe_sequence_pattern? ']'", "'(' open_sequence_pattern? ')'"),
  open_sequence_pattern: rule("maybe_star_pattern ',' maybe_sequence_pattern?"),
  maybe_sequence_pattern: rule("maybe_star_pattern % ',' ','?"),
  maybe_star_pattern: rule('star_pattern', 'pattern'),
  star_pattern: { memo: true, alternatives: ["'*' capture_target", `'*' "_"`] },
  mapping_pattern: rule(
    "'{' '}'",
    "'{' double_star_pattern ','? '}'",
    "'{' key_value_pattern % ',' ',' double_star_pattern ','? '}'",
    "'{' key_value_pattern % ',' ','? '}'",
  ),
  key_value_pattern: rule("(literal_pattern | attr) ':' pattern"),
  double_star_pattern: rule("'**' capture_target"),
  class_pattern: rule(
    "name_or_attr '(' ')'",
    "name_or_attr '(' positional_patterns ','? ')'",
    "name_or_attr '(' keyword_patterns ','? ')'",
    "name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')'",
    'bad_class_pattern',
  ),
  positional_patterns: rule("pattern % ','"),
  keyword_patterns: rule("keyword_pattern % ','"),
  keyword_pattern: rule("NAME '=' pattern"),
  bad_class_pattern: bad([
    "name_or_attr '(' a:misplaced_patterns",
    range(
      (_parser, labels) => labels.a!.items[0]!,
      (parser, labels) => lastItem(parser, labels.a!),
      'positional patterns follow keyword patterns',
    ),
  ]),
  misplaced_patterns: rule("(positional_patterns ',')? keyword_patterns ',' a:positional_patterns => .a"),
};

export const statementGrammar: Grammar = {
  ...simple,
  ...assignment,
  ...imports,
  ...compound,
  ...control,
  ...tries,
  ...patterns,
};
