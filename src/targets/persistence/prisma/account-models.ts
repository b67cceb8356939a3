/** app/auth/models.py: accounts, and what belongs to them. */
import type { AccountTable, ServicePlan } from '../../../plan/index.ts';
import { abc, pydantic } from '../../../plan/symbols.ts';
import { doc, type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import { grantsProperty } from '../shared/accounts.ts';
import { accountTable as sharedAccountTable } from '../shared/tables.ts';
import { columnLine, listClass, listMembers, listRelation } from './models.ts';
import { type Provider, providerOf } from './providers.ts';
import { type Column, ownTable } from './schema.ts';
import { base } from './symbols.ts';

/** The models of the accounts. */
export function accountModelsModule(plan: ServicePlan): ModuleSpec {
  const { account } = plan;
  const provider = providerOf(plan);
  return {
    path: 'app/auth/models.py',
    doc: 'Rows of the auth domain.',
    locals: account.fields.map((field) => field.attribute),
    body: paragraphs(
      account.lists.map((field) => listClass(field, 'account', provider)),
      userClass(plan, provider),
      plan.accountTables.own.map((table) => ownClass(table, provider)),
    ),
  };
}

function userClass(plan: ServicePlan, provider: Provider): Part {
  const { account } = plan;
  return py`
    class User(${base('User')}):
        ${doc(plan.design.account.description ?? 'An account.')}

        ${sharedAccountTable(plan, provider.types).columns.map((column) => grantColumn(column) ?? columnLine(column, account.fields, plan.accountTables.bare))}
        ${account.lists.map(listRelation)}

        ${paragraphs(
          account.lists.map((field) => listMembers(field, provider)),
          passing(plan),
          (plan.hasRoles || plan.hasScopes) && grantsProperty(plan),
        )}
  `;
}

/** Roles and scopes that no column keeps, as properties: attributes of a model are what the client reads. */
function passing({ accountTables, hasRoles, hasScopes }: ServicePlan): Part {
  if (accountTables.keepsGrants) return null;
  const names = [...(hasRoles ? ['roles'] : []), ...(hasScopes ? ['scopes'] : [])];
  return paragraphs(
    names.map((id) => {
      const [name, kept] = [new Name(id), new Name(`_${id}`)];
      return py`
        ${kept}: ${abc.Sequence}[str] = ${pydantic.PrivateAttr}(default=())

        @property
        def ${name}(self) -> ${abc.Sequence}[str]:
            ${doc(`The ${id} that the request proves; they are not stored.`, 12)}
            return self.${kept}

        @${name}.setter
        def ${name}(self, ${name}: ${abc.Sequence}[str]) -> None:
            self.${kept} = ${name}
      `;
    }),
  );
}

/** The columns of what an account is given. */
function grantColumn({ name, type }: Column): Part | undefined {
  if (name !== 'roles' && name !== 'scopes') return undefined;
  return py`${new Name(name)}: ${type.python} = ${pydantic.Field}(default_factory=list[str])`;
}

function ownClass(given: AccountTable, provider: Provider): Part {
  const { model, columns, relations } = ownTable(given, provider);
  // What is found by a value of its own brings its account along.
  const isFoundAlone = given.columns.some(({ unique }) => unique);
  return py`
    class ${new Name(model)}(${base(model)}):
        ${doc(given.about)}

        ${columns.map((column) => columnLine(column, []))}
        ${isFoundAlone && relations.map(({ field }) => py`${new Name(field)}: User | None = None`)}
  `;
}
