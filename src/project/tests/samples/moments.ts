/** Samples of dates, times and what else has one form only. */
import type { ScalarType } from '../../../design/api-design.ts';
import { dates, uuids } from '../../../plan/symbols.ts';
import { fstring, type Part, py } from '../../../python/index.ts';
import { type Fresh, plain, type Samples } from './sample.ts';

const fresh = (code: Part): Fresh => ({ code, numbered: true });

/** A day that no other number has. */
const day = py`${dates.date}(2026, 1, 1) + ${dates.timedelta}(days=number)`;

const datetime: Samples = {
  values: ['2026-01-01T09:00:00Z', '2026-01-02T09:00:00Z', '2026-01-03T09:00:00Z'],
  fresh: fresh(fstring(day, 'T09:00:00Z')),
  accepted: [plain('2026-01-31T12:30:15.123456Z')],
  rejected: [
    ...['2026-01-31T12:30:15', '2026-02-30T12:00:00Z', 'yesterday', '1767225600', '0001-01-01T00:00:00+14:00'].map(
      plain,
    ),
    plain(1_767_225_600),
  ],
};

const date: Samples = {
  values: ['2026-01-01', '2026-01-02', '2026-01-03'],
  fresh: fresh(py`str(${day})`),
  accepted: [plain('2024-02-29')],
  rejected: [...['2026-02-29', '31.01.2026', 'today', '1767225600'].map(plain), plain(20_260_131)],
};

const time: Samples = {
  values: ['09:00:00', '10:00:00', '11:00:00'],
  fresh: fresh(fstring(py`number // 60 % 24:02`, ':', py`number % 60:02`, ':00')),
  accepted: [plain('00:00:00'), plain('23:59:59')],
  rejected: [...['24:00:00', '9:30', 'noon', '34200'].map(plain), plain(930)],
};

const uuid: Samples = {
  values: [1, 2, 3].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`),
  fresh: fresh(py`str(${uuids.uuid4}())`),
  accepted: [],
  rejected: [plain('42'), plain(42)],
};

/** By type. */
export const MOMENTS: Readonly<Partial<Record<ScalarType, Samples>>> = {
  datetime,
  date,
  time,
  uuid: { ...uuid, fresh: { ...uuid.fresh, numbered: false } },
};
