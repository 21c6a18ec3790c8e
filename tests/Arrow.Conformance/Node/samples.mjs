// Tables of every type, written as streams and as files.
import * as arrow from 'apache-arrow';

const { Field, Int32, Int64, Schema, Utf8 } = arrow;

function* columns() {
  const integers = [
    ['int8', new arrow.Int8(), [1, null, -128, 127, 0]],
    ['int16', new arrow.Int16(), [1, null, -32768, 32767, 0]],
    ['int32', new Int32(), [1, null, -2147483648, 2147483647, 0]],
    ['uint8', new arrow.Uint8(), [1, null, 255, 0]],
    ['uint16', new arrow.Uint16(), [1, null, 65535, 0]],
    ['uint32', new arrow.Uint32(), [1, null, 4294967295, 0]],
    ['int64', new Int64(), [1n, null, -9223372036854775808n, 9223372036854775807n]],
    ['uint64', new arrow.Uint64(), [1n, null, 18446744073709551615n]],
  ];
  yield* integers;
  yield ['float16', new arrow.Float16(), [1.5, null, -2, 0.25]];
  yield ['float32', new arrow.Float32(), [1.5, null, -3.25, Infinity]];
  yield ['float64', new arrow.Float64(), [1.1, null, -Infinity, NaN, 5e-324]];
  yield ['bool', new arrow.Bool(), [true, null, false, true, true, false, null, true, true, false]];
  yield ['utf8', new Utf8(), ['', null, 'a', 'größer', '日本', '😀']];
  yield ['large_utf8', new arrow.LargeUtf8(), ['', null, 'a', 'größer']];
  yield ['binary', new arrow.Binary(), [Uint8Array.of(), null, Uint8Array.of(0, 255), Uint8Array.of(1)]];
  yield ['large_binary', new arrow.LargeBinary(), [Uint8Array.of(), null, Uint8Array.of(0, 255)]];
  yield ['fixed_binary', new arrow.FixedSizeBinary(3), [Uint8Array.of(1, 2, 3), null, Uint8Array.of(4, 5, 6)]];
  yield ['decimal', new arrow.Decimal(3, 38, 128), [Uint32Array.of(1, 2, 3, 4), null, Uint32Array.of(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff)]];
  yield ['date32', new arrow.DateDay(), [new Date(86400000), null, new Date(0)]];
  yield ['date64', new arrow.DateMillisecond(), [new Date(86400000), null, new Date(0)]];
  yield ['time_s', new arrow.TimeSecond(), [1, null, 86399]];
  yield ['time_ms', new arrow.TimeMillisecond(), [1, null, 86399999]];
  yield ['time_us', new arrow.TimeMicrosecond(), [1n, null, 86399999999n]];
  yield ['time_ns', new arrow.TimeNanosecond(), [1n, null, 86399999999999n]];
  yield ['timestamp_s', new arrow.TimestampSecond(), [1000, null, 0]];
  yield ['timestamp_ms', new arrow.TimestampMillisecond('UTC'), [1, null, -1]];
  yield ['timestamp_us', new arrow.TimestampMicrosecond('Europe/Berlin'), [1, null, 5]];
  yield ['timestamp_ns', new arrow.TimestampNanosecond(), [1, null, 7]];
  yield ['duration_ms', new arrow.DurationMillisecond(), [1n, null, -5n]];
  yield ['duration_ns', new arrow.DurationNanosecond(), [1n, null, 5n]];
  yield ['list', new arrow.List(new Field('item', new Int32(), true)), [[1, null, 3], null, [], [4]]];
  yield ['list_of_lists', new arrow.List(new Field('item', new arrow.List(new Field('item', new Utf8(), true)), true)), [[['a'], null, []], null, [], [['b', null]]]];
  yield ['fixed_list', new arrow.FixedSizeList(2, new Field('item', new Int32(), true)), [[1, null], null, [3, 4]]];
  yield ['struct', new arrow.Struct([new Field('a', new Int32(), true), new Field('b', new Utf8(), true)]), [{ a: 1, b: 'x' }, null, { a: null, b: 'y' }]];
  yield ['map', new arrow.Map_(new Field('entries', new arrow.Struct([new Field('key', new Utf8(), false), new Field('value', new Int32(), true)]), false)), [new Map([['a', 1], ['b', null]]), null, new Map()]];
  yield ['dictionary', new arrow.Dictionary(new Utf8(), new Int32()), ['a', null, 'b', 'a']];
  yield ['dictionary8', new arrow.Dictionary(new Int64(), new arrow.Int8()), [5n, null, 7n, 5n]];
}

export function* samples() {
  const all = {};
  for (const [name, type, items] of columns()) {
    const table = new arrow.Table({ [name]: arrow.vectorFromArray(items, type) });
    yield* both(name, table);
    yield* both(`${name}-sliced`, table.slice(1));
    yield* both(`${name}-empty`, new arrow.Table({ [name]: arrow.vectorFromArray([], type) }));
    all[name] = arrow.vectorFromArray([items[0], items[1], items[0]], type);
  }

  yield* both('all', new arrow.Table(all));
  yield* both('nulls', new arrow.Table({ n: arrow.vectorFromArray([null, null, null], new arrow.Null()) }));
  yield* both('batches', new arrow.Table({ v: arrow.vectorFromArray([1, 2], new Int32()) }).concat(new arrow.Table({ v: arrow.vectorFromArray([3, null], new Int32()) })));
  yield* both('deltas', new arrow.Table({ d: growing() }));
  yield* both('metadata', withMetadata());
  yield* both('none', new arrow.Table(new Schema([new Field('v', new Int32(), true)])));
}

function* both(name, table) {
  yield [`${name}.stream`, arrow.tableToIPC(table, 'stream')];
  yield [`${name}.file`, arrow.tableToIPC(table, 'file')];
}

// A dictionary to which the second batch adds, so that the writer sends a delta.
function growing() {
  const builder = arrow.makeBuilder({ type: new arrow.Dictionary(new Utf8(), new Int32()), nullValues: [null] });
  const first = builder.append('a').append('b').flush();
  const second = builder.append('c').append(null).append('a').flush();
  return new arrow.Vector([first, second]);
}

function withMetadata() {
  const schema = new Schema([new Field('v', new Int32(), false, new Map([['unit', 'µm'], ['a', '']]))], new Map([['made by', 'node']]));
  const data = arrow.makeData({ type: new arrow.Struct(schema.fields), length: 2, nullCount: 0, children: [arrow.vectorFromArray([1, 2], new Int32()).data[0]] });
  return new arrow.Table(schema, new arrow.RecordBatch(schema, data));
}
