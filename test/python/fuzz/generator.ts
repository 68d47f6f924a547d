/** Random programs about lifetimes: what they print shows when each object died. The same seed gives the same program. */

/** Mulberry32 (Tommy Ettinger): 32 bits of state, good enough to choose statements with. */
export class Choices {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** A whole number in [0, limit). */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}

const LOCALS = ['a', 'b', 'c', 'd', 'e'];
const GLOBALS = ['G0', 'G1', 'G2'];
const CLASSES = ['R', 'R', 'R', 'Slotted', 'Back', 'Items', 'Fault'];

/** Where a statement stands: what it may name and do there. */
interface Place {
  readonly depth: number;
  readonly names: readonly string[];
  readonly loop: boolean;
  readonly fn: boolean;
  readonly generator: boolean;
}

export class ProgramGenerator {
  private readonly choices: Choices;
  private readonly lines: string[] = [];
  private serial = 0;
  private functions = 0;
  private readonly functionNames: string[] = [];

  constructor(seed: number) {
    this.choices = new Choices(seed);
  }

  /** The program, without the prelude that its classes and helpers are in. */
  program(): string {
    for (const name of [...GLOBALS, ...LOCALS]) this.emit(0, `${name} = None`);
    const top: Place = { depth: 0, names: [...LOCALS, ...GLOBALS], loop: false, fn: false, generator: false };
    const rounds = 2 + this.choices.below(3);
    for (let k = 0; k < rounds; k++) {
      this.define(top);
      this.block(top, 2 + this.choices.below(4));
    }
    if (this.choices.below(2) === 0) this.emit(0, "print('collected', gc.collect())");
    this.emit(0, "print('end', len(kept), [ref() is None for ref in refs])");
    return `${this.lines.join('\n')}\n`;
  }

  private emit(depth: number, line: string): void {
    this.lines.push('    '.repeat(depth) + line);
  }

  private next(): number {
    return ++this.serial;
  }

  private block(place: Place, count: number): void {
    for (let k = 0; k < count; k++) this.statement(place);
  }

  /** A nested block, one level deeper. */
  private nested(place: Place, count = 1 + this.choices.below(3)): void {
    this.block({ ...place, depth: place.depth + 1 }, count);
  }

  private define(place: Place): void {
    const name = `f${this.functions++}`;
    const generator = this.choices.below(4) === 0;
    const inner: Place = { depth: place.depth + 1, names: LOCALS, loop: false, fn: true, generator };
    this.emit(place.depth, `def ${name}(a, b=None, *c, **d):`);
    const shared = this.choices.below(3) === 0;
    if (shared) this.emit(inner.depth, 'global G0, G1');
    this.emit(inner.depth, 'e = None');
    if (generator) this.emit(inner.depth, 'yield a');
    this.block({ ...inner, names: shared ? [...LOCALS, 'G0', 'G1'] : LOCALS }, 2 + this.choices.below(4));
    if (this.choices.below(2) === 0) this.emit(inner.depth, `return ${this.expression(inner, 2)}`);
    this.functionNames.push(name);
  }

  // ---- Statements

  private statement(place: Place): void {
    const { choices } = this;
    const compound = place.depth < 3 ? choices.below(3) : 1;
    if (compound === 0) {
      choices.of(COMPOUND)(this, place);
      return;
    }
    if (choices.below(6) === 0) this.emit(place.depth, `print(${this.next()})`);
    const line = this.simple(place);
    if (choices.below(3) === 0) {
      this.emit(place.depth, line);
      return;
    }
    this.emit(place.depth, 'try:');
    this.emit(place.depth + 1, line);
    this.emit(place.depth, choices.below(2) === 0 ? 'except Exception as error:' : 'except Exception:');
    this.emit(place.depth + 1, choices.of(["print('failed')", `${choices.of(place.names)} = None`, 'pass']));
  }

