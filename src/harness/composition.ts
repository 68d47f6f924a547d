/** The composition root: what this build of midden is put together from. */
import { Catalogue, type PlatformEntry } from './catalogue.ts';

const interim: PlatformEntry[] = [
  { name: 'cpython-3.11', aliases: ['cpython'], title: 'CPython 3.11', collector: 'refcount-cycle' },
  { name: 'jython-2.7', aliases: ['jython'], title: 'Jython 2.7 on a JVM', collector: 'mark-sweep' },
  {
    name: 'ironpython-3.4',
    aliases: ['ironpython'],
    title: 'IronPython 3.4 on .NET',
    collector: 'generational-compacting',
  },
];

export const catalogue = new Catalogue(interim, []);
