/** The words of sentences about who may do what; everything else in such a sentence is a name, or makes it another sentence. */

/** What a word of such a sentence stands for. */
export type RightsKind =
  /** The value names operations, by commas. */
  | 'operation'
  /** People; the value is an access rule. */
  | 'who'
  /** What people need: a login, an account. */
  | 'login'
  | 'only'
  | 'not'
  /** "Nobody": who is let in by an exception at most. */
  | 'nobody'
  | 'except'
  /** "Their own": what belongs to who asks. */
  | 'own'
  /** "Of others". */
  | 'others'
  /** "Too": what was said of others holds for these as well. */
  | 'too'
  /** "It", "them", "anything". */
  | 'thing'
  | 'modal'
  | 'joint'
  | 'glue';

export interface RightsWord {
  readonly kind: RightsKind;
  readonly pattern: RegExp;
  readonly value: string;
}

/** Words of one kind: alternatives of a pattern, each of whole words. */
const words = (kind: RightsKind, value: string, ...patterns: readonly string[]): RightsWord => ({
  kind,
  value,
  pattern: new RegExp(`(?:${patterns.join('|')})(?![\\w'])`, 'iy'),
});

const KIND = 'operations?|access|endpoints?|actions?|requests?|calls?|rights?|permissions?|routes?|methods?';
const AS_NOUN = `(?:\\s+(?:${KIND}))?`;
const MADE =
  '(?:own(?:s|ed)?|created?|added|wrote|written|posted|made|submitted|placed|opened|reported|booked|uploaded|started|registered|filed|entered|requested|recorded|raised|ordered|reserved|sent|logged)';
const BEFORE_VERB = '(?= (?:can|may|only|just|are|is|has|have|must|to|will|get)\\b)';
const USERS = '(?:users?|people|members?)';

