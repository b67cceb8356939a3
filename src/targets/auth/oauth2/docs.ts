/** How the documentation logs in at the issuer. */
import { config } from '../../../plan/own-symbols.ts';
import { typing } from '../../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';

const { Any } = typing;
const { Settings } = config;

/** app/auth/docs.py. */
export const docsModule: ModuleSpec = {
  path: 'app/auth/docs.py',
  doc: 'How the documentation logs in at the issuer.',
  body: py`
    def declare_issuer(schema: dict[str, ${Any}], settings: ${Settings}) -> None:
        """Fill in where the issuer is."""
        scheme = schema["components"]["securitySchemes"]["OAuth2AuthorizationCodeBearer"]
        scheme["flows"]["authorizationCode"] |= {
            "authorizationUrl": settings.oidc_authorization_url,
            "tokenUrl": settings.oidc_token_url,
        }


    def login_dialog(settings: ${Settings}) -> dict[str, ${Any}]:
        """Configure the "Authorize" dialog of /docs: a public client, with PKCE."""
        return {"clientId": settings.oidc_client_id, "usePkceWithAuthorizationCodeGrant": True}
  `,
};
