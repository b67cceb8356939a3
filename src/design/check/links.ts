/** Many-to-many relations: which of them are compiled, and what responses call their ids. */
import type { Link } from '../api-design.ts';
import { idsOf } from '../naming.ts';
import { type Draft, type DraftResource, placeOf } from './model.ts';

/** Whether a many-to-many relation leads to a resource; those of and to accounts are not compiled yet. */
export const isCompiled = ({ target }: Link, { byName }: Pick<Draft, 'byName'>): boolean =>
  byName.get(target)?.isAccount === false;

/** Checks the many-to-many relations of a resource, whose targets exist. */
export function checkLinks(resource: DraftResource, draft: Draft): void {
  resource.links = resource.links.filter((link) => !isOtherSide(link, resource, draft));
  for (const link of resource.links) {
    if (resource.isAccount || !isCompiled(link, draft)) warn(link, resource, draft);
    else checkName(link, resource, draft);
  }
}

function warn({ name }: Link, resource: DraftResource, { report }: Draft): void {
  const advice = 'a resource of its own with two relations is';
  report.warn(placeOf(resource, name), `${name}: many to many is not generated yet for accounts; ${advice}`);
}

/** A name for its ids that nothing else has. */
function checkName({ name }: Link, resource: DraftResource, { report }: Draft): void {
  const ids = idsOf(name);
  const earlier = resource.links.slice(
    0,
    resource.links.findIndex((each) => each.name === name),
  );
  if (!earlier.some((each) => idsOf(each.name) === ids) && !resource.paths.has(ids)) return;
  report.error(
    placeOf(resource, name),
    `${resource.name} has "${ids}" twice: it is what the ids of ${name} are called`,
  );
}

/** Both resources may name a relation between them; the one that is named first has it. */
function isOtherSide(link: Link, resource: DraftResource, { byName, resources, report }: Draft): boolean {
  const target = byName.get(link.target)!;
  if (target.isAccount || resources.indexOf(target) >= resources.indexOf(resource)) return false;
  const first = target.links.find(
    (each) => each.target === resource.name && [undefined, link.name].includes(each.inverse),
  );
  const matches = first !== undefined && [undefined, first.name].includes(link.inverse);
  if (!matches) return false;
  first.inverse = link.name;
  report.assume(
    placeOf(resource, link.name),
    `${resource.name}.${link.name} is the other side of ${target.name}.${first.name}, whose routes change it`,
  );
  return true;
}
