/** Tests of what happens to rows when the row that they refer to is deleted. */
import type { RelationPlan } from '../../../plan/index.ts';
import { fstring, isPresent, Name, type Part, py } from '../../../python/index.ts';
import { inUse, notFound } from '../../resource/exceptions.ts';
import type { ResourceSuite, Suite } from '../suite.ts';
import { helpers } from '../symbols.ts';
import { factoryOf } from './factory.ts';
import { keywords } from './parts.ts';

const { Caller, assert_problem } = helpers;

/** A relation of this resource to one whose rows can be deleted. */
interface Bond {
  readonly child: ResourceSuite;
  readonly parent: ResourceSuite;
  readonly plan: RelationPlan;
}

/** Tests of every relation of a resource, from the side of the row that refers to another one. */
export function childTests(child: ResourceSuite, suite: Suite): Part[] {
  if (!child.able.has('create') || !child.able.has('get')) return [];
  const { resource } = child;
  return resource.relations
    .filter((plan) => plan !== resource.owner && !plan.relation.readOnly)
    .flatMap((plan) => {
      const parent = suite.resources.find((each) => each.resource === plan.target());
      return parent?.able.has('delete') && parent !== child ? bondTests({ child, parent, plan }) : [];
    })
    .filter(isPresent);
}

function bondTests(bond: Bond): Part[] {
  const { onDelete } = bond.plan.relation;
  if (bond.parent.resource.softDelete) return onDelete === 'cascade' ? [hidesChildren(bond)] : [];
  if (onDelete === 'restrict') return [refuses(bond)];
  return onDelete === 'cascade' ? [deletesChildren(bond)] : [emptiesChildren(bond)];
}

const relationName = ({ plan }: Bond): Name => new Name(plan.relation.name);

/** A parent, a row that refers to it, and the paths of both. */
const scene = ({ child, plan, parent }: Bond): Part => py`
  parent = await ${factoryOf(plan)}(${child.who})
  child = await ${child.create}(${[child.who, keywords([[plan.json, py`parent["id"]`]])]})
  parent_url, child_url = ${fstring(parent.url, '/', py`parent['id']`)}, ${fstring(child.url, '/', py`child['id']`)}
`;

const head = (bond: Bond, id: string): Part => py`
  async def test_${relationName(bond)}_${new Name(id)}(${bond.child.who}: ${Caller}) -> None:
`;

const gone = ({ child }: Bond): Part =>
  py`${assert_problem}(await ${child.who}.get(child_url), 404, ${notFound(child.resource).code})`;

const refuses = (bond: Bond): Part => py`
  ${head(bond, 'cannot_be_deleted_while_it_is_used')}
      ${scene(bond)}

      response = await ${bond.child.who}.delete(parent_url)

      ${assert_problem}(response, 409, ${inUse(bond.parent.resource).code})
      assert (await ${bond.child.who}.get(child_url)).json() == child
      ${bond.parent.able.has('get') && py`assert (await ${bond.child.who}.get(parent_url)).status_code == 200`}
`;

const deletesChildren = (bond: Bond): Part => py`
  ${head(bond, 'takes_its_rows_along')}
      ${scene(bond)}

      response = await ${bond.child.who}.delete(parent_url)

      assert response.status_code == 204
      ${gone(bond)}
`;

const emptiesChildren = (bond: Bond): Part => py`
  ${head(bond, 'is_empty_after_its_deletion')}
      ${scene(bond)}

      response = await ${bond.child.who}.delete(parent_url)

      assert response.status_code == 204
      assert (await ${bond.child.who}.get(child_url)).json()[${bond.plan.json}] is None
`;

/** Rows of a deleted parent are as good as gone until it is restored. */
const hidesChildren = (bond: Bond): Part => {
  const { child, parent } = bond;
  const { who, able } = child;
  const missing = (call: Part): Part => py`${assert_problem}(await ${call}, 404, ${notFound(child.resource).code})`;
  return py`
    ${head(bond, 'hides_its_rows_while_it_is_deleted')}
        ${scene(bond)}

        await ${who}.delete(parent_url)

        ${gone(bond)}
        ${able.has('update') && missing(py`${who}.patch(child_url, json={})`)}
        ${able.has('delete') && missing(py`${who}.delete(child_url)`)}
        ${able.has('list') && py`assert (await ${who}.get(${child.url})).json()["items"] == []`}
        ${
          parent.able.has('restore') &&
          py`
            await ${who}.post(f"{parent_url}/restore")
            assert (await ${who}.get(child_url)).json() == child
          `
        }
  `;
};