  /** One line that may raise. */
  private simple(place: Place): string {
    const { choices } = this;
    const name = () => choices.of(place.names);
    const value = () => this.expression(place, 2);
    switch (choices.below(24)) {
      case 0:
        return `${name()}, ${name()} = ${name()}, ${name()}`;
      case 1: {
        const gone = name();
        return `del ${gone}; print(${this.next()}); ${gone} = None`;
      }
      case 2:
        return `${name()}.me = ${value()}`;
      case 3:
        return `${name()}.held.append(${value()})`;
      case 4:
        return `del ${name()}.held`;
      case 5:
        return `${name()}[0] = ${value()}`;
      case 6:
        return `del ${name()}[0]`;
      case 7:
        return `print('count', count(${name()}))`;
      case 8:
        return `watch(${name()}, ${this.next()})`;
      case 9:
        return choices.of([`print('collected', gc.collect())`, 'kept.clear()', 'refs.pop(0)']);
      case 10:
        return `next(${name()})`;
      case 11:
        return choices.of([`${name()}.close()`, `${name()}.throw(ValueError)`, `${name()}.send(${value()})`]);
      case 12:
        return `${name()} += ${value()}`;
      case 13:
        return `${name()}, *${name()} = ${value()}`;
      case 14:
        return `fail(${value()})`;
      case 15:
        return value();
      case 16:
        return `${name()} = ${name()} = ${value()}`;
      case 17:
        return `print(${value()} is None)`;
      case 18:
        return place.loop ? choices.of(['break', 'continue']) : `${name()} = None`;
      case 19:
        return place.generator ? `${name()} = yield ${value()}` : `raise Fault(${name()})`;
      case 20:
        return place.fn && choices.below(3) === 0 ? `return ${value()}` : `${name()} = ${name()}`;
      default:
        return `${name()} = ${value()}`;
    }
  }

  compoundIf(place: Place): void {
    this.emit(place.depth, `if ${this.expression(place, 1)}:`);
    this.nested(place);
    if (this.choices.below(2) === 0) return;
    this.emit(place.depth, 'else:');
    this.nested(place);
  }

  compoundFor(place: Place): void {
    const over = this.choices.of([
      `(${this.expression(place, 1)}, ${this.expression(place, 1)})`,
      `many(${this.expression(place, 1)}, ${this.expression(place, 1)})`,
      `[R(${this.next()} + n) for n in range(2)]`,
      'range(2)',
    ]);
    this.emit(place.depth, `for ${this.choices.of(place.names)} in ${over}:`);
    this.nested({ ...place, loop: true });
    if (this.choices.below(3) !== 0) return;
    this.emit(place.depth, 'else:');
    this.nested(place);
  }

  compoundTry(place: Place): void {
    const { choices } = this;
    this.emit(place.depth, 'try:');
    this.nested(place);
    const finish = choices.below(3);
    if (finish !== 0) {
      const bound = choices.below(2) === 0 ? ` as ${choices.of(place.names)}` : '';
      this.emit(place.depth, `except Exception${bound}:`);
      if (bound !== '' && choices.below(2) === 0) {
        this.emit(place.depth + 1, `${choices.of(place.names)} =${bound.slice(3)}`);
      }
      this.nested(place);
      if (choices.below(4) === 0)
        this.emit(place.depth + 1, choices.of(['raise', 'raise Fault() from None']));
      // The name is unbound after the handler.
      if (bound !== '' && finish === 1) {
        this.emit(place.depth, 'finally:');
        this.emit(place.depth + 1, `${bound.slice(4)} = None`);
        return;
      }
      if (bound !== '') this.emit(place.depth, `${bound.slice(4)} = None`);
      return;
    }
    this.emit(place.depth, 'finally:');
    this.nested({ ...place, loop: false });
  }

  compoundWith(place: Place): void {
    const target = this.choices.below(2) === 0 ? ` as ${this.choices.of(place.names)}` : '';
    const more = this.choices.below(3) === 0 ? `, R(${this.next()})` : '';
    this.emit(place.depth, `with R(${this.next()})${target}${more}:`);
    this.nested(place);
  }

  compoundWhile(place: Place): void {
    const name = `n${place.depth}`;
    this.emit(place.depth, `${name} = 0`);
    this.emit(place.depth, `while ${name} < 2:`);
    this.emit(place.depth + 1, `${name} += 1`);
    this.nested({ ...place, loop: true });
  }

