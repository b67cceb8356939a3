/** The statements of the service of API keys, as users of Tortoise write them. */
import { authModels, pagination } from '../../../plan/own-symbols.ts';
import { uuids } from '../../../plan/symbols.ts';
import { py } from '../../../python/index.ts';
import type { KeyStatements } from '../../types.ts';
import { accountLists } from './account-lists.ts';

const { ApiKey } = authModels;

export const keyStatements: KeyStatements = {
  constants: () => py`
    # Ids are UUIDv7: they sort by time of creation.
    _NEWEST_FIRST = ${pagination.sort_orders}({"created_at": {"id": ${uuids.UUID}}})["-created_at"]
  `,
  insert: py`await key.save()`,
  store: (attributes) => py`await key.save(update_fields=[${[...attributes]}])`,
  own: py`await ${ApiKey}.get_or_none(id=key_id, user_id=user.id, revoked_at__isnull=True)`,
  page: ({ has }) => py`
    await paginator.page(
        ${ApiKey}.filter(user_id=user.id, revoked_at__isnull=True),
        query=query,
        order=_NEWEST_FIRST,
        ${has.loadTuning && py`viewer_id=user.id,`}
    )
  `,
  holder: (plan) => {
    const lists = accountLists(plan).map((each) => `user__${each.list!.rows}`);
    return py`
      await ${ApiKey}.get_or_none(key_hash=hashed, revoked_at__isnull=True).select_related("user")${lists.length > 0 && py`.prefetch_related(${lists})`}
    `;
  },
  unpack: py`key, user = found, found.user`,
  narrow: py`user.scopes = sorted(set(user.scopes) & set(key.scopes))`,
};
