import { Kind, parse } from 'graphql';

/** Root fields of GraphQL: an action, perhaps in two halves around the name of a model. */
const ROOT_FIELD =
  /^(findUnique|findFirst|findMany|createOne|createMany|updateOne|updateMany|deleteOne|deleteMany|upsertOne|aggregate|groupBy)(\w+?)(OrThrow)?$/;
const RAW = new Set(['queryRaw', 'executeRaw']);
/** Operators whose operand is a value of the field that they belong to. */
const JSON_OPERATORS = new Set(['set', 'equals', 'not', 'array_contains', 'array_starts_with', 'array_ends_with']);

/** Reads queries in GraphQL, which Python clients send, as queries in Prisma's JSON protocol. */
export class QueryReader {
  #models;
  #jsonFields;

  constructor(datamodel) {
    this.#models = new Set(Array.from(datamodel.matchAll(/^\s*model\s+(\w+)/gm), ([, name]) => name));
    this.#jsonFields = new Set(Array.from(datamodel.matchAll(/^\s*(\w+)\s+Json\b/gm), ([, name]) => name));
  }

  /** The first field of a document: its query, and what its answer is called. */
  read(document) {
    const [field] = parse(document, { noLocation: true }).definitions[0].selectionSet.selections;
    const query = this.#nested(field);
    return { alias: field.alias?.value, body: { ...this.#action(field.name.value), query } };
  }

  #action(name) {
    if (RAW.has(name)) return { action: name };
    const [, action, modelName, orThrow = ''] = ROOT_FIELD.exec(name) ?? [];
    if (this.#models.has(modelName)) return { modelName, action: `${action}${orThrow}` };
    // A model may be called like the end of an action.
    if (this.#models.has(`${modelName}${orThrow}`)) return { modelName: `${modelName}${orThrow}`, action };
    throw new Error(`unknown root field ${name}`);
  }

  #nested(field) {
    const values = field.arguments.map((each) => [each.name.value, this.#value(each.value)]);
    return { arguments: Object.fromEntries(values), selection: this.#selection(field.selectionSet) };
  }

  #selection(set) {
    const fields = set?.selections ?? [];
    const entries = fields.map((field) => {
      const nested = field.selectionSet !== undefined || field.arguments.length > 0;
      return [field.name.value, nested ? this.#nested(field) : true];
    });
    return Object.fromEntries(entries);
  }

  /** A literal. A text that is given for a field of the type Json is JSON, which the JSON protocol wants to know. */
  #value(node, json = false) {
    switch (node.kind) {
      case Kind.INT:
        return Number.isSafeInteger(Number(node.value)) ? Number(node.value) : { $type: 'BigInt', value: node.value };
      case Kind.FLOAT:
        return Number(node.value);
      case Kind.STRING:
        return json ? { $type: 'Json', value: node.value } : node.value;
      case Kind.ENUM:
      case Kind.BOOLEAN:
        return node.value;
      case Kind.NULL:
        return null;
      case Kind.LIST:
        return node.values.map((each) => this.#value(each, json));
      case Kind.OBJECT:
        return Object.fromEntries(node.fields.map((each) => [each.name.value, this.#member(each, json)]));
      default:
        throw new Error(`unknown literal ${node.kind}`);
    }
  }

  #member({ name, value }, json) {
    return this.#value(value, (json && JSON_OPERATORS.has(name.value)) || this.#jsonFields.has(name.value));
  }
}
