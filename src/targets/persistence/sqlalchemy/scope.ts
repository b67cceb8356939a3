/** app/<resource>/scope.py: which rows a caller can reach, as conditions that every query starts from. */
import type { Grant, ResourcePlan, RowRule, ScopePlan } from '../../../plan/index.ts';
import { authModels } from '../../../plan/own-symbols.ts';
import { sa } from '../../../plan/symbols.ts';
import {
  doc,
  isPresent,
  type ModuleSpec,
  Name,
  paragraphs,
  type Part,
  py,
  type Sym,
  value,
} from '../../../python/index.ts';
import { sqlCondition } from './expressions.ts';

/** The scope module of a resource. */
export const scopeModule = (resource: ResourcePlan): ModuleSpec => ({
  path: `app/${resource.module}/scope.py`,
  doc: `Which ${resource.nouns} a caller can reach.`,
  body: paragraphs(
    lifeConditions(resource),
    resource.scopes.all.map((scope) => scopeFunction(scope, resource)),
  ),
});

const LIVE = new Name('_LIVE');
const DELETED = new Name('_DELETED');

/** Whether a row is deleted, as conditions that are made once. */
function lifeConditions(resource: ResourcePlan): Part {
  if (!resource.softDelete) return null;
  const { all } = resource.scopes;
  return py`
    ${all.some((scope) => !scope.deleted) && py`${LIVE} = ${resource.model}.deleted_at.is_(None)`}
    ${all.some((scope) => scope.deleted) && py`${DELETED} = ${resource.model}.deleted_at.is_not(None)`}
  `;
}

/** The function of a scope. */
export const scopeSymbol = (resource: ResourcePlan, scope: ScopePlan): Sym => resource.own('scope', scope.functionName);

const PURPOSES: Readonly<Record<ScopePlan['purpose'], (nouns: string) => string>> = {
  visible: (nouns) => `Select the ${nouns} that \`viewer\` may see.`,
  listed: (nouns) => `Select the ${nouns} that \`viewer\` may list.`,
  reachable: (nouns) => `Select the ${nouns} that \`viewer\` may see or change.`,
  deleted: (nouns) => `Select the deleted ${nouns} that \`viewer\` may restore.`,
};

function scopeFunction(scope: ScopePlan, resource: ResourcePlan): Part {
  const viewer = scope.viewer !== 'none' && py`viewer: ${authModels.User}${scope.viewer === 'optional' && py` | None`}`;
  const about = scope.viewer === 'none' ? publicAbout(scope, resource) : PURPOSES[scope.purpose](resource.nouns);
  return py`
    def ${new Name(scope.functionName)}(${[viewer]}) -> ${sa.ColumnElement}[bool]:
        ${doc(about)}
        ${body(scope, resource)}
  `;
}

const publicAbout = (scope: ScopePlan, resource: ResourcePlan): string =>
  scope.deleted ? `Select the deleted ${resource.nouns}.` : `Select the ${resource.nouns} that there are.`;

function body(scope: ScopePlan, resource: ResourcePlan): Part {
  const state = stateConditions(scope, resource);
  if (scope.access.everyRow && !(scope.deleted && scope.viewer === 'optional')) {
    const door = scope.deleted && scope.access.door.length > 0;
    if (!door) return py`return ${conjunction(state)}`;
  }
  const terms = accessTerms(scope, resource);
  const direct = terms.filter((term) => isDirect(term, scope)).map((term) => term.condition);
  const guarded = terms.filter((term) => !isDirect(term, scope));
  if (guarded.length === 0) return py`return ${conjunction([...state, disjunction(direct)])}`;
  return py`
    allowed: list[${sa.ColumnElement}[bool]] = [${direct.length > 0 ? direct : py`${sa.false}()`}]
    ${guardedTerms(guarded, scope.viewer === 'optional')}
    return ${conjunction([...state, py`${sa.or_}(*allowed)`])}
  `;
}

