/** A workload of one's own: `midden bench examples/workloads/stack.ts:depth=500`. A stack that grows and shrinks at random. */
import type { Mutator, PreparedWorkload, Random, Workload } from 'midden';

const [TOP, NODE] = [0, 1]; // locals of the frame
const [BELOW] = [0]; // a field

class Stack implements PreparedWorkload {
  private readonly m: Mutator;
  private readonly node: number;
  private readonly steps: number;
  private readonly depth: number;
  private readonly random: Random;
  private height = 0;

  constructor(m: Mutator, steps: number, depth: number, random: Random) {
    this.m = m;
    this.node = m.shape({ name: 'Node', raw: 1, refs: 1, traits: 1 }); // 1: may take part in cycles
    this.steps = steps;
    this.depth = depth;
    this.random = random;
    m.pushFrame(2);
  }

  run(): void {
    const { m } = this;
    for (let step = 0; step < this.steps; step++) {
      if (this.height < this.random.below(this.depth)) {
        m.allocate(NODE, this.node);
        m.setRaw(NODE, 0, this.height++);
        m.store(NODE, BELOW, TOP);
        m.copy(TOP, NODE);
      } else if (this.height > 0) {
        m.load(TOP, TOP, BELOW);
        this.height--;
      }
      m.poll(); // a safepoint: collections happen here
    }
    m.clear(NODE);
  }

  check() {
    const { m } = this;
    let height = 0;
    for (m.copy(NODE, TOP); !m.isNull(NODE); m.load(NODE, NODE, BELOW)) height++;
    if (height !== this.height) throw new Error(`height: found ${height}, expected ${this.height}`);
    return { height };
  }
}

export const workload: Workload = {
  name: 'stack',
  summary: 'a stack that grows and shrinks at random',
  params: { steps: 200_000, depth: 1000 },
  prepare: (m, { steps, depth }, random) => new Stack(m, steps!, depth!, random),
};
