import type { ApiDesign, Resource } from '../../src/design/api-design.ts';
import type { Compiler } from '../../src/mcp/compiler.ts';

/** Settings of a compiler that needs no design language: it looks at names only. */
export interface FakeOptions {
  readonly files?: number;
  readonly fileSize?: number;
}

interface FakeWire {
  readonly service?: string;
  readonly config?: Record<string, unknown>;
  readonly resources?: { name: string; refers?: string[] }[];
  readonly bad?: string;
}

/** A compiler for tests of the server alone: small, fast, and obedient about how much it generates. */
export function fakeCompiler(options: FakeOptions = {}): () => Promise<Compiler> {
  const compiler: Compiler = {
    grammar: '# Grammar\n',
    wireSchema: () => ({
      type: 'object',
      properties: {
        service: { type: 'string', description: 'Name' },
        resources: {
          type: 'array',
          description: 'Resources',
          items: { type: 'object', properties: { name: { type: 'string', description: 'PascalCase' } } },
        },
      },
    }),
    readDesign: (wire) => {
      const { service = 'Fake', config = {}, resources = [], bad } = wire as FakeWire;
      if (bad !== undefined) {
        const errors = [{ path: 'bad', message: 'is bad', got: bad, suggestion: 'good' }];
        return { errors, assumptions: [], warnings: [] };
      }
      const list = (typeof resources === 'string' ? JSON.parse(resources) : resources) as {
        name: string;
        refers?: string[];
      }[];
      const design = { service, config: { include_tests: true, ...config }, resources: list.map(toResource) };
      return { design: design as unknown as ApiDesign, wire, errors: [], assumptions: [], warnings: [] };
    },
    understand: (description, given) => {
      if (given['resources'] !== undefined) {
        return Promise.resolve({
          engine: 'design',
          wire: given,
          assumptions: [],
          unparsed: [],
          warnings: [],
          coverage: 1,
        });
      }
      const names = [...description.matchAll(/[A-Z][a-z]+/g)].map(([name]) => ({ name }));
      const wire = names.length === 0 ? { ...given, bad: description } : { ...given, resources: names };
      return Promise.resolve({
        engine: 'offline',
        wire,
        assumptions: ['guessed'],
        unparsed: ['a pigeon'],
        coverage: description.startsWith('Vague') ? 0.2 : 0.9,
        warnings: [],
      });
    },
    compile: (design) => {
      const own = design.resources.flatMap(({ plural }) => [
        { path: `app/${plural}/models.py`, text: `# ${plural}\n` },
        { path: `app/${plural}/router.py`, text: `router = "${plural}"\n` },
      ]);
      const many = Array.from({ length: options.files ?? 0 }, (_, index) => ({
        path: `app/many/file_${index}.py`,
        text: `line = ${index}\n`.repeat(Math.ceil((options.fileSize ?? 100) / 10)),
      }));
      const tests = design.config.include_tests ? [{ path: 'tests/test_all.py', text: 'def test(): ...\n' }] : [];
      const pyproject = {
        path: 'pyproject.toml',
        text: design.config.include_tests ? 'test = true\n' : 'test = false\n',
      };
      return {
        files: [{ path: 'app/main.py', text: 'app = "main"\n' }, ...own, ...many, ...tests, pyproject],
        routes: design.resources.map(({ plural }) => ({
          method: 'GET',
          path: `/${plural}`,
          operation_id: `list_${plural}`,
          summary: `List ${plural}`,
          access: 'public',
          params: ['limit?: int'],
          body: [],
          success: '200',
          errors: ['422'],
        })),
        warnings: [],
        unsupported:
          design.config.db_library === 'prisma'
            ? [
                {
                  path: 'config.db_library',
                  message: 'cannot be generated yet',
                  got: 'prisma',
                  suggestion: 'sqlalchemy',
                },
              ]
            : [],
      };
    },
  };
  return () => Promise.resolve(compiler);
}

function toResource({ name, refers = [] }: { name: string; refers?: string[] }): Resource {
  return {
    name,
    plural: `${name.toLowerCase()}s`,
    fields: [],
    relations: refers.map((target) => ({ name: target.toLowerCase(), target })),
    actions: [],
  } as unknown as Resource;
}
