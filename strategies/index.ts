/**
 * The registry of collectors. A new collector is a folder here and one binding below; a collector from outside is
 * given to the runtime as a factory and needs no line.
 */
import { Container, type ServiceIdentifier } from 'inversify';
import type { CollectorFactory } from '../src/contract/collector.ts';
import { UsageError } from '../src/heap/errors.ts';
import { boehm } from './boehm/boehm.ts';
import { epsilon } from './epsilon/epsilon.ts';
import { generationalCompacting } from './generational-compacting/generational-compacting.ts';
import { immix } from './immix/immix.ts';
import { markSweep } from './mark-sweep/mark-sweep.ts';
import { refcountCycle } from './refcount-cycle/refcount-cycle.ts';
import { semispace } from './semispace/semispace.ts';

export { boehm, epsilon, generationalCompacting, immix, markSweep, refcountCycle, semispace };

const COLLECTOR: ServiceIdentifier<CollectorFactory> = Symbol.for('midden.collector');

const container = new Container({ jitless: true });
container.bind(COLLECTOR).toConstantValue(refcountCycle);
container.bind(COLLECTOR).toConstantValue(markSweep);
container.bind(COLLECTOR).toConstantValue(generationalCompacting);
container.bind(COLLECTOR).toConstantValue(semispace);
container.bind(COLLECTOR).toConstantValue(immix);
container.bind(COLLECTOR).toConstantValue(boehm);
container.bind(COLLECTOR).toConstantValue(epsilon);

/** Every collector of the package, in the order of the registry. */
export function collectors(): readonly CollectorFactory[] {
  return container.getAll(COLLECTOR);
}

/** @throws UsageError that lists the names there are */
export function collectorNamed(name: string): CollectorFactory {
  const found = collectors().find((factory) => factory.name === name);
  if (found !== undefined) return found;
  const names = collectors().map((factory) => factory.name);
  throw new UsageError('collector', `collector: found '${name}', expected one of ${names.join(', ')}`);
}
