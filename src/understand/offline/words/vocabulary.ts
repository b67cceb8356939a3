/** Words of descriptions, in singular and in their base form: what a misspelt word may have meant. */

const ATTRIBUTES =
  'title content description summary details status state priority category subject message comment image picture ' +
  'photo address email phone telephone mobile birthday birthdate salary price amount quantity number total balance ' +
  'discount currency payment capacity duration deadline schedule location latitude longitude country postcode ' +
  'language timezone website username password firstname lastname nickname gender weight height width length ' +
  'distance temperature rating score comment feedback reason notes reference barcode serial version colour color ' +
  'brand model manufacturer supplier vendor position department manager speciality specialty biography avatar ' +
  'thumbnail address attachment signature percentage threshold interval frequency expiry expiration ' +
  'available availability verified published archived completed cancelled approved rejected pending active inactive ' +
  'enabled disabled visible hidden required optional unique default maximum minimum between characters letters digits ' +
  'integer string boolean decimal float datetime timestamp calendar time times start started starting ending finish';

const THINGS =
  'account activity advertisement agent album animal answer apartment appointment article artist asset assignment ' +
  'attendance auction author badge bakery batch bicycle booking branch budget building business campaign candidate ' +
  'catalogue catalog certificate channel chapter charge client clinic comment company competition complaint ' +
  'conference contact contract coupon course customer delivery department device dish document donation driver ' +
  'employee employer enrollment enrolment equipment event exam exercise expense experiment favourite favorite ' +
  'feature flight folder forum freelancer garage garden genre grade group guest hospital hotel household incident ' +
  'ingredient inspection instructor insurance inventory invoice journal kitchen language lease lecture lesson library ' +
  'licence license listing machine maintenance manager market marketplace measurement medicine meeting member ' +
  'membership merchant milestone mission module movie museum neighbour notification nurse office order organisation ' +
  'organization organizer owner package parcel parking participant partner passenger patient payment payroll permission ' +
  'person phone plant player playlist podcast policy portfolio prescription product profile project property ' +
  'proposal province publisher purchase question receipt recipe record refund registration reminder rental reply ' +
  'report request reservation resident resource response restaurant review reward school season seller sensor ' +
  'service session shelter shipment shipping skill speaker sponsor staff station stock storage store student ' +
  'subscriber subscription supplier survey teacher team template tenant theatre thread ticket timesheet topic ' +
  'tournament track trainer training transaction transfer trip tutor user vehicle vendor venue veterinarian video ' +
  'visit visitor voucher volunteer warehouse warranty wishlist worker workout workshop workspace';

const VERBS =
  'accept access activate adjust allow apply approve archive assign attach attend belong borrow cancel change check ' +
  'checkout choose close complete confirm contain create deactivate delete deliver describe disable display edit ' +
  'enable enroll filter finish follow forbid generate handle import include increase decrease invite leave ' +
  'limit manage modify notify paginate publish purchase receive register reject release remove rename reopen ' +
  'require reserve restore restrict retrieve return search select share shipped should sorting start submit ' +
  'subscribe support suspend track transfer unpublish update upload validate verify withdraw';

const OTHERS =
  'about above after again against allowed already although always another anybody anyone anything around because ' +
  'before being below beside besides both cannot could database different directly each either endpoint endpoints ' +
  'entity every everybody everyone everything example except field fields filter first following forbidden from ' +
  'further having however immediately instead itself least linked longer maybe might model multiple must never nobody ' +
  'nothing nullable number other otherwise page pagination per permission please possible previous probably ' +
  'quite rather really relation relationship resource route schema second several simple since single somebody ' +
  'someone something sometimes sorted still table than thank their them then there these they thing think this ' +
  'those though three through together twice under unless until usually value version very where whether which ' +
  'while whole whose will with within without would wrote year years month months week weeks hour hours minute ' +
  'minutes admin administrator authentication authorization backend frontend fastapi system using uses used user';

