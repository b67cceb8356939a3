/** Fields as both models and migrations make them. */
import { isPresent, Name, type Part, py } from '../../../python/index.ts';
import type { Column, Table } from './schema.ts';
import { fieldTypes, tortoise } from './symbols.ts';

/** `fields.CharField(max_length=200)`; `more` is what only models say. */
export const fieldCall = (column: Column, more: Part = null): Part =>
  py`${column.type.field}${valueType(column)}(${[
    column.name !== column.attribute && py`source_field=${column.name}`,
    column.name === 'id' && py`primary_key=True`,
    ...column.type.args,
    column.nullable && py`null=True`,
    more,
  ]})`;

const valueType = ({ type, nullable }: Column): Part => type.generic && py`[${type.python}${nullable && py` | None`}]`;

const ACTIONS = { CASCADE: 'CASCADE', 'SET NULL': 'SET_NULL' } as const;

/** `fields.ForeignKeyField("models.Author", …)`; `more` is what only migrations say. */
export function relationCall(column: Column, table: Table, more: Part = null, comment: Part = null): Part {
  const relation = table.relations.get(column.name)!;
  const { onDelete } = table.foreignKeys.find((each) => each.column === column.name)!;
  // Without an action the check can wait until the end of the statement, and its error is that of any broken reference.
  const action = onDelete === undefined ? 'NO_ACTION' : ACTIONS[onDelete];
  const args = [
    `models.${relation.model}`,
    relation.reverse === undefined ? py`related_name=False` : py`related_name=${relation.reverse}`,
    py`on_delete=${fieldTypes.OnDelete}.${new Name(action)}`,
    column.nullable && py`null=True`,
    more,
  ];
  if (comment === null) return py`${tortoise.fields}.ForeignKeyField(${args})`;
  return py`
    ${tortoise.fields}.ForeignKeyField(${comment}
        ${args.filter(isPresent).map((each) => py`${each},`)}
    )
  `;
}
