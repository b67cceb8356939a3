/** tests/issuer.py: an issuer on a real port, and the tokens that it gives. */
import { config } from '../../../../../plan/own-symbols.ts';
import {
  cryptographyKeys,
  httpServers,
  jwtAlgorithms,
  modules,
  threading,
  typing,
  typingExtensions,
} from '../../../../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../../../../python/index.ts';

const { json, jwt, logging, time } = modules;
const { Any } = typing;
const { ec, rsa } = cryptographyKeys;
const { BaseHTTPRequestHandler, ThreadingHTTPServer } = httpServers;
const { override } = typingExtensions;

/** The module of the issuer. */
export const issuerModule: ModuleSpec = {
  path: 'tests/issuer.py',
  doc: 'An OpenID Connect issuer on a port of this machine: it signs, rotates its keys and misbehaves.',
  body: py`
    Json = dict[str, ${Any}]

    AUDIENCE = "tests"


    class SigningKey:
        """A pair of keys, called \`key_id\`."""

        def __init__(self, key_id: str, algorithm: str = "RS256", bits: int = 2048) -> None:
            self.key_id = key_id
            self.algorithm = algorithm
            self.private = (
                ${rsa}.generate_private_key(65537, bits)
                if algorithm == "RS256"
                else ${ec}.generate_private_key(${ec}.SECP256R1())
            )

        def public(self, **changes: ${Any}) -> Json:
            """The key as the issuer publishes it; members can be changed or (None) left out."""
            key = self.private.public_key()
            jwk = (
                ${jwtAlgorithms.RSAAlgorithm}.to_jwk(key, as_dict=True)
                if isinstance(key, ${rsa}.RSAPublicKey)
                else ${jwtAlgorithms.ECAlgorithm}.to_jwk(key, as_dict=True)
            )
            members = {**jwk, "kid": self.key_id, "use": "sig", "alg": self.algorithm} | changes
            return {name: value for name, value in members.items() if value is not None}

        def sign(self, claims: Json, **header: ${Any}) -> str:
            """Sign a token; \`header\` replaces what it says of itself."""
            return ${jwt}.encode(
                claims, self.private, self.algorithm, {"kid": self.key_id, "typ": "at+jwt", **header}
            )


    TRUSTED = SigningKey("trusted")


    def claims(settings: ${config.Settings}, **changes: ${Any}) -> Json:
        """What a good token says; claims can be changed or (None) left out."""
        now = int(${time}.time())
        registered = {"iss": settings.oidc_issuer, "aud": settings.oidc_audience, "sub": "somebody"}
        every = {**registered, "iat": now, "exp": now + 300, **changes}
        return {name: value for name, value in every.items() if value is not None}


    def access_token(settings: ${config.Settings}, **changes: ${Any}) -> str:
        """A token that the trusted key signs."""
        return TRUSTED.sign(claims(settings, **changes))


    class Issuer(${ThreadingHTTPServer}):
        """Publishes keys, or whatever else it is told to answer."""

        def __init__(self, *keys: SigningKey) -> None:
            super().__init__(("127.0.0.1", 0), _Handler)
            self.url = f"http://127.0.0.1:{self.server_port}"
            self.status = 200
            self.body = b""
            self.delay = 0.0
            self.requests = 0
            self.asked = ${threading.Event}()
            self.publish(*(key.public() for key in keys))
            ${threading.Thread}(target=self.serve_forever, args=(0.01,), daemon=True).start()

        @property
        def settings(self) -> Json:
            """Settings of an application that trusts it."""
            return {
                "oidc_issuer": self.url,
                "oidc_audience": AUDIENCE,
                "oidc_jwks_url": f"{self.url}/jwks.json",
                "oidc_authorization_url": f"{self.url}/authorize",
                "oidc_token_url": f"{self.url}/token",
            }

        def publish(self, *keys: Json) -> None:
            """Replace its keys."""
            self.body = ${json}.dumps({"keys": keys}).encode()

        def stop(self) -> None:
            """Go down."""
            self.shutdown()
            self.server_close()


    class _Handler(${BaseHTTPRequestHandler}):
        def do_GET(self) -> None:
            issuer = self.server
            assert isinstance(issuer, Issuer)
            issuer.requests += 1
            issuer.asked.set()
            ${time}.sleep(issuer.delay)
            self.send_response(issuer.status)
            self.send_header("Content-Length", str(len(issuer.body)))
            self.end_headers()
            self.wfile.write(issuer.body)

        @${override}
        def log_message(self, format: str, *args: object) -> None:
            ${logging}.getLogger(__name__).debug(format, *args)
  `,
};
