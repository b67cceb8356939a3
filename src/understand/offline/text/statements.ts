import { regex } from './regex.ts';

/** Words that begin a statement of their own, not the name of a field. */
const BEGINS = regex(
  String.raw`^(?:(?:only |at most )?one [\w-]+ per|only|no|nobody|none|never|do not|cannot|filter\w*|sort(?:ed|ing|able)?|search\w*|paginat\w*|use|using|add|allow|`,
  String.raw`support|show|list (?:of )?(?:all|my|the)|get|post(?=\s+/)|put|patch|delete|create|update|edit|remove|as an?|users?\s+can|`,
  String.raw`any(?:one|body)|every(?:one|body)|some(?:one|body)|people|when|if|once|unless|after|before|we|i|you|they|must|should|can|given|then|`,
  String.raw`soft[- ]delet\w*|belongs? to|has (?:many|one)|https?:|return|reject|block|send|notify|email (?:the|a|all)|`,
  String.raw`(?:logged|signed)[- ]in|visitors?|guests?|admins?|(?:\w+ ){1,2}(?:role )?only\b|[\w ]+:\s*(?:only|any(?:one|body)|every(?:one|body)|nobody)|`,
  String.raw`\d{3}\s+(?:if|when|on|for)|mark|cancel(?:ling)?|approve|publish|unique (?:per|together|by)|\w+ing an?|there (?:is|are))\b|^[^\w]*/\w`,
);

/** Whether the words begin a statement, not the name of a field. */
export function beginsStatement(text: string): boolean {
  return BEGINS.test(text);
}

/** A subject and its verb near the beginning. */
const STATES = regex(
  String.raw`^(?:[\w'/-]+\s+){1,4}?(?:can|cannot|could|may|has|have|must|should|belongs?|will|needs? to|is able|are able|gets?|`,
  String.raw`is (?:allowed|only|linked|assigned|created|owned|for)|are (?:allowed|only|linked|for))\s`,
);

/** Whether the words are a sentence, not the name of a field with what is said about it. */
export function statesSomething(text: string): boolean {
  const found = STATES.exec(text);
  if (!found) return false;
  const before = found[0];
  return (
    !/[,:(]/.test(before) &&
    !/\b(?:that|which|must be|can be|has to be|should be|may be)\s*$/i.test(before) &&
    !saysOfField(text, before)
  );
}

/** "title must be unique" says something about a field. */
function saysOfField(text: string, before: string): boolean {
  return (
    /\b(?:must|should|can|may|could|has|have)\s+$/i.test(before) &&
    /^(?:be|not be|to be)\b/i.test(text.slice(before.length)) &&
    /^\w+(?:\s\w+)?\s+\w+\s+$/.test(before)
  );
}
