/** What models say of lists, whatever library they are for. */
import { article, type FieldPlan, words } from '../../../plan/index.ts';

/** What a row of the table of a list is. */
export const aboutRow = ({ label, link }: FieldPlan, noun: string): string =>
  link ? `${article(words(link.singular))} of one ${noun}.`.replace(/^a/, 'A') : `One of the ${label} of one ${noun}.`;
