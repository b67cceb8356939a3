import { describe, expect, it } from 'vitest';
import { readDesign } from '../../src/design/index.ts';
import { compile } from '../../src/project/index.ts';

/** A garage that lends tools, with one action of a tool, and one endpoint; its files by path, and what is said about it. */
function compiled({
  action,
  endpoint,
  tasks = [],
}: {
  readonly action?: Readonly<Record<string, unknown>>;
  readonly endpoint?: Readonly<Record<string, unknown>>;
  readonly tasks?: readonly string[];
}) {
  const reading = readDesign({
    service: 'Garage',
    roles: ['keeper'],
    tasks,
    resources: [
      {
        name: 'Tool',
        fields: ['label: string(1..80)', 'spare: int 0..50 = 5 readonly', 'uses: int = 0 readonly'],
        access: ['read: public', 'write: role:keeper'],
        ...(action && { actions: [{ name: 'take', access: ['authenticated'], ...action }] }),
      },
      {
        name: 'Rental',
        fields: ['tool: -> Tool', 'renter: -> User', 'back_at?: datetime readonly'],
        owner: 'renter',
        operations: ['list', 'get'],
        access: ['read: owner'],
        unique_together: ['tool, renter'],
      },
    ],
    ...(endpoint && { endpoints: [{ access: ['authenticated'], ...endpoint }] }),
  });
  expect(reading.errors).toEqual([]);
  const { files, warnings, routes, unsupported } = compile(reading.design!);
  expect(unsupported).toEqual([]);
  const text = (path: string): string => files.find((each) => each.path === path)?.text ?? '';
  return { warnings, routes, text, service: text('app/tools/service.py') };
}

describe('actions on several rows', () => {
  it('count rows of the caller only when no other request of the caller counts them', () => {
    const { service, warnings } = compiled({
      action: {
        steps: [
          "require count(Rental where renter == me) < 3 else 409 'Three at a time'",
          'create Rental(tool=self, renter=me)',
        ],
      },
    });
    expect(warnings).toEqual([]);
    const claim = service.indexOf('await claim_row(self._session, User, User.id == viewer.id)');
    expect(claim).toBeGreaterThan(0);
    expect(service.indexOf('func.count(Rental.id)')).toBeGreaterThan(claim);
    expect(service).toContain('raise ThreeAtATimeError');
    expect(service).toContain('Rental(tool_id=tool.id, renter_id=viewer.id)');
  });

  it('say which unique value another row has', () => {
    const { service, text } = compiled({ action: { steps: ['create Rental(tool=self, renter=me)'] } });
    expect(service).toContain('{"uq_rentals_tool_id_renter_id": ToolAndRenterTakenError}');
    expect(text('app/tools/exceptions.py')).toContain('class ToolAndRenterTakenError(AppError)');
  });

  it('change a row once where steps follow each other', () => {
    const { service } = compiled({
      action: {
        steps: ["decrement spare min 0 else 409 'None left'", 'increment uses', 'create Rental(tool=self, renter=me)'],
      },
    });
    expect(service.match(/update\(Tool\)/g)).toHaveLength(1);
    expect(service).toContain('spare=Tool.spare - 1');
    expect(service).toContain('uses=Tool.uses + 1');
    expect(service).toContain('raise NoneLeftError');
  });

  it('change a column twice where the steps say so', () => {
    const { service } = compiled({
      action: { steps: ['increment uses', 'set uses = 1', 'create Rental(tool=self, renter=me)'] },
    });
    expect(service).toContain('uses=Tool.uses + 1');
    expect(service).toContain('uses=1');
  });

  it('answer the row that they return', () => {
    const { routes, text } = compiled({
      action: { returns: 'Rental', steps: ['create Rental(tool=self, renter=me) as rental', 'return rental'] },
    });
    expect(routes).toContainEqual(expect.objectContaining({ path: '/api/v1/tools/{tool_id}/take', success: '201' }));
    expect(text('app/tools/router.py')).toContain('return RentalRead.model_validate(await service.take(tool, user))');
  });

  it('take rows as input, which must be there', () => {
    const { text, service } = compiled({
      action: { input: ['for_whom: -> User'], steps: ['create Rental(tool=self, renter=input.for_whom)'] },
    });
    expect(text('app/tools/schemas.py')).toContain('for_whom_id: Id');
    expect(service).toContain('"/body/for_whom_id"');
  });

  it('tell tasks after the transaction', () => {
    const { text, service } = compiled({
      tasks: ['remind(tool_id: uuid): Email the keeper'],
      action: { steps: ['increment uses', 'enqueue remind(tool_id=self.id)'] },
    });
    expect(service).toContain('self._tasks.add_task(remind, tool_id=tool.id)');
    expect(text('app/background.py')).toContain('async def remind(tool_id: UUID) -> None:');
  });

  it('are routes of their own where they concern no row', () => {
    const { routes, text } = compiled({
      endpoint: {
        route: 'POST /returns',
        input: ['tool: -> Tool'],
        steps: [
          "load Rental where tool == input.tool and renter == me as rental else 404 'Not rented'",
          'delete rental',
          'increment input.tool.spare',
        ],
      },
    });
    expect(routes).toContainEqual(expect.objectContaining({ method: 'POST', path: '/api/v1/returns', success: '204' }));
    expect(text('app/rentals/router.py')).toContain('@endpoints.post(');
  });

  it('are tried in every way that they can end', () => {
    const { text } = compiled({
      action: {
        steps: [
          "require not exists(Rental where renter == me and tool == self) else 409 'Has it already'",
          "decrement spare min 0 else 409 'None left'",
          'create Rental(tool=self, renter=me)',
        ],
      },
    });
    const tests = text('tests/test_tools_transactions.py');
    expect(tests).toContain('async def test_take(');
    expect(tests).toContain('async def test_take_is_refused_none_left(');
    expect(tests).toContain('async def test_take_is_refused_has_it_already(');
    expect(tests).toContain('async def test_take_happens_once(');
    expect(tests).toContain('changed={tool["id"]: {"spare": 4}}');
    expect(tests).not.toContain('Nothing here tries what');
  });
});
