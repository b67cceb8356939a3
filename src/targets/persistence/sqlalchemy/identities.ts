/** The statements of the service of accounts that an issuer vouches for, as users of SQLAlchemy write them. */
import { authModels } from '../../../plan/own-symbols.ts';
import { sa } from '../../../plan/symbols.ts';
import { py } from '../../../python/index.ts';
import type { IdentityStatements } from '../../types.ts';

const { User } = authModels;

const ofSubject = py`${sa.select}(${User}).where(${User}.issuer == claims.iss, ${User}.subject == claims.sub)`;

export const identityStatements: IdentityStatements = {
  holder: () => py`await self._session.scalar(${ofSubject})`,
  returnOther: () => py`
    await self._session.rollback()
    return (await self._session.scalars(${ofSubject})).one()
  `,
};
