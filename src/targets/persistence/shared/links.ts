/** Methods of services that link rows to others, whatever runs the queries. */
import { article, changesLinks, type LinkedField, type ResourcePlan, words } from '../../../plan/index.ts';
import { abc, uuids } from '../../../plan/symbols.ts';
import { doc, Name, type Part, py } from '../../../python/index.ts';
import { viewerArgument, viewerParameter } from './viewers.ts';

const { Sequence, Set } = abc;

/** Prints what a library knows of links. */
export interface LinkWriter {
  /** Statements: return the ids among `ids` of rows that the viewer may see. */
  known(field: LinkedField): Part;
  /** Statements: link a row to the other one, which it is not linked to. */
  add(field: LinkedField, resource: ResourcePlan): Part;
  /** Statements: end that. */
  remove(field: LinkedField, resource: ResourcePlan): Part;
}

/** The name of the variable with the id of the other row. */
export const linkedId = ({ list }: LinkedField): Name => new Name(list.value);

const scopeOf = ({ link }: LinkedField) => link.target().scopes.visible;
const knownMethod = ({ link }: LinkedField): Name => new Name(`_known_${link.link.name}`);

/** Expression: the ids among `ids` of rows that the viewer may see. */
export const knownCall = (field: LinkedField, ids: Part): Part =>
  py`await self.${knownMethod(field)}(${[ids, viewerArgument(scopeOf(field))]})`;

/** The methods that change what a row is linked to, one by one. */
export const linkMethods = (resource: ResourcePlan, writer: LinkWriter): Part[] =>
  changesLinks(resource)
    ? resource.links.flatMap((field) => [
        linkMethod(field, resource, true, writer.add(field, resource)),
        linkMethod(field, resource, false, writer.remove(field, resource)),
      ])
    : [];

/** The methods that find which rows there are to link to. */
export const knownMethods = ({ links, operations }: ResourcePlan, writer: LinkWriter): Part[] =>
  operations.has('create') || operations.has('update')
    ? links.map(
        (field) => py`
          async def ${knownMethod(field)}(${[py`self`, py`ids: ${Sequence}[${uuids.UUID}]`, viewerParameter(scopeOf(field))]}) -> ${Set}[${uuids.UUID}]:
              ${writer.known(field)}
        `,
      )
    : [];

function linkMethod(field: LinkedField, resource: ResourcePlan, adds: boolean, change: Part): Part {
  const { link } = field;
  const { row, aNoun, noun } = resource;
  const one = words(link.singular);
  const id = linkedId(field);
  const has = py`${id} ${new Name(adds ? 'not in' : 'in')} ${row}.${new Name(field.attribute)}`;
  const about = adds
    ? `Add ${article(one)} to ${aNoun}; nothing changes if it is there.`
    : `Remove ${article(one)} from ${aNoun}; nothing changes if the ${noun} does not have it.`;
  const parameters = [
    py`self`,
    py`${row}: ${resource.model}`,
    py`${id}: ${uuids.UUID}`,
    viewerParameter(scopeOf(field)),
  ];
  const target = link.target();
  return py`
    async def ${new Name(`${adds ? 'add' : 'remove'}_${link.singular}`)}(${parameters}) -> None:
        ${doc(about, 8)}
        if not ${knownCall(field, py`[${id}]`)}:
            raise ${target.own('exceptions', `${target.className}NotFoundError`)}
        if ${has}:
            ${change}
  `;
}
