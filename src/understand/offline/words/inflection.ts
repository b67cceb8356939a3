import { plural as pluralOf, singular as singularOf } from '../../../design/inflect.ts';
import { perText } from '../text/per-text.ts';

/** Singular and plural of the words of one description, which are asked for again and again. */
export const singular = perText(singularOf);
export const plural = perText(pluralOf);