interface Term {
  /** Whether it counts for anyone, for known callers, or for those who hold a grant. */
  readonly counts: 'always' | 'for callers' | 'for holders';
  /** The Python condition that the caller holds the grant. */
  readonly holds?: Part;
  readonly condition: Part;
}

const isDirect = (term: Term, scope: ScopePlan): boolean =>
  term.counts === 'always' || (term.counts === 'for callers' && scope.viewer === 'required');

/** What the state of the row must be, apart from the caller. */
function stateConditions(scope: ScopePlan, resource: ResourcePlan): Part[] {
  const own = resource.softDelete ? [scope.deleted ? DELETED : LIVE] : [];
  const parents = resource.relations.filter(
    (each) => each.relation.onDelete === 'cascade' && each.target()?.softDelete && each.target() !== resource,
  );
  return [
    ...own,
    ...parents.map((each) => livingParent(each.attribute, each.relation.nullable, each.target()!, resource)),
  ];
}

/** A row of a deleted parent is as good as gone. */
function livingParent(attribute: string, nullable: boolean, parent: ResourcePlan, resource: ResourcePlan): Part {
  const key = py`${resource.model}.${new Name(attribute)}`;
  const exists = py`${sa.exists}().where(${[py`${parent.model}.id == ${key}`, py`${parent.model}.deleted_at.is_(None)`]})`;
  return nullable ? py`${sa.or_}(${[py`${key}.is_(None)`, exists]})` : exists;
}

function accessTerms(scope: ScopePlan, resource: ResourcePlan): Term[] {
  const { access } = scope;
  const everything = py`${sa.true}()`;
  const passes = access.everyRow ? access.door : access.passes;
  const everyCaller: Term[] =
    access.everyRow && access.door.length === 0 ? [{ counts: 'for callers', condition: everything }] : [];
  const holders: Term[] =
    passes.length > 0 ? [{ counts: 'for holders', holds: holdsOne(passes), condition: everything }] : [];
  return [...access.rows.map((rule) => rowTerm(rule, resource)), ...everyCaller, ...holders];
}

function holdsOne(grants: readonly Grant[]): Part {
  const texts = grants.map((grant) => `${grant.kind}:${grant.name}`);
  return texts.length === 1 ? py`${texts[0]} in viewer.grants` : py`not viewer.grants.isdisjoint(${value(texts)})`;
}

function rowTerm(rule: RowRule, resource: ResourcePlan): Term {
  const owns = py`${resource.model}.${new Name(resource.owner?.attribute ?? 'id')} == viewer.id`;
  const conditions = [rule.who === 'owner' && owns, rule.when && sqlCondition(rule.when, resource)].filter(isPresent);
  const condition = conjunction(conditions);
  if (rule.grant) return { counts: 'for holders', holds: holdsOne([rule.grant]), condition };
  const anyone = rule.who === 'public' && !mentionsCaller(rule);
  return { counts: anyone ? 'always' : 'for callers', condition };
}

const mentionsCaller = (rule: RowRule): boolean =>
  rule.when !== undefined && JSON.stringify(rule.when).includes('"me"');

/** Adds what depends on the caller; an anonymous one gets none of it. */
function guardedTerms(terms: readonly Term[], optional: boolean): Part {
  const [first] = terms;
  if (optional && terms.length === 1 && first!.holds) {
    return py`
      if viewer is not None and ${first!.holds}:
          allowed.append(${first!.condition})
    `;
  }
  const blocks = terms.map((term) =>
    term.holds
      ? py`
          if ${term.holds}:
              allowed.append(${term.condition})
        `
      : py`allowed.append(${term.condition})`,
  );
  if (!optional) return blocks;
  return py`
    if viewer is not None:
        ${blocks}
  `;
}

function disjunction(parts: readonly Part[]): Part {
  if (parts.length === 0) return py`${sa.false}()`;
  return parts.length === 1 ? parts[0] : py`${sa.or_}(${[...parts]})`;
}

function conjunction(parts: readonly Part[]): Part {
  if (parts.length === 0) return py`${sa.true}()`;
  return parts.length === 1 ? parts[0] : py`${sa.and_}(${[...parts]})`;
}
