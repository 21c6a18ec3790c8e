using Apache.Arrow;
using Apache.Arrow.Types;

namespace Arrow.Conformance.Shared;

/// <summary>Arrays of any type with any values, nulls among them, some of them slices of longer ones.</summary>
internal sealed class RandomArrays(Random random)
{
    private const int MaxDepth = 3;

    public IArrowType Type(int depth = 0)
    {
        var leaves = Leaves;
        var pick = random.Next(leaves.Length + (depth < MaxDepth ? 6 : 0));
        return (pick - leaves.Length) switch
        {
            0 => new ListType(Item(depth)),
            1 => new LargeListType(Item(depth)),
            2 => new FixedSizeListType(Item(depth), random.Next(1, 4)),
            3 => new StructType([.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new Field($"f{i}", Type(depth + 1), true))]),
            4 => new MapType(StringType.Default, Type(depth + 1)),
            5 => new DictionaryType(IndexType, DictionaryValueType, random.Next(2) == 0),
            _ => leaves[pick],
        };
    }

    /// <summary>Every type that has no others in it, and one of each that has.</summary>
    public static IArrowType[] AllTypes { get; } =
    [
        .. Leaves,
        new ListType(Int32Type.Default),
        new ListType(new ListType(StringType.Default)),
        new LargeListType(DoubleType.Default),
        new FixedSizeListType(Int16Type.Default, 3),
        new StructType([new Field("a", Int32Type.Default, true), new Field("b", StringType.Default, false)]),
        new MapType(StringType.Default, Int64Type.Default),
        new DictionaryType(Int8Type.Default, StringType.Default, false),
        new DictionaryType(UInt16Type.Default, Int64Type.Default, true),
        new DictionaryType(Int32Type.Default, new ListType(Int32Type.Default), false),
        new ListType(new DictionaryType(Int32Type.Default, StringType.Default, false)),
        new StructType([new Field("d", new DictionaryType(Int16Type.Default, StringType.Default, false), true)]),
    ];

    public IArrowArray Array(IArrowType type, int length, bool withNulls = true)
    {
        // A quarter of all arrays begin within their buffers, some of them within a byte of the bitmap.
        if (length > 0 && random.Next(4) == 0)
        {
            var before = random.Next(1, 20);
            return ArrowArrayFactory.Slice(Whole(type, before + length + random.Next(3), withNulls), before, length);
        }

        return Whole(type, length, withNulls);
    }

    private static IArrowType[] Leaves =>
    [
        NullType.Default, BooleanType.Default,
        Int8Type.Default, Int16Type.Default, Int32Type.Default, Int64Type.Default,
        UInt8Type.Default, UInt16Type.Default, UInt32Type.Default, UInt64Type.Default,
        HalfFloatType.Default, FloatType.Default, DoubleType.Default,
        new Decimal128Type(38, 4), new FixedSizeBinaryType(5),
        Date32Type.Default, Date64Type.Default,
        TimeType.Second, TimeType.Millisecond, TimeType.Microsecond, TimeType.Nanosecond,
        new TimestampType(TimeUnit.Second, (string?)null), new TimestampType(TimeUnit.Microsecond, "UTC"), new TimestampType(TimeUnit.Nanosecond, "Europe/Berlin"),
        DurationType.Second, DurationType.Nanosecond,
        StringType.Default, LargeStringType.Default, BinaryType.Default, LargeBinaryType.Default,
    ];

    private IArrowType IndexType => random.Next(3) switch { 0 => Int8Type.Default, 1 => UInt16Type.Default, _ => Int32Type.Default };

    private IArrowType DictionaryValueType => random.Next(3) switch { 0 => StringType.Default, 1 => Int64Type.Default, _ => DoubleType.Default };

    private Field Item(int depth) => new("item", Type(depth + 1), true);

    private IArrowArray Whole(IArrowType type, int length, bool withNulls)
    {
        if (type is NullType)
        {
            return new NullArray(length);
        }

        var (validity, nulls) = withNulls ? Validity(length) : (ArrowBuffer.Empty, 0);
        return ArrowArrayFactory.BuildArray(type switch
        {
            BooleanType => new ArrayData(type, length, nulls, 0, [validity, Bytes((length + 7) / 8)]),
            DictionaryType dictionary => Dictionary(dictionary, length, validity, nulls),
            FixedSizeBinaryType binary => new ArrayData(type, length, nulls, 0, [validity, Bytes(length * binary.ByteWidth)]),
            DateType or TimeBasedType => new ArrayData(type, length, nulls, 0, [validity, Days((FixedWidthType)type, length)]),
            FixedWidthType fixedWidth => new ArrayData(type, length, nulls, 0, [validity, Bytes(length * fixedWidth.BitWidth / 8)]),
            BinaryType or StringType => Variable(type, length, validity, nulls, isLarge: false),
            LargeBinaryType or LargeStringType => Variable(type, length, validity, nulls, isLarge: true),
            ListType list => List(list.ValueDataType, type, length, validity, nulls, isLarge: false),
            LargeListType list => List(list.ValueDataType, type, length, validity, nulls, isLarge: true),
            MapType map => Map(map, length, validity, nulls),
            FixedSizeListType list => new ArrayData(type, length, nulls, 0, [validity], [Array(list.ValueDataType, length * list.ListSize).Data]),
            StructType structs => new ArrayData(type, length, nulls, 0, [validity], [.. structs.Fields.Select(field => Array(field.DataType, length, field.IsNullable).Data)]),
            _ => throw new NotSupportedException(type.Name),
        });
    }

    private (ArrowBuffer Bitmap, int Nulls) Validity(int length)
    {
        if (random.Next(3) == 0)
        {
            return (ArrowBuffer.Empty, 0);
        }

        var bits = new ArrowBuffer.BitmapBuilder();
        for (var i = 0; i < length; i++)
        {
            bits.Append(random.Next(4) != 0);
        }

        return bits.UnsetBitCount == 0 ? (ArrowBuffer.Empty, 0) : (bits.Build(), random.Next(4) == 0 ? -1 : bits.UnsetBitCount);
    }

    private ArrowBuffer Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return new ArrowBuffer(bytes);
    }

    // Within a day: whatever the unit, all readers agree on what that is.
    private ArrowBuffer Days(FixedWidthType type, int length)
    {
        if (type.BitWidth == 32)
        {
            var days = new ArrowBuffer.Builder<int>();
            for (var i = 0; i < length; i++)
            {
                days.Append(random.Next(86_400));
            }

            return days.Build();
        }

        var times = new ArrowBuffer.Builder<long>();
        for (var i = 0; i < length; i++)
        {
            times.Append(type is Date64Type ? random.Next(20_000) * 86_400_000L : random.Next(86_400));
        }

        return times.Build();
    }

    private ArrayData Variable(IArrowType type, int length, ArrowBuffer validity, int nulls, bool isLarge)
    {
        var values = new ArrowBuffer.Builder<byte>();
        var offsets = Offsets(length, isLarge, () =>
        {
            var count = random.Next(6);
            for (var i = 0; i < count; i++)
            {
                values.Append(type is StringType or LargeStringType ? (byte)random.Next('a', 'z') : (byte)random.Next(256));
            }

            return count;
        });
        return new ArrayData(type, length, nulls, 0, [validity, offsets, values.Build()]);
    }

    private ArrayData List(IArrowType itemType, IArrowType type, int length, ArrowBuffer validity, int nulls, bool isLarge)
    {
        var total = 0;
        var offsets = Offsets(length, isLarge, () =>
        {
            var count = random.Next(4);
            total += count;
            return count;
        });
        return new ArrayData(type, length, nulls, 0, [validity, offsets], [Array(itemType, total + random.Next(3)).Data]);
    }

    private ArrayData Map(MapType type, int length, ArrowBuffer validity, int nulls)
    {
        var total = 0;
        var keys = new StringArray.Builder();
        var offsets = Offsets(length, isLarge: false, () =>
        {
            // Keys of one map differ.
            var count = random.Next(3);
            for (var i = 0; i < count; i++)
            {
                keys.Append($"k{i}");
            }

            total += count;
            return count;
        });
        var entries = new StructArray(type.KeyValueType, total, [keys.Build(), Array(type.ValueField.DataType, total)], ArrowBuffer.Empty);
        return new ArrayData(type, length, nulls, 0, [validity, offsets], [entries.Data]);
    }

    private ArrayData Dictionary(DictionaryType type, int length, ArrowBuffer validity, int nulls)
    {
        var size = random.Next(1, 20);
        var bytes = ((FixedWidthType)type.IndexType).BitWidth / 8;
        var indices = new byte[length * bytes];
        for (var i = 0; i < length; i++)
        {
            indices[i * bytes] = (byte)random.Next(size);
        }

        return new ArrayData(type, length, nulls, 0, [validity, new ArrowBuffer(indices)], null, Array(type.ValueType, size).Data);
    }

    private static ArrowBuffer Offsets(int length, bool isLarge, Func<int> next)
    {
        var (small, large, end) = (new ArrowBuffer.Builder<int>(), new ArrowBuffer.Builder<long>(), 0);
        for (var i = 0; i <= length; i++)
        {
            small.Append(end);
            large.Append(end);
            end += i < length ? next() : 0;
        }

        return isLarge ? large.Build() : small.Build();
    }
}
