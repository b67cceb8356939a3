/** Tables of the auth domain. */
import { type ModuleSpec, py } from '../../../python/index.ts';
import { database } from '../../../plan/own-symbols.ts';
import { dates, orm, sa, uuidUtils, uuids } from '../../../plan/symbols.ts';

const { datetime } = dates;
const { UUID } = uuids;
const { ForeignKey, String } = sa;
const { Mapped, mapped_column } = orm;
const { uuid7 } = uuidUtils;
const { Base, utc_now } = database;

/** app/auth/models.py. */
export const modelsModule = (): ModuleSpec => ({
  path: 'app/auth/models.py',
  doc: 'Tables of the auth domain.',
  body: py`
    class User(${Base}):
        """An account."""

        __tablename__ = "users"

        id: ${Mapped}[${UUID}] = ${mapped_column}(primary_key=True, default=${uuid7})
        email: ${Mapped}[str] = ${mapped_column}(${String}(254), unique=True)
        password_hash: ${Mapped}[str] = ${mapped_column}(${String}(255))
        created_at: ${Mapped}[${datetime}] = ${mapped_column}(default=${utc_now})


    class LoginSession(${Base}):
        """One login. \`refresh_id\` is the id of the only refresh token that is still good."""

        __tablename__ = "login_sessions"

        id: ${Mapped}[${UUID}] = ${mapped_column}(primary_key=True, default=${uuid7})
        user_id: ${Mapped}[${UUID}] = ${mapped_column}(${ForeignKey}("users.id", ondelete="CASCADE"), index=True)
        refresh_id: ${Mapped}[${UUID}]
        created_at: ${Mapped}[${datetime}] = ${mapped_column}(default=${utc_now})
        revoked_at: ${Mapped}[${datetime} | None]
  `,
});