/** Valid words that are one slip away from a known one, and mean what they say. */
const NEIGHBOURS =
  'action actions auction auctions plan bunch lunch crew sample crate stall plate place plain plant plane planet prize prices quote quiet statue latter later letter form forms card cards ' +
  'diner dinner desert dessert trail trial angle angel costs closed closer lender sender gender render tender stare ' +
  'stares stored stories story storey chance chances lever level fever posts poster posted parts ports sports spots ' +
  'course coarse curse source sources nurse purse horse house hours ours lease please least beast feast stake steak ' +
  'brake break bread broad beard board staple stable cable table fable title tile tiles files filed fields filled ' +
  'sorted sort short shirt shift shore share score scare store stone phone shipped shopped shape shapes bookings ' +
  'looking cooking rating ratings dating trader trade traded grade graded guess guest quest vet vets pets beds meal ' +
  'meals deal deals metals medal medals model modal morale moral roles rules rates rated dates cases causes cause ' +
  'custom costume costumes customs county counter counters country boat boats float bloat slot slots plot plots lots ' +
  'recipient recipe receipts precipitation reward rewards forward towards record recorder reorder border orders older ' +
  'holder folder builder boulder shoulder artist article articles chemist dentist patent patents parent parents ' +
  'patient presents present president precedent resident residents incident accident student students prudent';

const MORE =
  'difficulty instruction vegetarian vegan frequency quantity shopping checklist manufacturer capacity label condition friend artist vinyl record genre publisher release playing player winner lending borrower lender holder ' +
  'handle household donation volunteer coordinator ambient chilled frozen storage dietary adult children spoiled handout ' +
  'habit weekly monthly daily yearly plumber office address wrong minute engine engineer technician repair spare workshop ' +
  'estimate material supplier delivery pallet carrier route truck trailer charge meter reading tariff ' +
  'contract clause signature witness deposit rental guarantee furnished bedroom bathroom square tenant landlord ' +
  'chapter verse lyrics melody concert stage ticket section barrier entrance badge scanner lanyard speaker abstract ' +
  'keynote panel review reviewer score decision deadline submission conference track venue seating capacity waiting ' +
  'waitlist dosage medication allergy symptom diagnosis treatment surgery patient doctor nurse insurance claim policy ' +
  'premium coverage incident injury witness severity investigation corrective measure evidence recipe ingredient ' +
  'serving calorie protein allergen kitchen station shift roster break overtime holiday absence sickness manager ' +
  'approve approval request pending rejected accepted declined finished started running failed queue worker retry ' +
  'priority payload webhook secret token scope client tenant quota usage invoice billing cycle refund credit debit ' +
  'ledger account balance transfer currency exchange rate spread margin profit revenue forecast budget expense receipt ' +
  'mileage vehicle driver license plate insurance inspection defect fleet garage fuel odometer trip destination ' +
  'departure arrival gate terminal airline luggage passenger booking seat cabin crew animal breed species shelter ' +
  'adoption foster vaccine microchip weight colour pattern kennel volunteer walker garden plot plant harvest seed ' +
  'watering sensor humidity temperature threshold alarm alert greenhouse bench tool drill borrow deposit member ' +
  'membership renewal lapsed trainer session course lesson exam grade student teacher parent class room building ' +
  'floor seat projector whiteboard equipment catering guest visitor badge host delegate already another because ' +
  'people person should would could before after where which their there these those other every never always ' +
  'nothing something anything everything sometimes yesterday tomorrow today morning evening afternoon';

/** Names of things and of what is said about them: the words that are misspelt, in singular. */
export const NOUNS: readonly string[] = [...new Set([ATTRIBUTES, THINGS, MORE].flatMap((words) => words.split(' ')))];

/** Words of other kinds: as they stand here. */
export const OTHER_WORDS: readonly string[] = [
  ...new Set([VERBS, OTHERS, NEIGHBOURS].flatMap((words) => words.split(' '))),
];