  compoundMatch(place: Place): void {
    this.emit(place.depth, `match ${this.expression(place, 2)}:`);
    const name = () => this.choices.of(place.names);
    const first = name();
    const cases = [
      `case R(name=${first}):`,
      `case [${first}, *_]:`,
      `case {1: ${first}}:`,
      `case None as ${first}:`,
    ];
    this.emit(place.depth + 1, this.choices.of(cases));
    this.nested({ ...place, depth: place.depth + 1 });
    this.emit(place.depth + 1, 'case _:');
    this.nested({ ...place, depth: place.depth + 1 });
  }

  compoundClosure(place: Place): void {
    const { choices } = this;
    const name = `g${this.functions++}`;
    this.emit(place.depth, `def ${name}(x=${this.expression(place, 1)}):`);
    const depth = place.depth + 1;
    this.emit(depth, `y = ${this.expression({ ...place, fn: true }, 1)}`);
    this.emit(
      depth,
      choices.of([`return ${name}`, 'return y', 'return x', 'return lambda: (x, y)', 'yield y']),
    );
    this.emit(
      place.depth,
      choices.of([`${choices.of(place.names)} = ${name}()`, `${choices.of(place.names)} = ${name}`]),
    );
    if (choices.below(2) === 0) this.emit(place.depth, `del ${name}`);
  }

  compoundClass(place: Place): void {
    const { choices } = this;
    const name = `C${this.functions++}`;
    this.emit(place.depth, `class ${name}(${choices.of(['R', 'Back', 'object', 'Items'])}):`);
    this.emit(place.depth + 1, `shared = R(${this.next()})`);
    this.emit(place.depth, `${choices.of(place.names)} = ${name}(${choices.of(['', `${this.next()}`])})`);
    this.emit(place.depth, `del ${name}`);
  }

  // ---- Expressions

  private expression(place: Place, depth: number): string {
    const { choices } = this;
    const name = () => choices.of(place.names);
    if (depth === 0) return choices.of([name(), `R(${this.next()})`]);
    const inner = () => this.expression(place, depth - 1);
    switch (choices.below(23)) {
      case 0:
        return `[${inner()}, ${inner()}]`;
      case 1:
        return `(${inner()}, ${inner()})`;
      case 2:
        return `{1: ${inner()}, 2: ${inner()}}`;
      case 3:
        return `${choices.of(CLASSES)}(${this.next()}, ${inner()})`;
      case 4:
        return `(${inner()} + ${inner()})`;
      case 5:
        return `give(${inner()}, ${inner()})`;
      case 6:
        return `(${inner()} if ${inner()} else ${inner()})`;
      case 7:
        return `(${inner()} or ${inner()})`;
      case 8:
        return `[R(n) for n in (${this.next()}, ${this.next()})]`;
      case 9:
        return `${name()}.held`;
      case 10:
        return `${name()}.me`;
      case 11:
        return `(lambda x: ${choices.of(['x', 'None', '[x]', 'lambda: x'])})(${inner()})`;
      case 12:
        return `many(${inner()}, ${inner()})`;
      case 13:
        return `${name()}[0]`;
      case 14:
        return choices.of([`give(*${inner()})`, `give(*[${inner()}], k=${inner()}, **{"q": ${inner()}})`]);
      case 15:
        return `list(x for x in ${inner()})`;
      case 16:
        return `Items([${inner()}])`;
      case 17:
        return `${name()}(${inner()})`;
      case 18:
        return this.functionNames.length > 0
          ? `${choices.of(this.functionNames)}(${inner()}, ${inner()})`
          : inner();
      case 19:
        return `{R(${this.next()}), 5}`;
      default:
        return choices.of([name(), `R(${this.next()})`]);
    }
  }
}

const COMPOUND: readonly ((generator: ProgramGenerator, place: Place) => void)[] = [
  (generator, place) => generator.compoundIf(place),
  (generator, place) => generator.compoundFor(place),
  (generator, place) => generator.compoundTry(place),
  (generator, place) => generator.compoundTry(place),
  (generator, place) => generator.compoundWith(place),
  (generator, place) => generator.compoundWhile(place),
  (generator, place) => generator.compoundMatch(place),
  (generator, place) => generator.compoundClosure(place),
  (generator, place) => generator.compoundClass(place),
];