/** In the order in which they are tried. */
export const RIGHTS_WORDS: readonly RightsWord[] = [
  words(
    'glue',
    '',
    '(?:add|include|use|build|implement)(?= (?:any )?(?:auth|log-?ins?\\b|accounts?\\b|jwt|users?\\b))',
  ),
  words('operation', 'rest', `(?:everything|anything|all) else|the rest|all other(?: (?:${KIND}))?|other operations`),
  words(
    'operation',
    'except-read',
    'everything (?:except|but|besides|other than) (?:for )?(?:reading|reads|viewing|listing|get)',
  ),
  words(
    'who',
    'authenticated',
    `(?:(?:every(?:one|body)|all) else|(?:the )?others?|all others|the rest)${BEFORE_VERB}`,
    `(?:any|every)(?:one|body)(?: (?:who|that) (?:is|has))? (?:(?:logged|signed) in|with an? (?:account|login))`,
    'non[- ]?admins?',
    `(?:regular|normal|ordinary|plain|other|any|every|all) (?:signed-in |logged-in |authenticated |registered )?${USERS}${BEFORE_VERB}`,
  ),
  words(
    'others',
    '',
    `(?:of|from|by|belonging to) (?:an)?other(?:s| (?:${USERS}|owners?|accounts?|persons?|ones))?'?s?`,
    `(?:an)?other (?:${USERS}|customers?)'?s?`,
    `(?:each|one an)other'?s?|each other'?s?|others'?`,
    `(?:of |by |from )?(?:somebody|someone|anyone|anybody) else(?:'s)?`,
  ),
  words('nobody', '', '(?:nobody|no one|no-one|none)(?: else)?|no (?:other )?users?'),
  words(
    'own',
    '',
    `(?:(?:their|his|her|my|your|its|one's|our)(?: or (?:her|his|their))?) own(?: ones?| stuff| things| data| records)?`,
    'own|mine|what (?:is|belongs to) (?:theirs|them)|personal|per[- ]user',
    `(?:that |which |what |ones? )?(?:they|he|she|you|i) (?:themselves )?(?:have |has )?${MADE}(?: themselves)?`,
    'belonging to them|(?:those of|of|belonging to) (?:(?:the )?(?:current|signed-in|logged-in|requesting|calling) user)',
    'private(?: to (?:their|its|the) (?:owners?|users?|creators?|authors?))?',
  ),
  words(
    'except',
    '',
    'except(?:ing)?(?: for| by)?|besides|other than|apart from|aside from|save for|than',
    'unless(?: (?:they|he|she|you|it) (?:are|is))?',
    '(?<=\\b(?:everything|anything|all|crud|operations) )but',
    'but(?= (?:for )?(?:the |an? )?[a-z]+s?(?: (?:can|may)|$))',
  ),
  words(
    'who',
    'owner',
    `(?:the |a |that )?(?:users?|persons?|ones?|people|members?|account|customer|author) (?:who |that |which )?(?:have |has |had |it was |was |is )?${MADE}(?: by)?(?: (?:it|them|that|this|one))?`,
    `(?:who|whom)ever ${MADE}(?: (?:it|them))?`,
    `(?:the |an? |that )?[a-z]+ (?:who|that) (?:has |had )?${MADE} (?:it|them|this|that)`,
    'the (?:user|person|one) (?:it|they|which it) belongs? to|that (?:user|person|member)|themsel(?:f|ves)',
  ),
  words(
    'who',
    'public',
    'any(?:one|body)(?: (?:at all|on the (?:internet|web)|in the world))?',
    'every(?:one|body)(?! (?:must|has|needs?|should have|who)\\b)',
    'the (?:general )?public|(?:all )?the (?:whole )?world|world|visitors?|guests?|all (?:people|visitors)',
    '(?:anonymous|unauthenticated)(?: (?:users?|visitors?|callers?|people|clients?|access|requests?))?',
    '(?:not|non)[- ](?:logged|signed)[- ]in(?: users?| people| visitors?)?',
    '(?:users|people|those) (?:who are )?(?:not (?:logged|signed) in|without (?:an )?account|without (?:a )?login)',
    'publicly(?: (?:available|accessible))?|public(?: users?)?|(?:free )?for all(?! \\w)|to all(?! \\w)',
    '(?<=\\b(?:is|are|be|stays?|remains?|fully|completely|reading|reads|viewing|browsing) )open(?: (?:to|for) (?:all|everyone|everybody|anyone|anybody|the public)|(?= *(?:$|[,;.)]|for \\w+ing\\b)))',
  ),
  words(
    'login',
    '',
    `(?:being |be )?(?:logged|signed|logging|signing)[- ]in(?! (?:${USERS}|customers?)\\b)`,
    'log[- ]in|sign[- ]in|logins?|sign-?up|registration|credentials|protected|be authenticated|authenticated$',
    'auth(?:entication|orization|enticating)?(?! users?)',
    '(?:user )?accounts?|(?:valid |access |auth |bearer |jwt |api )*tokens?',
  ),
  words(
    'operation',
    'create,update,delete',
    `writ(?:e|es|ing) (?:${KIND})|mutations?|mutating(?: (?:${KIND}))?|modifications?|writes|modifying|touch`,
    '(?:make |making )(?:any )?changes(?: to)?|changes(?= (?:to|need|require|are|is|only|by|for)\\b)|chang(?:e|ing) (?:data|anything|them|things)',
  ),
  words('operation', 'write', 'writ(?:e|ing)|modify'),
  words(
    'operation',
    'list,get',
    `read[- ]only(?: access)?|(?:read|view)(?:s|ing|able)?${AS_NOUN}|(?:list(?:s|ed|ing|able)?|gets?(?! (?:to|their)\\b))${AS_NOUN}`,
    'se(?:e|es|en|eing)|visible|viewed|brows(?:e|es|ed|ing|able)|look(?:s|ing|ed)?(?: at| up)?',
    'fetch(?:ed|es|ing)?|retriev(?:e|ed|es|ing|al)|consult(?:ed|ing)?|inspect(?:ed|ing)?|display(?:ed|ing)?|shown?',
  ),
  words('operation', 'list', 'search(?:ed|es|ing|able)?|find(?:s|ing)?|filter(?:ed|ing|s)?'),
  words(
    'operation',
    'create',
    `(?:creat(?:e|es|ed|ing|ion)|add(?:s|ed|ing)?|post(?:s|ed|ing)?|insert(?:s|ed|ing)?|make|enter(?:s|ed|ing)?|submit(?:s|ted|ting)?)${AS_NOUN}`,
  ),
  words(
    'operation',
    'update',
    `(?:updat(?:e|es|ed|ing)|edit(?:s|ed|ing|able)?|chang(?:e|es|ed|ing|eable)|modif(?:ied|ies|iable)|amend(?:ed|ing)?|correct(?:s|ed|ing)?|put|patch|renam(?:e|ed|ing))${AS_NOUN}`,
  ),
  words(
    'operation',
    'delete',
    `(?:delet(?:e|es|ed|ing|ions?|able)|remov(?:e|es|ed|ing|al|able)|eras(?:e|ed|ing)|destroy(?:ed|s|ing)?)${AS_NOUN}`,
  ),
  words(
    'operation',
    'manage',
    '(?:manag(?:e|es|ed|ing|ement)|maintain(?:s|ed|ing)?|administer(?:s|ed|ing)?|curat(?:e|es|ed|ing)|crud|full (?:access|control|rights?)|handl(?:e|ed|es|ing)|control(?:s|led)?)(?: (?:of|to|over))?',
  ),
  words(
    'operation',
    'all',
    `do (?:everything|anything|all)|everything|(?:all|every|any|the whole|the entire)(?: crud)? (?:${KIND}|api|service|system)|the (?:api|service|system)`,
    'access(?:ed|ible|ing)?|used?',
  ),
  words('too', '', 'too|as well(?! as)|also'),
  words(
    'glue',
    '',
    '(?:that |it )?looks? (?:bad|odd|wrong|weird|strange)|(?:once|after|when) (?:(?:they|it) (?:is|are|was|were) |being )?(?:created|made|uploaded|saved|recorded)|after (?:the |its )?creation|afterwards|through the api|from (?:the )?outside|either',
  ),
  words('only', '', 'only|nothing else|solely|exclusively|exclusive|alone|just'),
  words(
    'not',
    '',
    "not|cannot|never|no|without|nothing|neither|n't|forbidden|prohibited|disabled|impossible|disallowed",
  ),
  words(
    'thing',
    '',
    'it|them|they|these|those|this|that|anything|things|one|ones|data|records?|entries|stuff|any|resources|items',
  ),
  words(
    'modal',
    '',
    'can|could|may|might|must|should|shall|will|would|able|allowed|permitted|has|have|having|had|need(?:s|ed)?|gets? to|supposed|let|entitled',
  ),
  { kind: 'joint', value: '', pattern: /->|[,;:=|()/+&-]/y },
  words('joint', '', 'and|or|but|while|whereas|plus|as well as|nor'),
  words(
    'glue',
    '',
    'a|an|the|all|every|each|of|for|to|by|with|in|on|at|from|be|been|being|is|are|was|were|am|do|does|did|still|always|even|if|when|who|which',
    'whose|whom|as|then|so|there|here|its|their|his|her|my|our|your|you|i|we|he|she|please|make|makes|sure|ensure|want|note|what|how|users?|persons?|people',
    'thing|something|someone|somebody|else|ever|sort|kind|like|up|left|because|really|actually|simply|generally|basically|of course|obviously|naturally',
    'please|at all|currently|fully|completely|directly|themselves|either|both|new|existing|returns?|anyway|however|in order',
    'restricted|limited|reserved|available|accessible|possible|requires?d?|requiring|required|necessary|mandatory|enough|takes?|belongs?|rights?|permissions?',
    'privileges?|privileged|roles?|jobs?|task|duty|responsib\\w+|operations?|endpoints?|routes?|requests?|actions?|granted|given|done|happen|regular|normal',
    'supported|offered|exposed|included|wanted|provided?|offer|expose|support|build|include|ways?|looks|bad|ordinary|plain|side|system|api|app|application|service|website|frontend|internet|moment|certain|strictly',
  ),
];

/** Words without which no sentence is about what people may do. */
export const SPEAKS_OF_RIGHTS =
  /\b(?:can|cannot|may|must|only|should|allowed|able|public\w*|private|personal|any(?:one|body)|every(?:one|body)|no(?:body| one)|log(?:ged|ging|in)?|login|sign(?:ed)?|auth\w*|accounts?|tokens?|admins?|administrators?|restricted|limited|reserved|owners?|creators?|visible|readable|editable|deletable|visitors?|anonymous|unauthenticated|manage[sd]?|maintain\w*|\w+ed by|(?:read|written|seen) by|access|protected|reads?|readonly|writes?|writing|own|open|sees?)\b|[:>]\s*\w+$/i;
