/** The statements of the service of API keys, as users of Prisma Client Python write them. */
import { authModels, pagination } from '../../../plan/own-symbols.ts';
import { typing } from '../../../plan/symbols.ts';
import { Name, py } from '../../../python/index.ts';
import type { KeyStatements } from '../../types.ts';
import { columnTypes, database } from './symbols.ts';

const { ApiKey } = authModels;
const { columns, everything } = database;

const keys = py`${ApiKey}.prisma(self._db)`;

export const keyStatements: KeyStatements = {
  constants: () => py`
    # Ids are UUIDv7: they sort by time of creation.
    _NEWEST_FIRST = ${pagination.sort_orders}({"created_at": {"id": ${columnTypes.Id}}})["-created_at"]
  `,
  insert: py`await ${keys}.create(data=${everything}(key))`,
  store: (attributes) => py`
    await ${keys}.update(
        where={"id": str(key.id)}, data=${columns}(${[py`key`, ...attributes]})
    )
  `,
  own: py`
    await ${keys}.find_first(
        where={"id": str(key_id), "user_id": str(user.id), "revoked_at": None}
    )
  `,
  page: ({ has }) => py`
    await paginator.page(
        ${pagination.Rows}(${keys}, [{"user_id": str(user.id), "revoked_at": None}]),
        query=query,
        order=_NEWEST_FIRST,
        ${has.loadTuning && py`viewer_id=user.id,`}
    )
  `,
  holder: ({ account }) => {
    const lists = account.lists.map((each) => py`${each.list!.rows}: True`);
    const user = lists.length > 0 ? py`{"include": {${lists}}}` : py`True`;
    return py`
      await ${keys}.find_first(
          where={"key_hash": hashed, "revoked_at": None}, include={"user": ${user}}
      )
    `;
  },
  // It was fetched with the key.
  unpack: py`key, user = found, ${typing.cast}("${new Name('User')}", found.user)`,
  narrow: py`user.scopes = sorted(set(user.scopes) & set(key.scopes))`,
};
