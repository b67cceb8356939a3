/** The same kind of description in the forms that people write it in, and facts that must be found in it. */
export interface Style {
  readonly style: string;
  readonly text: string;
  readonly facts: readonly string[];
  /** A piece of the text that must be reported. */
  readonly reported?: string;
}

export const STYLES: readonly Style[] = [
  {
    style: 'nested bullets',
    text: [
      '# Inventory service',
      '',
      'Resources:',
      '',
      '- Product',
      '  - name: string, required, max 120',
      '  - sku: string, unique',
      '  - in stock (boolean, default true)',
      '- Supplier',
      '  - email (unique)',
      '',
      'A product belongs to a supplier.',
      'Filter products by supplier. Sort by name.',
    ].join('\n'),
    facts: [
      'max:Product.name=120',
      'unique:Product.sku',
      'f:Product.in_stock=bool',
      'default:Product.in_stock=true',
      'f:Supplier.email=email',
      'unique:Supplier.email',
      'r:Product.supplier>Supplier',
      'filter:Product.supplier',
      'sort:Product.name',
    ],
  },
  {
    style: 'telegram',
    text:
      'recipe api: recipe (title, ingredients list, servings int), category (name unique). recipe -> ' +
      'category. search title. jwt, page pagination, soft delete',
    facts: [
      'f:Recipe.title=string',
      'f:Recipe.ingredients=list',
      'f:Recipe.servings=int',
      'unique:Category.name',
      'r:Recipe.category>Category',
      'search:Recipe.title',
      'cfg:auth_style=jwt',
      'cfg:pagination=page',
      'opt:Recipe.soft_delete',
    ],
  },
  {
    style: 'a todo in one line',
    text:
      'todo app, tasks w/ title, due date, done flag, priority low/med/high. users own tasks. filter ' +
      'by done + priority. sqlite',
    facts: [
      'f:Task.title=string',
      'f:Task.due_date=date',
      'f:Task.done=bool',
      'enum:Task.priority=low|med|high',
      'r:Task.owner>User',
      'filter:Task.done',
      'filter:Task.priority',
      'cfg:database=sqlite',
    ],
  },
  {
    style: 'a table',
    text: [
      'Resource: rooms',
      '',
      '| column | type | required | notes |',
      '| --- | --- | --- | --- |',
      '| name | string(80) | yes | unique |',
      '| capacity | int | yes | min 1 |',
      '| floor | int | no | |',
      '| genre | enum | no | drama, comedy |',
    ].join('\n'),
    facts: [
      'max:Room.name=80',
      'unique:Room.name',
      'min:Room.capacity=1',
      'f:Room.floor=int',
      'optional:Room.floor',
      'enum:Room.genre=drama|comedy',
    ],
  },
  {
    style: 'columns by blanks',
    text:
      'Customer fields:\n  name       text      required\n  email      email     required, unique\n  ' +
      'vip        boolean   default false',
    facts: ['f:Customer.name=text', 'f:Customer.email=email', 'unique:Customer.email', 'f:Customer.vip=bool'],
  },
  {
    style: 'braces',
    text:
      'interface Book {\n  title: string;\n  author: Author;\n  pages?: int\n}\nAuthor { name: ' +
      'string, bio: text optional }',
    facts: ['f:Book.title=string', 'r:Book.author>Author', 'f:Book.pages=int', 'optional:Author.bio'],
  },
  {
    style: 'labels',
    text: [
      'Entity: Ticket',
      'Fields: subject (string, max 150), priority (enum: low, medium, high; default medium), due_date (optional)',
      'Relations: belongs to Project, belongs to User (assignee)',
      'Permissions: create: authenticated; delete: admin',
      'Filters: priority, project',
      'Sort: -created_at',
      'Pagination: offset',
    ].join('\n'),
    facts: [
      'max:Ticket.subject=150',
      'enum:Ticket.priority=low|medium|high',
      'default:Ticket.priority=medium',
      'optional:Ticket.due_date',
      'r:Ticket.project>Project',
      'r:Ticket.assignee>User',
      'acc:Ticket.create=authenticated',
      'acc:Ticket.delete=role:admin',
      'filter:Ticket.project',
      'sort:Ticket.created_at',
      'cfg:pagination=offset',
    ],
  },
  {
    style: 'routes',
    text: [
      'GET /invoices - list invoices',
      'POST /invoices - create an invoice with number, amount and due date',
      'DELETE /invoices/{id} - admins only',
      'POST /invoices/{id}/send',
    ].join('\n'),
    facts: [
      'f:Invoice.amount=money',
      'f:Invoice.due_date=date',
      'ops:Invoice=list,create,delete',
      'acc:Invoice.delete=role:admin',
      'action:send',
    ],
  },
  {
    style: 'user stories',
    text: [
      'As a customer I can see my orders and cancel them while they are pending.',
      'As an admin I can manage products (name, price, stock).',
      'As an admin I want to mark an order as shipped, so that customers know.',
    ].join('\n'),
    facts: [
      'acc:Order.list=owner',
      'acc:cancel=owner',
      'acc:Product.create=role:admin',
      'f:Product.price=money',
      'f:Product.stock=int',
      'acc:ship=role:admin',
    ],
    reported: 'so that customers know',
  },
  {
    style: 'tables of SQL, told',
    text:
      'Tables: customers(id, name, email unique), orders(id, customer_id FK, total decimal(10,2), ' +
      "status enum('new','paid') default 'new')",
    facts: [
      'unique:Customer.email',
      'r:Order.customer>Customer',
      'f:Order.total=decimal',
      'enum:Order.status=new|paid',
      'default:Order.status=new',
    ],
  },
  {
    style: 'relations to itself',
    text:
      'Categories have a name and an optional parent category. Employees have a name. Each employee ' +
      'reports to a manager, who is also an employee. Departments can contain sub-departments.',
    facts: ['r:Category.parent>Category', 'r:Employee.manager>Employee', 'r:Department.parent>Department'],
  },
  {
    style: 'a letter',
    text:
      'For each employee we store the first name, the email address, which must be unique, and the ' +
      'salary. Every employee works in one department. A department has a name. HR managers can edit ' +
      'employees; everybody who is logged in can view them.',
    facts: [
      'f:Employee.first_name=string',
      'unique:Employee.email_address',
      'f:Employee.salary=money',
      'r:Employee.department>Department',
      'acc:Employee.update=role:hr_manager',
      'acc:Employee.list=authenticated',
    ],
  },
  {
    style: 'rules on one resource',
    text:
      'A coupon has a code (unique, 6 to 12 characters), a discount percent between 1 and 100 and an ' +
      'end date. The code cannot be changed after creation. The end date must be after today.',
    facts: ['min:Coupon.code=6', 'max:Coupon.code=12', 'unique:Coupon.code', 'max:Coupon.discount_percent=100'],
    reported: 'end date must be after today',
  },
];
