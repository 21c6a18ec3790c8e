// Schema and values as text, in the way of Shared/Description.cs.
import { Type } from 'apache-arrow';

const units = ['s', 'ms', 'us', 'ns'];
const isRaw = new Set([Type.Date, Type.Time, Type.Timestamp, Type.Duration]);

export function describe(table) {
  const schema = table.schema;
  return {
    schema: schema.fields.map(field).join('; ') + metadata(schema.metadata),
    batches: table.batches.map(batch => schema.fields.map((f, i) => values(f.type, batch.getChildAt(i)))),
  };
}

function field(f) {
  return `${f.name}: ${type(f.type)}${f.nullable ? '?' : ''}${metadata(f.metadata)}`;
}

function metadata(map) {
  return map.size === 0 ? '' : ` <${[...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => `${k}=${v}`).join(',')}>`;
}

function type(t) {
  switch (t.typeId) {
    case Type.Null: return 'null';
    case Type.Int: return `${t.isSigned ? '' : 'u'}int${t.bitWidth}`;
    case Type.Float: return `float${16 << t.precision}`;
    case Type.Binary: return 'binary';
    case Type.LargeBinary: return 'large_binary';
    case Type.Utf8: return 'utf8';
    case Type.LargeUtf8: return 'large_utf8';
    case Type.Bool: return 'bool';
    case Type.Decimal: return `decimal(${t.precision},${t.scale})`;
    case Type.Date: return `date${t.unit === 0 ? 32 : 64}`;
    case Type.Time: return `time${t.bitWidth}[${units[t.unit]}]`;
    case Type.Timestamp: return `timestamp[${units[t.unit]},${t.timezone ?? ''}]`;
    case Type.Duration: return `duration[${units[t.unit]}]`;
    case Type.List: return `list<${field(t.children[0])}>`;
    case Type.LargeList: return `large_list<${field(t.children[0])}>`;
    case Type.FixedSizeList: return `list${t.listSize}<${field(t.children[0])}>`;
    case Type.FixedSizeBinary: return `binary${t.byteWidth}`;
    case Type.Struct: return `struct<${t.children.map(field).join('; ')}>`;
    case Type.Map: return `map<${type(t.children[0].type)}${t.keysSorted ? ' sorted' : ''}>`;
    case Type.Dictionary: return `dictionary<${type(t.indices)},${type(t.dictionary)}${t.isOrdered ? ' ordered' : ''}>`;
    default: throw new Error(`no text for ${t}`);
  }
}

function values(t, vector) {
  const result = [];
  for (let i = 0; i < vector.length; i++) {
    // What is a number of units is taken as it lies there: the values that the library makes of it are rounded.
    const value = vector.get(i);
    result.push(text(t, value !== null && isRaw.has(t.typeId) ? vector.data[0].values[i] : value));
  }

  return result;
}

function text(t, value) {
  if (value === null || value === undefined) {
    return 'null';
  }

  switch (t.typeId) {
    case Type.Bool: return String(value);
    case Type.Float: return float(value);
    case Type.Utf8:
    case Type.LargeUtf8: return `'${value}'`;
    case Type.Binary:
    case Type.LargeBinary:
    case Type.FixedSizeBinary: return `x${Buffer.from(value).toString('hex')}`;
    case Type.Decimal: return decimal(value);
    case Type.List:
    case Type.LargeList:
    case Type.FixedSizeList: return `[${values(t.children[0].type, value).join(',')}]`;
    case Type.Struct: return `{${t.children.map(child => `${child.name}:${text(child.type, value[child.name])}`).join(',')}}`;
    case Type.Map: {
      const [key, item] = t.children[0].type.children;
      return `{${[...value].map(([k, v]) => `${text(key.type, k)}=>${text(item.type, v)}`).join(',')}}`;
    }

    case Type.Dictionary: return text(t.dictionary, value);
    default: return String(value);
  }
}

function float(value) {
  if (Number.isNaN(value)) {
    return 'NaN';
  }

  const bits = Buffer.alloc(8);
  bits.writeDoubleBE(value);
  return `f${bits.toString('hex')}`;
}

function decimal(words) {
  const bytes = Buffer.from(words.buffer, words.byteOffset, words.byteLength);
  const unsigned = bytes.readBigUInt64LE(0) | (bytes.readBigUInt64LE(8) << 64n);
  return String(BigInt.asIntN(128, unsigned));
}
