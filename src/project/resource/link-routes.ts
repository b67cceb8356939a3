/** What the routes say and do that link a row to another, or end that. */
import { article, type LinkedField, type ResourcePlan, words } from '../../plan/index.ts';
import { fastapi, typing, uuids } from '../../plan/symbols.ts';
import { Name, type Part, py } from '../../python/index.ts';
import { linkParameter, type Route } from './routes.ts';

const isAdding = ({ operation }: Route): boolean => operation === 'link';

/** "Add a tag to a post". */
export function linkTitle(route: Route, { link }: LinkedField, { aNoun }: ResourcePlan): string {
  const one = article(words(link.singular));
  return isAdding(route) ? `Add ${one} to ${aNoun}` : `Remove ${one} from ${aNoun}`;
}

/** What the route does, in a sentence. */
export function linkDescription(route: Route, field: LinkedField, { noun }: ResourcePlan): string {
  const one = words(field.link.singular);
  return isAdding(route)
    ? `Adds the ${one} to the ${noun}; one that it has already stays.`
    : `Removes the ${one} from the ${noun}, which may not have it.`;
}

/** The parameter for the id of the other row. */
export const linkedParameter = (field: LinkedField): Part =>
  py`${new Name(linkParameter(field))}: ${typing.Annotated}[${uuids.UUID}, ${fastapi.Path}(description=${`Id of the ${words(field.link.singular)}.`})]`;

/** The call of the service, over the row, the id of the other one, and the caller where it takes one. */
export const linkCall = (route: Route, field: LinkedField, { row }: ResourcePlan, caller: Part): Part =>
  py`await service.${linkMethod(isAdding(route), field)}(${[row, new Name(linkParameter(field)), caller]})`;

const linkMethod = (adds: boolean, { link }: LinkedField): Name =>
  new Name(`${adds ? 'add' : 'remove'}_${link.singular}`);
