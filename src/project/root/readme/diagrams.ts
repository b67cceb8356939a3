/** Diagrams in Mermaid: people would rather look than read. */
import type { LinkedField, RelationPlan, ResourcePlan, ServicePlan } from '../../../plan/index.ts';

/** What refers to what, and how rows go from state to state. */
export function diagrams(plan: ServicePlan): string[] {
  const relations = plan.resources.flatMap((each) => each.relations.map((relation) => relationLine(relation, each)));
  const links = plan.resources.flatMap((each) => each.links.map(linkLine));
  const parts = [
    ...(relations.length + links.length > 0 ? [mermaid('erDiagram', [...relations, ...links])] : []),
    ...plan.resources.flatMap((each) => stateDiagram(each)),
  ];
  return parts.length > 0 ? [`## At a glance\n\n${parts.join('\n\n')}`] : [];
}

const mermaid = (kind: string, lines: readonly string[]): string =>
  `\`\`\`mermaid\n${kind}\n${lines.map((line) => `    ${line}`).join('\n')}\n\`\`\``;

/** `User ||--o{ Post : author`. Names of the design are letters, digits and underscores. */
function relationLine({ relation, target }: RelationPlan, { className }: ResourcePlan): string {
  const one = relation.nullable ? '|o' : '||';
  const many = relation.unique ? 'o|' : 'o{';
  return `${target()?.className ?? 'User'} ${one}--${many} ${className} : ${relation.name}`;
}

/** `Post }o--o{ Tag : tags`. */
const linkLine = ({ link }: LinkedField): string =>
  `${link.source().className} }o--o{ ${link.target().className} : ${link.link.name}`;

/** The states of a resource of which routes move rows from one to another. */
function stateDiagram({ resource, actions, noun }: ResourcePlan): string[] {
  const { states } = resource;
  const moves = actions.flatMap(({ transition }) => (transition ? [transition] : []));
  if (!states || moves.length === 0) return [];
  const idOf = (state: string): string => {
    const isPlain = /^[a-z]\w*$/.test(state) && !RESERVED.has(state);
    return isPlain ? state : `state_${states.values.indexOf(state) + 1}`;
  };
  const aliases = states.values
    .filter((state) => idOf(state) !== state)
    .map((state) => `state "${state.replaceAll('"', "'")}" as ${idOf(state)}`);
  const lines = moves.flatMap(({ from, to, action }) =>
    from.map((state) => `${idOf(state)} --> ${idOf(to)} : ${action}`),
  );
  const start = `[*] --> ${idOf(states.initial)}`;
  return [
    `The ${states.field.replaceAll('_', ' ')} of the ${noun}:\n\n${mermaid('stateDiagram-v2', [...aliases, start, ...lines])}`,
  ];
}

/** Words that mean something in a diagram of states. */
const RESERVED = new Set('as choice class classDef direction end fork join note state style'.split(' '));
