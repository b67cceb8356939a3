import { generate } from '../support/generated-project.ts';

/** A design with texts that files at the root must escape, and with everything that changes them. */
export const HOSTILE_DESIGN = {
  service: 'The "Quoted" \\ API\'s {service} | <b>`$(id)`',
  description: 'Says "hi", \'ho\' and """ho""" \\ ${HOME} ${{ x }} $(rm) `id` | #\n\n- no item\n[x](y) <script>',
  roles: ['admin', 'clerk_2'],
  resources: [
    {
      name: 'Item',
      description: 'An "item" | with `code`',
      fields: [
        'mood: enum("it\'s | fine"|\'say "hi" `x`\') = "it\'s | fine"',
        'note: string = "$(id) | `x`"',
        'contact?: email',
        'code: string(8) pattern=/^[A-Z]{2}\\|[0-9]{5}$/ unique',
        'price: money 1..10',
        'due?: datetime',
        'extra: json',
      ],
      access: ['list,get: public when mood == "it\'s | fine"', 'write: role:admin'],
      filters: ['mood', 'code'],
    },
    { name: 'Part', fields: ['item: -> Item', 'size: int 1..5'], access: ['all: role:clerk_2'] },
  ],
} as const;

/** A small design; its accounts have neither roles nor fields of their own. */
export const SMALL_DESIGN = { service: 'Notes', resources: [{ name: 'Note', fields: ['text: text'] }] } as const;

/** The texts of a project by path. */
export const projectOf = (design: unknown): ReadonlyMap<string, string> =>
  new Map(generate(design).map(({ path, text }) => [path, text]));

/** `design` with other configuration. */
export const configured = (design: object, config: object): object => ({ ...design, config });
