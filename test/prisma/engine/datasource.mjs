const BLOCK = /datasource\s+(\w+)\s*\{([^}]*)\}/;
const PROVIDER = /\bprovider\s*=\s*"(\w+)"/;
const URL_OF = /\burl\s*=\s*(?:env\(\s*"([^"]+)"\s*\)|"([^"]+)")/;

/**
 * The provider and the URL of the only datasource of a schema. Clients override the URL in `OVERWRITE_DATASOURCES`,
 * as the native engine takes it.
 */
export function datasourceOf(datamodel, env) {
  const [, name, body] = BLOCK.exec(datamodel);
  const [, provider] = PROVIDER.exec(body);
  const [, variable, literal] = URL_OF.exec(body);
  const overrides = JSON.parse(env.OVERWRITE_DATASOURCES || '[]');
  const override = overrides.find((each) => each.name === name)?.url;
  return { provider, url: override ?? literal ?? env[variable] };
}
