using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>The elements of arrays one after the other, in new memory.</summary>
internal sealed class Concatenation(MemoryAllocator allocator)
{
    private readonly MemoryAllocator _allocator = allocator ?? MemoryAllocator.Default.Value;

    public ArrayData Of(IReadOnlyList<ArrayData> list)
    {
        var type = list[0].DataType;
        if (list.Any(data => !TypeComparer.AreSame(data.DataType, type)))
        {
            throw new ArgumentException($"Not all arrays are of type {type.Name}.", nameof(list));
        }

        var length = checked(list.Sum(static data => data.Length));
        var nulls = checked(list.Sum(static data => data.GetNullCount()));
        if (type.TypeId == ArrowTypeId.Null)
        {
            return new ArrayData(type, length, length, 0, buffers: [], children: []);
        }

        var validity = nulls == 0 ? ArrowBuffer.Empty : Bits(list, 0, length);
        return type switch
        {
            DictionaryType dictionary => new ArrayData(type, length, nulls, 0, [validity, Elements(list, dictionary.BitWidth / 8)], null, CommonDictionary(list)),
            BooleanType => new ArrayData(type, length, nulls, 0, [validity, Bits(list, 1, length)], null),
            FixedSizeBinaryType binary => new ArrayData(type, length, nulls, 0, [validity, Elements(list, binary.ByteWidth)], null),
            FixedWidthType fixedWidth => new ArrayData(type, length, nulls, 0, [validity, Elements(list, fixedWidth.BitWidth / 8)], null),
            BinaryType or StringType => Variable<int>(list, length, nulls, validity),
            LargeBinaryType or LargeStringType => Variable<long>(list, length, nulls, validity),
            ListType or MapType => List<int>(list, length, nulls, validity),
            LargeListType => List<long>(list, length, nulls, validity),
            FixedSizeListType fixedSize => new ArrayData(type, length, nulls, 0, [validity], [Children(list, 0, data => (data.Offset * fixedSize.ListSize, data.Length * fixedSize.ListSize))]),
            StructType structs => new ArrayData(type, length, nulls, 0, [validity], [.. structs.Fields.Select((_, i) => Children(list, i, static data => (data.Offset, data.Length)))]),
            _ => throw new NotSupportedException($"Arrays of type {type.Name} cannot be concatenated."),
        };
    }

    private static ArrayData CommonDictionary(IReadOnlyList<ArrayData> list)
        => list.All(data => ReferenceEquals(data.Dictionary, list[0].Dictionary))
            ? list[0].Dictionary.Retain()
            : throw new NotSupportedException("Arrays of different dictionaries cannot be concatenated.");

    private static (int First, int Last) Ends<TOffset>(ArrayData data)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        if (data.Length == 0)
        {
            return (0, 0);
        }

        var offsets = data.Buffers[1].Span.CastTo<TOffset>();
        return (int.CreateChecked(offsets[data.Offset]), int.CreateChecked(offsets[data.Offset + data.Length]));
    }

    private ArrowBuffer Bits(IReadOnlyList<ArrayData> list, int buffer, int length)
    {
        var bits = new ArrowBuffer.BitmapBuilder(length);
        foreach (var data in list)
        {
            // No bitmap, or none that counts: all are valid.
            if (buffer == 0 && (data.GetNullCount() == 0 || data.Buffers[0].IsEmpty))
            {
                bits.AppendRange(true, data.Length);
            }
            else
            {
                var part = new byte[BitUtility.ByteCount(data.Length)];
                BitUtility.CopyBits(data.Buffers[buffer].Span, data.Offset, data.Length, part);
                if (part.Length > 0)
                {
                    bits.Append(part, data.Length);
                }
            }
        }

        return bits.Build(_allocator);
    }

    private ArrowBuffer Elements(IReadOnlyList<ArrayData> list, int width)
        => Joined(list, data => (checked(data.Offset * width), checked(data.Length * width)), buffer: 1);

    private ArrayData Variable<TOffset>(IReadOnlyList<ArrayData> list, int length, int nulls, ArrowBuffer validity)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
        => new(list[0].DataType, length, nulls, 0, [validity, Offsets<TOffset>(list, length), Joined(list, static data => Extent(Ends<TOffset>(data)), buffer: 2)], null);

    private ArrayData List<TOffset>(IReadOnlyList<ArrayData> list, int length, int nulls, ArrowBuffer validity)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
        => new(list[0].DataType, length, nulls, 0, [validity, Offsets<TOffset>(list, length)], [Children(list, 0, static data => Extent(Ends<TOffset>(data)))]);

    private static (int Start, int Length) Extent((int First, int Last) ends) => (ends.First, ends.Last - ends.First);

    private ArrowBuffer Offsets<TOffset>(IReadOnlyList<ArrayData> list, int length)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var owner = _allocator.Allocate(checked((int)BitUtility.RoundUpToMultipleOf64((length + 1L) * Unsafe.SizeOf<TOffset>())));
        var target = MemoryMarshal.Cast<byte, TOffset>(owner.Memory.Span);
        var (at, end) = (1, 0);
        foreach (var data in list)
        {
            if (data.Length == 0)
            {
                continue;
            }

            var (first, last) = Ends<TOffset>(data);
            var shift = TOffset.CreateChecked(end) - TOffset.CreateChecked(first);
            foreach (var offset in data.Buffers[1].Span.CastTo<TOffset>().Slice(data.Offset + 1, data.Length))
            {
                target[at++] = checked(offset + shift);
            }

            end = checked(end + (last - first));
        }

        return new ArrowBuffer(owner);
    }

    private ArrowBuffer Joined(IReadOnlyList<ArrayData> list, Func<ArrayData, (int Start, int Length)> extentOf, int buffer)
    {
        var total = checked(list.Sum(data => extentOf(data).Length));
        if (total == 0)
        {
            return ArrowBuffer.Empty;
        }

        var owner = _allocator.Allocate(checked((int)BitUtility.RoundUpToMultipleOf64(total)));
        var rest = owner.Memory.Span;
        foreach (var data in list)
        {
            var (start, count) = extentOf(data);
            data.Buffers[buffer].Span.Slice(start, count).CopyTo(rest);
            rest = rest[count..];
        }

        return new ArrowBuffer(owner);
    }

    private ArrayData Children(IReadOnlyList<ArrayData> list, int child, Func<ArrayData, (int Start, int Length)> extentOf)
        => Of([.. list.Select(data => extentOf(data) is var (start, length) ? data.Children[child].Slice(start, length) : null)]);
}
