/**
 * Tidy descriptions, and the facts that a reader finds in them.
 *
 * A fact is a slot: `res:Post`, `f:Post.title=string`, `r:Post.author>User`, `enum:Task.priority=low|high`,
 * `acc:Post.update=owner`, `filter:Post.tags`, `cfg:pagination=cursor`, `eff:publish=set`; `rep:` is a word that must
 * be reported, since no rule can read what it stands for.
 */
export interface CorpusCase {
  readonly id: string;
  readonly text: string;
  readonly facts: readonly string[];
}

export const CORPUS: readonly CorpusCase[] = [
  {
    id: 'blog',
    text:
      'Create a complete CRUD API for a blog post resource. Posts have a title, content, author_id, tags ' +
      'list, and published status. Include pagination for listing, filtering by tag, and soft delete.',
    facts: facts(
      'res:Post f:Post.title=string f:Post.content=text r:Post.author>User f:Post.tags=list ' +
        'f:Post.published=bool cfg:pagination filter:Post.tags opt:Post.soft_delete',
    ),
  },
  {
    id: 'todo',
    text:
      'A simple todo API. Each task has a title (max 100 characters), an optional description, a due date, ' +
      'a priority (low, medium or high) and a completed flag. Users can only see their own tasks. Use JWT ' +
      'authentication.',
    facts: facts(
      'res:Task f:Task.title=string max:Task.title=100 f:Task.description=text optional:Task.description ' +
        'f:Task.due_date=date f:Task.priority=enum enum:Task.priority=low|medium|high f:Task.completed=bool ' +
        'acc:Task.list=owner acc:Task.get=owner cfg:auth_style=jwt',
    ),
  },
  {
    id: 'library',
    text:
      'Build a library management API with books, authors and loans. A book has a title, an ISBN that must ' +
      'be unique, a publication year and number of copies. Books can have many authors. Loans belong to a ' +
      'book and a member, and have a due date and a return date which is optional. Librarians can create ' +
      'and delete books; anyone can list them.',
    facts: facts(
      'res:Book res:Author res:Loan f:Book.title=string f:Book.isbn=string unique:Book.isbn ' +
        'f:Book.publication_year=int f:Book.copies=int r:Book.authors>Author r:Loan.book>Book ' +
        'r:Loan.member>User f:Loan.due_date=date f:Loan.return_date=date optional:Loan.return_date ' +
        'acc:Book.create=role:librarian acc:Book.delete=role:librarian acc:Book.list=public',
    ),
  },
  {
    id: 'shop',
    text:
      'E-commerce backend: products (name, description, price, stock quantity, category), orders and order ' +
      'items. An order belongs to a customer and has a status that is one of pending, paid, shipped or ' +
      'cancelled. Order items have a quantity and a unit price and reference a product. Checkout decreases ' +
      'the stock. Customers can only view their own orders and admins can manage everything. Filter ' +
      'products by category and price range, sort by price or newest first.',
    facts: facts(
      'res:Product res:Order res:OrderItem f:Product.name=string f:Product.description=text ' +
        'f:Product.price=money f:Product.stock_quantity=int f:Product.category=string r:Order.customer>User ' +
        'f:Order.status=enum enum:Order.status=pending|paid|shipped|cancelled f:OrderItem.quantity=int ' +
        'f:OrderItem.unit_price=money r:OrderItem.product>Product action:checkout eff:checkout=decrement ' +
        'acc:Order.list=owner acc:Order.get=owner acc:Product.create=role:admin filter:Product.category ' +
        'filter:Product.price sort:Product.price sort:Product.created_at',
    ),
  },
  {
    id: 'tickets',
    text:
      'Helpdesk ticket system. Tickets have a subject, a body, a priority of low, normal, high or urgent, ' +
      'and a status which starts as open and moves to in_progress, then resolved, then closed. Agents can ' +
      'assign tickets; customers can only create tickets and see their own. Comments belong to tickets and ' +
      'have a body and an author. Support searching by subject and filtering by status and priority. Soft ' +
      'deletes, audit log.',
    facts: facts(
      'res:Ticket res:Comment f:Ticket.subject=string f:Ticket.body=text f:Ticket.priority=enum ' +
        'enum:Ticket.priority=low|normal|high|urgent f:Ticket.status=enum ' +
        'enum:Ticket.status=open|in_progress|resolved|closed states:Ticket=open r:Comment.ticket>Ticket ' +
        'f:Comment.body=text r:Comment.author>User action:assign acc:assign=role:agent acc:Ticket.list=owner ' +
        'acc:Ticket.get=owner search:Ticket.subject filter:Ticket.status filter:Ticket.priority ' +
        'opt:Ticket.soft_delete opt:Ticket.audit opt:Comment.soft_delete opt:Comment.audit ' +
        'acc:Ticket.create=authenticated',
    ),
  },
  {
    id: 'inventory',
    text:
      'I need REST endpoints to track inventory items. Fields: name (required), sku (unique, up to 32 ' +
      'chars), quantity (integer, at least 0), unit_cost (decimal), location, is_active (boolean, default ' +
      'true). Use offset pagination, PostgreSQL and SQLAlchemy async. No authentication.',
    facts: facts(
      'res:InventoryItem f:InventoryItem.name=string f:InventoryItem.sku=string unique:InventoryItem.sku ' +
        'max:InventoryItem.sku=32 f:InventoryItem.quantity=int min:InventoryItem.quantity=0 ' +
        'f:InventoryItem.unit_cost=decimal f:InventoryItem.location=string f:InventoryItem.is_active=bool ' +
        'default:InventoryItem.is_active=true cfg:pagination=offset cfg:database=postgresql ' +
        'cfg:db_library=sqlalchemy cfg:async_mode=true cfg:auth_style=none',
    ),
  },
  {
    id: 'events',
    text:
      'API for event management: events have a name, description, venue, start time, end time, capacity and ' +
      'ticket price. Users can register for events, but not when the event is full. Only the organizer can ' +
      'edit or cancel an event. List upcoming events sorted by start time.',
    facts: facts(
      'res:Event f:Event.name=string f:Event.description=text f:Event.venue=string ' +
        'f:Event.start_time=datetime f:Event.end_time=datetime f:Event.capacity=int ' +
        'f:Event.ticket_price=money r:Event.organizer>User action:register action:cancel ' +
        'acc:Event.update=owner acc:cancel=owner sort:Event.start_time rep:full rep:upcoming',
    ),
  },
  {
    id: 'recipes',
    text:
      'Recipes API. A recipe contains a name, ingredients (list of strings), instructions, prep time in ' +
      'minutes, cook time in minutes, servings and an image URL. Recipes belong to a user and to one ' +
      'category. Users can rate recipes from 1 to 5 and save favorites. Allow full text search on name and ' +
      'ingredients.',
    facts: facts(
      'res:Recipe res:Category f:Recipe.name=string f:Recipe.ingredients=list f:Recipe.instructions=text ' +
        'f:Recipe.prep_time=int f:Recipe.cook_time=int f:Recipe.servings=int f:Recipe.image_url=url ' +
        'r:Recipe.user>User r:Recipe.category>Category action:rate action:favorite search:Recipe.name ' +
        'search:Recipe.ingredients',
    ),
  },
  {
    id: 'projects',
    text:
      'Project management tool: a workspace has many projects, a project has many tasks and tasks can have ' +
      'subtasks. Tasks have a title, description, assignee, status (todo, in progress, review, done), ' +
      'estimated hours and deadline. Project members can view tasks, but only project managers can delete ' +
      'them.',
    facts: facts(
      'res:Workspace res:Project res:Task r:Project.workspace>Workspace r:Task.project>Project ' +
        'r:Task.parent>Task f:Task.title=string f:Task.description=text r:Task.assignee>User ' +
        'f:Task.status=enum enum:Task.status=todo|in_progress|review|done f:Task.estimated_hours=float ' +
        'f:Task.deadline=date acc:Task.delete=role:project_manager rep:members',
    ),
  },
  {
    id: 'subscribers',
    text:
      'Blog with posts and subscribers. Publishing a post sets published_at and emails all subscribers. ' +
      'Posts have title, slug generated from title, body (markdown), cover image and status draft or ' +
      'published. Only published posts are visible to the public.',
    facts: facts(
      'res:Post res:Subscriber f:Post.title=string f:Post.slug=slug f:Post.body=text f:Post.cover_image=url ' +
        'f:Post.status=enum enum:Post.status=draft|published action:publish eff:publish=set ' +
        'eff:publish=enqueue acc:Post.list=public acc:Post.get=public',
    ),
  },
  {
    id: 'hr',
    text:
      'Employee directory. Employees: first name, last name, email (unique), phone number, hire date, ' +
      'salary, department, manager (another employee). Departments: name, budget. Salary is only visible to ' +
      'HR. Filtering by department and hire date. API key auth, MySQL, Tortoise ORM.',
    facts: facts(
      'res:Employee res:Department f:Employee.first_name=string f:Employee.last_name=string ' +
        'f:Employee.email=email unique:Employee.email f:Employee.phone_number=string ' +
        'f:Employee.hire_date=date f:Employee.salary=money r:Employee.department>Department ' +
        'r:Employee.manager>Employee f:Department.name=string f:Department.budget=money ' +
        'read:Employee.salary=role:hr filter:Employee.department filter:Employee.hire_date ' +
        'cfg:auth_style=api_key cfg:database=mysql cfg:db_library=tortoise',
    ),
  },
  {
    id: 'clinic',
    text:
      'Please generate a FastAPI service for a veterinary clinic. Owners have pets. A pet has a name, ' +
      'species, breed, birth date and weight in kg. Appointments are for one pet with one vet at a ' +
      'scheduled time, and can be confirmed, completed or cancelled. Vets have a name and a specialty. ' +
      'Receptionists manage appointments. OAuth2 login.',
    facts: facts(
      'res:Owner res:Pet res:Appointment res:Vet r:Pet.owner>Owner f:Pet.name=string f:Pet.species=string ' +
        'f:Pet.breed=string f:Pet.birth_date=date f:Pet.weight=float r:Appointment.pet>Pet ' +
        'r:Appointment.vet>Vet f:Appointment.scheduled_time=datetime action:confirm action:complete ' +
        'action:cancel f:Vet.name=string f:Vet.specialty=string acc:Appointment.create=role:receptionist ' +
        'cfg:auth_style=oauth2',
    ),
  },
  {
    id: 'readonly',
    text:
      'Read-only API for countries and cities. Countries have a name, ISO code (2 letters, unique), ' +
      'population and area. Cities belong to a country and have a name, population, latitude and longitude. ' +
      'Sort by population. No deletes or updates.',
    facts: facts(
      'res:Country res:City f:Country.name=string f:Country.iso_code=string unique:Country.iso_code ' +
        'max:Country.iso_code=2 f:Country.population=int f:Country.area=float r:City.country>Country ' +
        'f:City.name=string f:City.population=int f:City.latitude=float f:City.longitude=float ' +
        'sort:Country.population sort:City.population ops:Country=list,get ops:City=list,get',
    ),
  },
  {
    id: 'chat',
    text:
      'Chat rooms and messages. Rooms have a unique name and a topic. Users join and leave rooms. Messages ' +
      'have text and belong to a room and a sender. Real-time updates over websockets. Messages can be ' +
      'edited for 15 minutes after sending. Rate limit message creation to 10 per minute.',
    facts: facts(
      'res:Room res:Message f:Room.name=string unique:Room.name f:Room.topic=string action:join ' +
        'action:leave f:Message.text=text r:Message.room>Room r:Message.sender>User rep:websockets rep:15 ' +
        'rep:10',
    ),
  },
  {
    id: 'bank',
    text:
      'Simple wallet service. Wallets belong to users and have a currency and a balance that defaults to 0. ' +
      'Transactions have an amount greater than zero, a type (deposit, withdrawal, transfer) and a ' +
      'reference. Transferring money moves balance from one wallet to another and fails if the balance is ' +
      'insufficient. Transactions are immutable.',
    facts: facts(
      'res:Wallet res:Transaction r:Wallet.user>User f:Wallet.currency=string f:Wallet.balance=money ' +
        'default:Wallet.balance=0 f:Transaction.amount=money min:Transaction.amount=0 f:Transaction.type=enum ' +
        'enum:Transaction.type=deposit|withdrawal|transfer f:Transaction.reference=string action:transfer ' +
        'ops:Transaction=list,get,create rep:insufficient',
    ),
  },
  {
    id: 'courses',
    text:
      'Create an online course platform API. Courses have a title, a description, a level (beginner, ' +
      'intermediate, advanced) and a price. Each course has many lessons; a lesson has a title, video URL ' +
      'and duration in minutes. Students enroll in courses. Instructors can create courses. Cursor ' +
      'pagination, filter courses by level.',
    facts: facts(
      'res:Course res:Lesson f:Course.title=string f:Course.description=text f:Course.level=enum ' +
        'enum:Course.level=beginner|intermediate|advanced f:Course.price=money r:Lesson.course>Course ' +
        'f:Lesson.title=string f:Lesson.video_url=url f:Lesson.duration=int action:enroll ' +
        'acc:Course.create=role:instructor cfg:pagination=cursor filter:Course.level',
    ),
  },
  {
    id: 'hotel',
    text:
      'Hotel booking service. Rooms have a number, a type of single, double or suite, and a nightly rate. ' +
      'Bookings reference a room and a guest, with a check-in date and a check-out date. A booking can be ' +
      'confirmed or cancelled. Room number must be unique. Only staff can add rooms.',
    facts: facts(
      'res:Room res:Booking res:Guest f:Room.number=string unique:Room.number f:Room.type=enum ' +
        'enum:Room.type=single|double|suite f:Room.nightly_rate=money r:Booking.room>Room ' +
        'r:Booking.guest>Guest f:Booking.check_in_date=date f:Booking.check_out_date=date action:confirm ' +
        'action:cancel acc:Room.create=role:staff',
    ),
  },
  {
    id: 'movies',
    text:
      'Movie catalog: movies (title, release year, genres list, runtime, rating) and reviews. A review ' +
      'belongs to a movie and an author, has a score between 1 and 10 and a comment. Anyone can read, ' +
      'logged in users can write reviews, and authors can edit or delete their own reviews. Search movies ' +
      'by title.',
    facts: facts(
      'res:Movie res:Review f:Movie.title=string f:Movie.release_year=int f:Movie.genres=list ' +
        'f:Movie.runtime=int f:Movie.rating=float r:Review.movie>Movie r:Review.author>User ' +
        'f:Review.score=int min:Review.score=1 max:Review.score=10 f:Review.comment=text ' +
        'acc:Review.list=public acc:Review.create=authenticated acc:Review.update=owner ' +
        'acc:Review.delete=owner search:Movie.title',
    ),
  },
  {
    id: 'crm',
    text:
      'CRM with contacts, companies and deals. Contacts have a full name, email address, phone and notes, ' +
      'and work for a company. Deals have an amount, an expected close date and a stage: lead, qualified, ' +
      'proposal, won, lost. Deals are linked to a contact. Sales reps see only their own deals while ' +
      'managers see everything.',
    facts: facts(
      'res:Contact res:Company res:Deal f:Contact.full_name=string f:Contact.email_address=email ' +
        'f:Contact.phone=string f:Contact.notes=text r:Contact.company>Company f:Deal.amount=money ' +
        'f:Deal.expected_close_date=date f:Deal.stage=enum enum:Deal.stage=lead|qualified|proposal|won|lost ' +
        'r:Deal.contact>Contact acc:Deal.list=owner',
    ),
  },
  {
    id: 'notes',
    text:
      'Note taking app. Notes: title, content, color (default yellow), pinned flag, archived flag. Notes ' +
      'can be shared with other users. Users can pin and archive notes. JWT, SQLite, no tests.',
    facts: facts(
      'res:Note f:Note.title=string f:Note.content=text f:Note.color=string default:Note.color=yellow ' +
        'f:Note.pinned=bool f:Note.archived=bool action:pin action:archive cfg:auth_style=jwt ' +
        'cfg:database=sqlite cfg:include_tests=false rep:shared',
    ),
  },
  {
    id: 'fleet',
    text:
      'Vehicle fleet tracker. A vehicle has a license plate (unique), make, model, year, mileage and ' +
      'current status, which can be available, in use or in maintenance. Trips record a vehicle, a driver, ' +
      'a start location, an end location and distance in km. Log every change.',
    facts: facts(
      'res:Vehicle res:Trip f:Vehicle.license_plate=string unique:Vehicle.license_plate ' +
        'f:Vehicle.make=string f:Vehicle.model=string f:Vehicle.year=int f:Vehicle.mileage=int ' +
        'f:Vehicle.status=enum enum:Vehicle.status=available|in_use|in_maintenance r:Trip.vehicle>Vehicle ' +
        'r:Trip.driver>User f:Trip.start_location=string f:Trip.end_location=string f:Trip.distance=float ' +
        'opt:Trip.audit',
    ),
  },
  {
    id: 'polls',
    text:
      'Polling API where users create polls with a question, several options and an expiry date. Each user ' +
      'can vote once per poll. Closing a poll sends the results to its creator. Polls can be filtered by ' +
      'creator and sorted by newest.',
    facts: facts(
      'res:Poll f:Poll.question=string f:Poll.options=list f:Poll.expiry_date=date r:Poll.creator>User ' +
        'action:vote action:close eff:close=enqueue filter:Poll.creator sort:Poll.created_at rep:once',
    ),
  },
  {
    id: 'gym',
    text:
      'Gym membership backend using Prisma. Members have a name, an email, a phone number and a membership ' +
      'plan. Plans have a name, monthly fee and duration in months. Members check in to the gym, and ' +
      'check-ins are recorded with a timestamp. Admin role required for creating plans. Use page based ' +
      'pagination with 50 items per page.',
    facts: facts(
      'res:Member res:Plan res:CheckIn f:Member.name=string f:Member.email=email ' +
        'f:Member.phone_number=string r:Member.plan>Plan f:Plan.name=string f:Plan.monthly_fee=money ' +
        'f:Plan.duration=int cfg:db_library=prisma acc:Plan.create=role:admin cfg:pagination=page ' +
        'cfg:page_size=50 r:CheckIn.member>Member',
    ),
  },
  {
    id: 'realestate',
    text:
      'Real estate listings API. A listing has an address, city, price, number of bedrooms, number of ' +
      'bathrooms, area in square meters, a property type (house, apartment, land) and a list of photos. ' +
      'Listings belong to an agent. Anyone can browse listings, only agents can create them, and agents can ' +
      'update or delete their own listings. Filter by city, property type and price range. Sort by price or ' +
      'newest.',
    facts: facts(
      'res:Listing f:Listing.address=text f:Listing.city=string f:Listing.price=money ' +
        'f:Listing.bedrooms=int f:Listing.bathrooms=int f:Listing.area=float f:Listing.property_type=enum ' +
        'enum:Listing.property_type=house|apartment|land f:Listing.photos=list r:Listing.agent>User ' +
        'acc:Listing.list=public acc:Listing.create=role:agent acc:Listing.update=owner ' +
        'acc:Listing.delete=owner filter:Listing.city filter:Listing.property_type filter:Listing.price ' +
        'sort:Listing.price sort:Listing.created_at',
    ),
  },
  {
    id: 'podcast',
    text:
      'We need a backend for podcasts. Every podcast has a title, a description, a language and a cover ' +
      'image, and has many episodes. Episodes have a title, an audio URL, a duration in seconds, an episode ' +
      'number and a publish date. Listeners can subscribe to podcasts. Episodes are sorted by publish date.',
    facts: facts(
      'res:Podcast res:Episode f:Podcast.title=string f:Podcast.description=text f:Podcast.language=string ' +
        'f:Podcast.cover_image=url r:Episode.podcast>Podcast f:Episode.title=string f:Episode.audio_url=url ' +
        'f:Episode.duration=int f:Episode.episode_number=int f:Episode.publish_date=date action:subscribe ' +
        'sort:Episode.publish_date',
    ),
  },
  {
    id: 'invoices',
    text:
      'Invoicing service using MySQL. Clients have a name, email, and billing address. Invoices have a ' +
      'number (unique), an issue date, a due date, a currency and a status that can be draft, sent, paid or ' +
      'overdue. Each invoice belongs to a client and has many line items. A line item has a description, a ' +
      'quantity and a unit price. Sending an invoice sets sent_at and emails the client. Accountants manage ' +
      'invoices.',
    facts: facts(
      'res:Client res:Invoice res:LineItem f:Client.name=string f:Client.email=email ' +
        'f:Client.billing_address=text f:Invoice.number=string unique:Invoice.number ' +
        'f:Invoice.issue_date=date f:Invoice.due_date=date f:Invoice.currency=string f:Invoice.status=enum ' +
        'enum:Invoice.status=draft|sent|paid|overdue r:Invoice.client>Client r:LineItem.invoice>Invoice ' +
        'f:LineItem.description=text f:LineItem.quantity=int f:LineItem.unit_price=money action:send ' +
        'eff:send=set eff:send=enqueue acc:Invoice.create=role:accountant cfg:database=mysql',
    ),
  },
  {
    id: 'iot',
    text:
      'Devices report sensor readings. A device has a serial number, a name, a location and an online flag. ' +
      'A reading has a device, a metric name, a value and a recorded timestamp. Readings cannot be changed ' +
      'once stored. I want offset pagination and API key authentication, with readings filtered by device ' +
      'and time range.',
    facts: facts(
      'res:Device res:Reading f:Device.serial_number=string f:Device.name=string f:Device.location=string ' +
        'f:Device.online=bool r:Reading.device>Device f:Reading.metric_name=string f:Reading.value=float ' +
        'f:Reading.recorded_timestamp=datetime cfg:pagination=offset cfg:auth_style=api_key ' +
        'filter:Reading.device rep:changed rep:range',
    ),
  },
  {
    id: 'jobs',
    text:
      'Job board: companies post jobs and candidates apply to them. A company has a name, website and logo. ' +
      'A job has a title, description, location, salary range, employment type (full-time, part-time, ' +
      'contract) and remote flag. Applications link a candidate to a job and have a cover letter, a resume ' +
      'URL and a status of submitted, reviewing, rejected or hired. Search jobs by title and description.',
    facts: facts(
      'res:Company res:Job res:Application f:Company.name=string f:Company.website=url f:Company.logo=url ' +
        'f:Job.title=string f:Job.description=text f:Job.location=string f:Job.employment_type=enum ' +
        'enum:Job.employment_type=full_time|part_time|contract f:Job.remote=bool r:Application.job>Job ' +
        'f:Application.cover_letter=text f:Application.resume_url=url f:Application.status=enum ' +
        'enum:Application.status=submitted|reviewing|rejected|hired search:Job.title search:Job.description ' +
        'action:apply r:Job.company>Company',
    ),
  },
  {
    id: 'forum',
    text:
      'Discussion forum. Threads: title, body, locked (default false), category. Replies belong to a thread ' +
      'and have a body. Users can upvote threads. Moderators can lock threads and delete any reply. Threads ' +
      'and replies have an author. JWT auth, soft delete, cursor pagination, Docker.',
    facts: facts(
      'res:Thread res:Reply f:Thread.title=string f:Thread.body=text f:Thread.locked=bool ' +
        'f:Thread.category=string r:Reply.thread>Thread f:Reply.body=text action:upvote action:lock ' +
        'acc:lock=role:moderator acc:Reply.delete=role:moderator r:Thread.author>User r:Reply.author>User ' +
        'cfg:auth_style=jwt cfg:pagination=cursor opt:Thread.soft_delete opt:Reply.soft_delete',
    ),
  },
  {
    id: 'parking',
    text:
      'Parking garage service. Spots have a code that is unique, a level and a size (compact, regular, ' +
      'large). Reservations belong to a spot and a driver and have a start time and an end time. A ' +
      'reservation can be cancelled or extended. Only operators can create spots. Filter reservations by ' +
      'spot. JWT auth with PostgreSQL.',
    facts: facts(
      'res:Spot res:Reservation f:Spot.code=string unique:Spot.code f:Spot.level=string f:Spot.size=enum ' +
        'enum:Spot.size=compact|regular|large r:Reservation.spot>Spot r:Reservation.driver>User ' +
        'f:Reservation.start_time=datetime f:Reservation.end_time=datetime action:cancel action:extend ' +
        'acc:Spot.create=role:operator filter:Reservation.spot cfg:auth_style=jwt cfg:database=postgresql',
    ),
  },
  {
    id: 'music',
    text:
      'Build me an API to manage albums, artists and tracks. Artists have a name and a biography. An album ' +
      'belongs to an artist and has a title, a release date and a cover image. Tracks: title, duration in ' +
      'seconds, track number, explicit flag. Every track belongs to an album. Listeners can like tracks. ' +
      'Search tracks by title, newest first.',
    facts: facts(
      'res:Album res:Artist res:Track f:Artist.name=string f:Artist.biography=text r:Album.artist>Artist ' +
        'f:Album.title=string f:Album.release_date=date f:Album.cover_image=url f:Track.title=string ' +
        'f:Track.duration=int f:Track.track_number=int f:Track.explicit=bool r:Track.album>Album action:like ' +
        'search:Track.title sort:Track.created_at',
    ),
  },
  {
    id: 'surveys',
    text:
      'Customers fill in surveys. A survey has a title, an introduction text and a list of questions. ' +
      'Responses store the survey, the respondent and the answers as JSON. Surveys go from draft to live to ' +
      'closed. Nobody can edit a survey once it is live. Export responses as CSV.',
    facts: facts(
      'res:Survey res:Response f:Survey.title=string f:Survey.introduction=text f:Survey.questions=list ' +
        'r:Response.survey>Survey r:Response.respondent>User f:Response.answers=json states:Survey=draft ' +
        'rep:live rep:csv',
    ),
  },
  {
    id: 'warehouse',
    text:
      'Warehouse API using Tortoise and SQLite. Items have a name, a SKU and a reorder level. Warehouses ' +
      'have a name and an address. Stock entries connect an item and a warehouse and hold the quantity. ' +
      'Receiving stock increases the quantity. Warn when quantity drops below the reorder level.',
    facts: facts(
      'res:Item res:Warehouse res:StockEntry f:Item.name=string f:Item.sku=string f:Item.reorder_level=int ' +
        'f:Warehouse.name=string f:Warehouse.address=text r:StockEntry.item>Item ' +
        'r:StockEntry.warehouse>Warehouse f:StockEntry.quantity=int action:receive eff:receive=increment ' +
        'cfg:db_library=tortoise cfg:database=sqlite rep:below',
    ),
  },
  {
    id: 'pets',
    text:
      'A pet adoption site where shelters list animals. Animals have a name, species, age, a description ' +
      'and an adopted flag, and belong to a shelter. Shelters have a name, a phone number and an email. ' +
      'Visitors can view animals. Users can apply to adopt an animal; shelter staff approve or reject ' +
      'applications.',
    facts: facts(
      'res:Animal res:Shelter f:Animal.name=string f:Animal.species=string f:Animal.age=int ' +
        'f:Animal.description=text f:Animal.adopted=bool r:Animal.shelter>Shelter f:Shelter.name=string ' +
        'f:Shelter.phone_number=string f:Shelter.email=email acc:Animal.list=public rep:apply rep:approve',
    ),
  },
];

function facts(text: string): string[] {
  return text.split(' ');
}
