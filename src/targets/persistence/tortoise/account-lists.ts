/** Lists of accounts: rows of their own, which are stored and fetched beside the account. */
import type { FieldPlan, ServicePlan } from '../../../plan/index.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import { storeMethod } from './models.ts';
import { transactions } from './symbols.ts';

/** The fields of accounts that are lists. */
export const accountLists = ({ account }: ServicePlan): readonly FieldPlan[] => account.lists;

/** Fetches the values of lists with accounts. */
export const prefetchLists = (plan: ServicePlan): Part =>
  accountLists(plan).length > 0 && py`.prefetch_related(${accountLists(plan).map((each) => each.list!.rows)})`;

/** Fields that the constructor of an account does not take: lists, and JSON, of which it would take the text. */
export const apart = (plan: ServicePlan): readonly FieldPlan[] =>
  plan.account.fields.filter((each) => isGiven(each, plan) && (each.list !== undefined || each.field.type === 'json'));

/** Whether a new account gets a value of `data`. */
const isGiven = ({ field }: FieldPlan, { accountTables }: ServicePlan): boolean =>
  !field.readOnly && !accountTables.bare;

/** Gives a new account its JSON. */
export const setDocuments = (plan: ServicePlan): Part[] =>
  apart(plan)
    .filter((each) => !each.list)
    .map((each) => py`user.${new Name(each.attribute)} = data.${new Name(each.attribute)}`);

/** Stores a new account with \`save\`, and its lists with it. */
export function insertWithLists(plan: ServicePlan, save: Part): Part {
  const lists = accountLists(plan);
  if (lists.length === 0) return save;
  return py`
    async with ${transactions.in_transaction}():
        ${save}
        ${lists.map((each) =>
          isGiven(each, plan)
            ? py`await user.${storeMethod(each)}(data.${new Name(each.attribute)})`
            : py`await user.fetch_related(${each.list!.rows})`,
        )}
  `;
}

/** Stores \`changes\` of an account with \`save\`, the lists among them in tables of their own. */
export function updateWithLists(plan: ServicePlan, save: Part): Part {
  const lists = accountLists(plan).filter(({ field }) => !field.readOnly && !field.immutable);
  if (lists.length === 0) return save;
  return py`
    async with ${transactions.in_transaction}():
        ${lists.map(
          (each) => py`
            if ${each.attribute} in changes:
                await user.${storeMethod(each)}(changes.pop(${each.attribute}))
          `,
        )}
        ${save}
  `;
}
