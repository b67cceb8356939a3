import { type WireSchema, wireSchema } from '../../design/index.ts';

/** A schema that a grammar can be made of: objects are closed, and have all of their keys. */
export interface AnswerSchema extends Omit<WireSchema, 'items' | 'properties'> {
  readonly items?: AnswerSchema;
  readonly properties?: Readonly<Record<string, AnswerSchema>>;
  readonly additionalProperties?: false;
}

const REMARKS: Readonly<Record<string, WireSchema>> = {
  assumptions: {
    type: 'array',
    description: 'One sentence for each decision that the description leaves open',
    items: { type: 'string' },
  },
  unparsed: {
    type: 'array',
    description: 'Word for word, what the description asks for and the design cannot say',
    items: { type: 'string' },
  },
};

/**
 * The schema of an answer: the keys of a design, and what there is to say about it. The API limits how many keys may be
 * left out, so none may; an empty text or list stands for what the design does not say.
 */
export function answerSchema(): AnswerSchema {
  const design = wireSchema({ brief: true });
  return strict({ ...design, properties: { ...design.properties, ...REMARKS } });
}

function strict(schema: WireSchema): AnswerSchema {
  const { items, properties, ...rest } = schema;
  return {
    ...rest,
    ...orBlank(schema),
    ...(items === undefined ? {} : { items: items.type === 'string' ? items : strict(items) }),
    ...(properties === undefined ? {} : closed(properties)),
  };
}

function closed(properties: Readonly<Record<string, WireSchema>>): Omit<AnswerSchema, 'type'> {
  const entries = Object.entries(properties).map(([key, schema]) => [key, strict(schema)] as const);
  return { properties: Object.fromEntries(entries), required: Object.keys(properties), additionalProperties: false };
}

/** Choices, switches and numbers with a blank for "not said"; the design language reads all of them as texts. */
function orBlank({ type, enum: choices }: WireSchema): Partial<AnswerSchema> {
  if (type === 'boolean') return { type: 'string', enum: ['', 'true', 'false'] };
  if (type === 'integer') return { type: 'string' };
  return choices === undefined ? {} : { enum: ['', ...choices] };
}
