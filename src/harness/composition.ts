/** The composition root: what this build of midden is put together from. */
import { collectors } from '../../strategies/index.ts';
import { platforms } from '../platforms/index.ts';
import { Catalogue } from './catalogue.ts';

export const catalogue = new Catalogue(platforms, collectors());
