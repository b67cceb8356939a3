/** app/<resource>/scope.py: which rows a caller can reach. What is the same whatever prints the conditions. */
import type { Expr } from '../../../design/api-design.ts';
import type { Grant, ResourcePlan, RowRule, ScopePlan } from '../../../plan/index.ts';
import { authModels } from '../../../plan/own-symbols.ts';
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

/** How a library writes conditions over rows. */
export interface ScopeWriter {
  /** What the functions give. */
  returns(resource: ResourcePlan): Part;
  /** The type of a condition. */
  condition(resource: ResourcePlan): Part;
  readonly everything: Part;
  readonly nothing: Part;
  /** Definitions at the level of the module. */
  definitions(resource: ResourcePlan): Part;
  /** Conditions that the state of a row must fulfil, apart from the caller. */
  state(scope: ScopePlan, resource: ResourcePlan): readonly Part[];
  /** That the caller owns the row. */
  owns(resource: ResourcePlan): Part;
  /** A condition of the design. */
  of(expr: Expr, resource: ResourcePlan): Part;
  /** All of several conditions, of which there is at least one. */
  both(conditions: readonly Part[]): Part;
  /** One of several conditions. */
  either(conditions: readonly Part[]): Part;
  /** One of the conditions of a list. */
  anyOf(conditions: Name): Part;
  /** What a function gives for its conditions. */
  result(conditions: readonly Part[], resource: ResourcePlan): Part;
}

/** The scope module of a resource. */
export const scopeModule = (resource: ResourcePlan, writer: ScopeWriter): ModuleSpec => ({
  path: `app/${resource.module}/scope.py`,
  doc: `Which ${resource.nouns} a caller can reach.`,
  body: paragraphs(
    writer.definitions(resource),
    resource.scopes.all.map((scope) => scopeFunction(scope, resource, writer)),
  ),
});

/** The function of a scope. */
export const scopeSymbol = (resource: ResourcePlan, scope: ScopePlan): Sym => resource.own('scope', scope.functionName);

const PURPOSES: Readonly<Record<ScopePlan['purpose'], (nouns: string) => string>> = {
  visible: (nouns) => `Select the ${nouns} that \`viewer\` may see.`,
  listed: (nouns) => `Select the ${nouns} that \`viewer\` may list.`,
  reachable: (nouns) => `Select the ${nouns} that \`viewer\` may see or change.`,
  deleted: (nouns) => `Select the deleted ${nouns} that \`viewer\` may restore.`,
};

function scopeFunction(scope: ScopePlan, resource: ResourcePlan, writer: ScopeWriter): Part {
  const viewer = scope.viewer !== 'none' && py`viewer: ${authModels.User}${scope.viewer === 'optional' && py` | None`}`;
  const about = scope.viewer === 'none' ? publicAbout(scope, resource) : PURPOSES[scope.purpose](resource.nouns);
  return py`
    def ${new Name(scope.functionName)}(${[viewer]}) -> ${writer.returns(resource)}:
        ${doc(about)}
        ${body(scope, resource, writer)}
  `;
}

const publicAbout = (scope: ScopePlan, resource: ResourcePlan): string =>
  scope.deleted ? `Select the deleted ${resource.nouns}.` : `Select the ${resource.nouns} that there are.`;

function body(scope: ScopePlan, resource: ResourcePlan, writer: ScopeWriter): Part {
  const state = writer.state(scope, resource);
  if (scope.access.everyRow && !(scope.deleted && scope.viewer === 'optional')) {
    const door = scope.deleted && scope.access.door.length > 0;
    if (!door) return py`return ${writer.result(state, resource)}`;
  }
  const terms = accessTerms(scope, resource, writer);
  const direct = terms.filter((term) => isDirect(term, scope)).map((term) => term.condition);
  const guarded = terms.filter((term) => !isDirect(term, scope));
  if (guarded.length === 0) return py`return ${writer.result([...state, oneOf(direct, writer)], resource)}`;
  return py`
    allowed: list[${writer.condition(resource)}] = [${direct.length > 0 ? direct : writer.nothing}]
    ${guardedTerms(guarded, scope.viewer === 'optional')}
    return ${writer.result([...state, writer.anyOf(new Name('allowed'))], resource)}
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

function accessTerms(scope: ScopePlan, resource: ResourcePlan, writer: ScopeWriter): Term[] {
  const { access } = scope;
  const { everything } = writer;
  const passes = access.everyRow ? access.door : access.passes;
  const everyCaller: Term[] =
    access.everyRow && access.door.length === 0 ? [{ counts: 'for callers', condition: everything }] : [];
  const holders: Term[] =
    passes.length > 0 ? [{ counts: 'for holders', holds: holdsOne(passes), condition: everything }] : [];
  return [...access.rows.map((rule) => rowTerm(rule, resource, writer)), ...everyCaller, ...holders];
}

function holdsOne(grants: readonly Grant[]): Part {
  const texts = grants.map((grant) => `${grant.kind}:${grant.name}`);
  return texts.length === 1 ? py`${texts[0]} in viewer.grants` : py`not viewer.grants.isdisjoint(${value(texts)})`;
}

function rowTerm(rule: RowRule, resource: ResourcePlan, writer: ScopeWriter): Term {
  const conditions = [
    rule.who === 'owner' && writer.owns(resource),
    rule.when && writer.of(rule.when, resource),
  ].filter(isPresent);
  const condition = conditions.length === 0 ? writer.everything : writer.both(conditions);
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

function oneOf(conditions: readonly Part[], writer: ScopeWriter): Part {
  if (conditions.length === 0) return writer.nothing;
  return conditions.length === 1 ? conditions[0] : writer.either(conditions);
}
