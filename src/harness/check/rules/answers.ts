/** Questions about lifetimes whose answers differ from platform to platform. */
import type { Question } from '../../../python/observe/observations.ts';
import type { AskedEverywhere, Evidence, ObservedRun } from '../evidence.ts';
import type { Finding, PlatformFinding } from '../finding.ts';
import type { KindName } from '../kinds.ts';
import { finding, plural, type Rule } from './rule.ts';

/** Answers and how often each was given. */
function tally({ answers }: Question): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [answer, times] of answers) counts.set(answer, (counts.get(answer) ?? 0) + times);
  return counts;
}

function tallyText(question: Question): string {
  return [...tally(question)]
    .map(([answer, times]) => (times === 1 ? answer : `${times} × ${answer}`))
    .slice(0, 4)
    .join(', ');
}

function differs({ asked }: AskedEverywhere): boolean {
  return new Set(asked.map(({ question }) => tallyText(question))).size > 1;
}

function platformsOf(evidence: Evidence, { asked }: AskedEverywhere): PlatformFinding[] {
  return evidence.platforms.flatMap((platform) => {
    const texts = asked
      .filter(({ run }) => run.platform === platform)
      .map(({ question }) => tallyText(question));
    return texts.length === 0 ? [] : [{ platform, did: [...new Set(texts)].join(' or ') }];
  });
}

function answerRule(
  kind: KindName,
  questions: readonly Question['kind'][],
  isProblem: (asked: AskedEverywhere) => boolean,
  message: (asked: AskedEverywhere) => string,
): Rule {
  return (evidence) => {
    const found = new Map<string, Finding>();
    for (const each of questions.flatMap((question) => evidence.questions(question))) {
      const key = `${each.place.file}:${each.place.line}`;
      if (found.has(key) || !isProblem(each)) continue;
      const platforms = platformsOf(evidence, each);
      found.set(key, finding(kind, evidence, { place: each.place, platforms, message: message(each) }));
    }
    return [...found.values()];
  };
}

const says = (answer: string) => (asked: AskedEverywhere) =>
  asked.asked.some(({ question }) => question.answers.some(([each]) => each === answer));

export const weakReferenceRule = answerRule(
  'weakref-timing',
  ['weakref', 'weak-table'],
  (asked) => differs(asked),
  ({ what }) =>
    `the answer of ${what === 'weakref' ? 'a weak reference' : what} here depends on when the collector looks`,
);

export const identityRule = answerRule(
  'identity-of-immutables',
  ['identity'],
  (asked) => differs(asked) || says('equal, not the same')(asked),
  ({ what }) =>
    `\`is\` between two values of type ${what}: equal ones are the same object on some platforms only`,
);

export const idReuseRule = answerRule(
  'id-reuse',
  ['id'],
  says('reused'),
  () => 'id() gives the number of an object that is dead to another one',
);

export const idOrderRule = answerRule(
  'id-order',
  ['id-order'],
  () => true,
  () => 'a sort goes by id()',
);

export const introspectionRule = answerRule(
  'missing-introspection',
  ['module-name', 'introspection'],
  (asked) => differs(asked) && (says('missing')(asked) || says('refused')(asked)),
  ({ what }) => `${what} is not available on every platform`,
);

export const collectRule = answerRule(
  'collect-return-value',
  ['collect'],
  differs,
  () => 'what gc.collect() returns means something else on each platform',
);

export const controlRule = answerRule(
  'gc-disable',
  ['control'],
  (asked) => asked.what === 'gc.disable()' || differs(asked),
  ({ what }) => `${what} does not do the same everywhere`,
);

// ---- Weak tables

export const ephemeronRule: Rule = (evidence) => {
  const held = evidence.runs.flatMap((run) => run.seen.selfHeld.map((each) => ({ run, each })));
  const [first] = held;
  if (first === undefined) return [];
  const platforms = new Map(held.map(({ run, each }) => [run.platform, each.entries]));
  return [
    finding('ephemeron-leak', evidence, {
      place: first.run.seen.places[first.each.place] ?? null,
      platforms: [...platforms].map(([platform, entries]) => ({
        platform,
        did: `${plural(entries, 'entry', 'entries')} held by nothing but the table itself`,
      })),
      message: 'values of this weak table refer to their own keys, which therefore never die',
    }),
  ];
};

// ---- Strings

const STEPS_MIN = 200;
const TIMES_MORE = 8;

export const concatenationRule: Rule = (evidence) => {
  const byLine = new Map<string, { run: ObservedRun; place: number; bytes: number; times: number }[]>();
  for (const run of evidence.runs) {
    for (const each of run.seen.concatenations) {
      const place = run.seen.places[each.place]!;
      const key = `${place.file}:${place.line}`;
      const entry = { run, place: each.place, bytes: each.copiedBytes, times: each.times };
      byLine.set(key, [...(byLine.get(key) ?? []), entry]);
    }
  }
  return [...byLine.values()].flatMap((entries) => {
    const least = Math.min(...entries.map(({ bytes }) => bytes));
    const most = Math.max(...entries.map(({ bytes }) => bytes));
    const [first] = entries;
    if (first!.times < STEPS_MIN || most < TIMES_MORE * Math.max(least, first!.times)) return [];
    const platforms = evidence.platforms.flatMap((platform) => {
      const own = entries.find(({ run }) => run.platform === platform);
      return own === undefined ? [] : [{ platform, did: `copied ${own.bytes} bytes in ${own.times} steps` }];
    });
    const place = first!.run.seen.places[first!.place]!;
    return [
      finding('refcount-optimised-concat', evidence, {
        place,
        platforms,
        message: `string concatenation in a loop: ${most} bytes copied on one platform, ${least} on another`,
      }),
    ];
  });
};
