import { perText } from '../text/per-text.ts';

/** What type a field has, judged by its name. */

/** Types by the last word (or words) of the name; the first pattern that matches decides. */
const TYPE_BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/(?:^|_)e_?mail(?:_address)?$/, 'email'],
  [/(?:^|_)(?:url|uri|website|homepage|link|image|avatar|photo|picture|thumbnail|logo|cover|poster|icon)$/, 'url'],
  [/(?:^|_)slug$/, 'slug'],
  [/^slug$/, 'slug'],
  [/^(?:is|has|can|was|should|allow|allows|enable|enabled)_/, 'bool'],
  [
    wordsAtEnd(
      'price cost amount total subtotal balance salary wage budget fee fine tax discount revenue rent money deposit wages payment fare toll bonus tip pay estimate earnings',
    ),
    'money',
  ],
  [/(?:nightly|hourly|daily)_rate$/, 'money'],
  [
    wordsAtEnd(
      'quantity qty stock count age year capacity pages copies servings mileage population views likes points ' +
        'position floor seats rank order_index attempts runtime duration minutes seconds days prep_time cook_time ' +
        'total_time size bedrooms bathrooms level_number',
    ),
    'int',
  ],
  [/(?:^|_)(?:episode|chapter|page|room|seat|order|line|version|flight|track|sequence|position)_number$/, 'int'],
  [
    wordsAtEnd(
      'value reading measurement rating latitude longitude lat lng lon weight height width length depth distance ' +
        'area percentage percent ratio temperature hours rate speed volume',
    ),
    'float',
  ],
  [/^(?:max|min|num|number|total)_(?!.*(?:price|cost|amount|fee)s?$)\w+s$|_(?:count|capacity)$/, 'int'],
  [/(?:^|_)score$/, 'int'],
  [
    /^(?:minutes|days|seconds|hours|pages|units|pieces|people|items)_(?:worked|spent|logged|used|read|sold|ordered|needed|left)$/,
    'int',
  ],
  [
    /(?:reorder|stock|inventory|hourly|alert|low_stock)_(?:level|point|threshold|limit)$|(?:^|_)(?:counter|attendees|participants|guests_count|threshold|headcount|laps|reps|sets|calories|clicks|hits|visits|downloads|uses|retries|times_used|weeks|months|nights|players|rooms|beds|units|copies_available)$/,
    'int',
  ],
  [
    wholeWord(
      'published active enabled disabled completed complete done archived pinned verified featured available ' +
        'visible deleted locked read favorite starred approved blocked public private in_stock paid internal ' +
        'confirmed remote online',
    ),
    'bool',
  ],
  [/(?:_at|_timestamp|^timestamp|datetime|date_time|(?:date|day)_and_(?:time|hour))$/, 'datetime'],
  [/(?:^|_)(?:start|end|scheduled|departure|arrival|check_in|check_out|opening|closing|begin)_time$/, 'datetime'],
  [
    /(?:^|_)(?:date|birthday|deadline|dob|due|expiry|expiration|born)$|^valid_(?:from|until|to|till)$|_(?:until|since)$|^expires$/,
    'date',
  ],
  [/^(?:starts?|ends?|begins?|from|until|to)$/, 'datetime'],
  [/_on$/, 'date'],
  [/^date_of_/, 'date'],
  [/_(?:km|kg|cm|mm|meters|metres|grams|litres|liters|celsius|percent|hours)$/, 'float'],
  [/_(?:minutes|mins|seconds|secs|ms|days|weeks|months|years|bytes|pages)$/, 'int'],
  [/(?:^|_)time$/, 'datetime'],
  [
    wordsAtEnd(
      'description content body text bio biography note notes summary details comment message instructions ' +
        'markdown html about abstract excerpt feedback caption address terms reason letter introduction',
    ),
    'text',
  ],
  [wordsAtEnd('metadata settings preferences config configuration attributes payload extra'), 'json'],
  [wordsAtEnd('uuid guid'), 'uuid'],
  [
    wholeWord(
      'tags keywords genres labels skills ingredients images photos topics languages aliases hobbies interests ' +
        'colors sizes steps links urls emails allergies amenities options choices answers questions',
    ),
    'list<string>',
  ],
  [wordsAtEnd('title name headline subject label'), 'string(1..200)'],
  [wordsAtEnd('phone phone_number mobile telephone'), 'string(..32)'],
  [wordsAtEnd('currency'), 'string(3..3)'],
  [wordsAtEnd('isbn sku barcode license_plate vin serial_number'), 'string(1..40)'],
];

/** Types that people name in a description. */
export const TYPE_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    string: 'string',
    str: 'string',
    varchar: 'string',
    text: 'text',
    'long text': 'text',
    markdown: 'text',
    integer: 'int',
    int: 'int',
    int4: 'int',
    bigint: 'int',
    smallint: 'int',
    serial: 'int',
    long: 'int',
    double: 'float',
    real: 'float',
    numeric: 'decimal',
    'whole number': 'int',
    char: 'string',
    guid: 'uuid',
    link: 'url',
    uri: 'url',
    jsonb: 'json',
    object: 'json',
    timestamptz: 'datetime',
    'date and time': 'datetime',
    'date time': 'datetime',
    'yes/no': 'bool',
    percentage: 'float',
    percent: 'float',
    number: 'float',
    decimal: 'decimal',
    float: 'float',
    boolean: 'bool',
    bool: 'bool',
    flag: 'bool',
    date: 'date',
    datetime: 'datetime',
    timestamp: 'datetime',
    time: 'time',
    uuid: 'uuid',
    json: 'json',
    url: 'url',
    email: 'email',
    slug: 'slug',
    list: 'list<string>',
    array: 'list<string>',
    money: 'money',
    currency: 'money',
  }),
);

/** The type that the name of a field suggests, or undefined where it says nothing. */
export const typeByName = perText(
  (name: string): string | undefined => TYPE_BY_NAME.find(([pattern]) => pattern.test(name))?.[1],
);

/** Words that are nearly always what is noted of a thing, whatever its type. */
const USUAL =
  /(?:^|_)(?:name|code|colou?r|type|kind|status|state|brand|make|model|city|town|country|region|street|zip(?:_?code)?|post_?code|postal_code|gender|sex|nationality|department|species|breed|vendor|manufacturer|unit|units|format|language|version|location|venue|place|number|nr|id|key|ref|reference|category|priority|severity|level|grade|result|outcome|purpose|source|target|author|owner|isbn|material|pattern|method|channel|currency|timezone|frequency|interval|signature|checksum|hash|token|secret|payload|username|nickname|surname|first_?name|last_?name|full_?name|job_title|role|note|remark|remarks|info|tel|fax|mail|contact|address|size|shape|flavou?r|diet|allergy|ingredients?|instructions?|genre|studio|artist|publisher|director|plate|mileage|fuel|gearbox|day|week|month|weekday|shift|date|when|where|serial|batch|lot|row|column|slot|bay|zone|floor|room|seat|desk)$/;

/** Whether a name is one that fields usually have. */
export const isUsualField = perText((name: string): boolean => typeByName(name) !== undefined || USUAL.test(name));

function wordsAtEnd(words: string): RegExp {
  return new RegExp(`(?:^|_)(?:${words.split(' ').join('|')})$`);
}

function wholeWord(words: string): RegExp {
  return new RegExp(`^(?:${words.split(' ').join('|')})$`);
}
