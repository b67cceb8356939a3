/** A key in the header `X-API-Key`. */
import { authExceptions, authModels } from '../../../plan/own-symbols.ts';
import { fastapi, fastapiSecurity, typing } from '../../../plan/symbols.ts';
import { Name, py } from '../../../python/index.ts';
import type { Credential } from '../accounts/dependencies.ts';

const { User } = authModels;

export const apiKey: Credential = {
  scheme: new Name('_header'),
  definition: py`
    _header = ${fastapiSecurity.APIKeyHeader}(
        name="X-API-Key", auto_error=False, description="A key of an account."
    )
  `,
  alias: new Name('_Key'),
  variable: new Name('key'),
  serviceArguments: [],
  read: py`key = request.headers.get("X-API-Key")`,
  refusal: authExceptions.ForbiddenError,
};

/** The caller, where keys are made and changed: one with a key that may do all that its account may. */
export const keyManager = py`


  async def get_key_manager(key: _Key, service: AuthServiceDep) -> ${User}:
      """Provide the caller; a key that is limited to scopes cannot make another that is not."""
      if key is None:
          raise ${authExceptions.AuthenticationError}
      return await service.authenticate_manager(key)


  KeyManager = ${typing.Annotated}[${User}, ${fastapi.Depends}(get_key_manager)]
`;
