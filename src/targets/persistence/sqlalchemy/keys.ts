/** The statements of the service of API keys, as users of SQLAlchemy write them. */
import type { ServicePlan } from '../../../plan/index.ts';
import { authModels, pagination } from '../../../plan/own-symbols.ts';
import { ormAttributes, sa } from '../../../plan/symbols.ts';
import { py } from '../../../python/index.ts';
import type { KeyStatements } from '../../types.ts';

const { ApiKey, User } = authModels;

const commit = py`await self._session.commit()`;

export const keyStatements: KeyStatements = {
  constants: ({ hasScopes }: ServicePlan) => py`
    _KEYS = ${sa.select}(
        ${ApiKey}.id,
        ${ApiKey}.name,
        ${ApiKey}.prefix,
        ${hasScopes && py`${ApiKey}.scopes,`}
        ${ApiKey}.created_at,
        ${ApiKey}.expires_at,
        ${ApiKey}.last_used_at,
    )

    # Ids are UUIDv7: they sort by time of creation.
    _NEWEST_FIRST = ${pagination.sort_orders}({"created_at": (${ApiKey}.id,)})["-created_at"]
  `,
  insert: py`
    self._session.add(key)
    ${commit}
  `,
  store: () => commit,
  own: py`
    await self._session.scalar(
        ${sa.select}(${ApiKey}).where(
            ${ApiKey}.id == key_id, ${ApiKey}.user_id == user.id, ${ApiKey}.revoked_at.is_(None)
        )
    )
  `,
  page: ({ has }) => py`
    await paginator.page(
        self._session,
        _KEYS.where(${ApiKey}.user_id == user.id, ${ApiKey}.revoked_at.is_(None)),
        query=query,
        order=_NEWEST_FIRST,
        ${has.loadTuning && py`viewer_id=user.id,`}
    )
  `,
  holder: () => py`
    (
        await self._session.execute(
            ${sa.select}(${ApiKey}, ${User})
            .join(${User}, ${User}.id == ${ApiKey}.user_id)
            .where(${ApiKey}.key_hash == hashed, ${ApiKey}.revoked_at.is_(None))
        )
    ).one_or_none()
  `,
  unpack: py`key, user = found`,
  narrow: py`
    ${ormAttributes.set_committed_value}(user, "scopes", sorted(set(user.scopes) & set(key.scopes)))
  `,
};
