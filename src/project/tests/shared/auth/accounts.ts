/** How tests make accounts. */
import { authModels, authSchemas } from '../../../../plan/own-symbols.ts';
import { fastapi, typing } from '../../../../plan/symbols.ts';
import { doc, Name, type Part, py } from '../../../../python/index.ts';
import { samplesOf } from '../../samples/index.ts';
import type { Suite } from '../../suite.ts';

const { Any } = typing;
const { FastAPI } = fastapi;
const { User } = authModels;

/** The function that makes the body of a new account: what it must hold, and `secret`. */
export function credentials({ plan }: Suite, secret: Part): Part {
  const required = plan.account.fields.filter(
    ({ field }) => field.required || (field.unique && !field.nullable && !field.readOnly),
  );
  const entries = required.map((each) => py`${each.json}: ${samplesOf(each).fresh.code}`);
  const numbered = required.some((each) => samplesOf(each).fresh.numbered);
  const email = numbered ? py`f"user{number}@example.com"` : py`f"user{next(numbers)}@example.com"`;
  return py`
    def credentials(**overrides: ${Any}) -> Json:
        """The body of a valid registration; every call is different."""
        ${numbered && py`number = next(numbers)`}
        return {${[py`"email": ${email}`, secret, ...entries, py`**overrides`]}}
  `;
}

/** What accounts have besides their address and the fields of the design. */
interface AccountSecret {
  /** The docstring of `create_user`. */
  readonly about: string;
  /** An argument of `model_dump`: what of a body is no column. */
  readonly left: Part;
  /** An argument that makes the account. */
  readonly columns: Part;
}

/** The function that stores an account. */
export function createUser(
  { plan, grants, persistence: { flow, tests } }: Suite,
  { about, left, columns }: AccountSecret,
): Part {
  const granted = grants.length > 0;
  const own = plan.account.fields.some(({ field }) => !field.readOnly);
  const parameters = [py`app: ${FastAPI}`, granted && py`**columns: ${Any}`];
  const values = own ? py`**data.model_dump(${left})` : py`email=credentials()["email"]`;
  return py`
    async def create_user(${parameters}) -> ${User}:
        ${doc(about)}
        ${own && py`data = ${authSchemas.UserCreate}.model_validate(credentials())`}
        ${flow.part(py`
        ${tests.insert(new Name('user'), User, [values, columns, granted && py`**columns`])}
        `)}
  `;
}
