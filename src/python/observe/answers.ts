import type { Question } from './observations.ts';

/** Runs of equal answers that are kept per question. */
const RUNS_MAX = 200;

/** Counts answers by question and place. */
export class Answers {
  private readonly asked = new Map<
    string,
    { readonly question: Question; readonly runs: [string, number][] }
  >();

  note(kind: Question['kind'], place: number, what: string, answer: string): void {
    if (place < 0) return;
    const key = `${kind} ${place} ${what}`;
    let entry = this.asked.get(key);
    if (entry === undefined) {
      const runs: [string, number][] = [];
      entry = { question: { kind, place, what, answers: runs }, runs };
      this.asked.set(key, entry);
    }
    const last = entry.runs.at(-1);
    if (last !== undefined && last[0] === answer) last[1]++;
    else if (entry.runs.length < RUNS_MAX) entry.runs.push([answer, 1]);
  }

  get all(): Question[] {
    return [...this.asked.values()].map(({ question }) => question);
  }
}
