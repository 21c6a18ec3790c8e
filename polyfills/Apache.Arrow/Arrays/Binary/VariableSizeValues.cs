using System.Numerics;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>
/// What builders of strings and bytes have in common, whatever the width of their offsets: values one after the other, where each starts, and which of them are null.
/// </summary>
internal sealed class VariableSizeValues<TOffset>
    where TOffset : struct, IBinaryInteger<TOffset>
{
    /// <summary>Where each value starts; the end of the last is added by Build.</summary>
    public ArrowBuffer.Builder<TOffset> Offsets { get; } = new();

    public ArrowBuffer.Builder<byte> Bytes { get; } = new();

    public ArrowBuffer.BitmapBuilder Validity { get; } = new();

    /// <summary>The end of the last value.</summary>
    public TOffset End { get; set; }

    public ArrayData Build(IArrowType type, MemoryAllocator allocator)
    {
        Offsets.Append(End);
        var offsets = Offsets.Build(allocator);
        Offsets.Resize(Offsets.Length - 1);
        var nulls = Validity.UnsetBitCount;
        var validity = nulls == 0 ? ArrowBuffer.Empty : Validity.Build(allocator);
        return new ArrayData(type, Offsets.Length, nulls, 0, [validity, offsets, Bytes.Build(allocator)]);
    }

    /// <summary>What has been added to the bytes since the last value is the next one.</summary>
    public VariableSizeValues<TOffset> Complete(bool isValid)
    {
        Offsets.Append(End);
        Validity.Append(isValid);
        End = TOffset.CreateChecked(Bytes.Length);
        return this;
    }

    public VariableSizeValues<TOffset> Append(byte value)
    {
        Bytes.Append(value);
        return Complete(isValid: true);
    }

    public VariableSizeValues<TOffset> Append(ReadOnlySpan<byte> value)
    {
        Bytes.Append(value);
        return Complete(isValid: true);
    }

    public VariableSizeValues<TOffset> Append(IEnumerable<byte> value)
    {
        Bytes.AppendRange(value);
        return Complete(isValid: value is not null);
    }

    public VariableSizeValues<TOffset> AppendRange(IEnumerable<byte> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            Append(value);
        }

        return this;
    }

    public VariableSizeValues<TOffset> AppendRange(IEnumerable<byte[]> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            Append((IEnumerable<byte>)value);
        }

        return this;
    }

    public VariableSizeValues<TOffset> Reserve(int capacity)
    {
        Offsets.Reserve(checked(capacity + 1));
        Validity.Reserve(capacity);
        return this;
    }

    public VariableSizeValues<TOffset> Resize(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length < Offsets.Length)
        {
            End = Offsets.Span[length];
            Offsets.Resize(length);
            Validity.Resize(length);
            Bytes.Resize(int.CreateChecked(End));
        }

        while (Offsets.Length < length)
        {
            Complete(isValid: false);
        }

        return this;
    }

    public VariableSizeValues<TOffset> Clear()
    {
        Offsets.Clear();
        Bytes.Clear();
        Validity.Clear();
        End = TOffset.Zero;
        return this;
    }

    public static NotImplementedException InPlaceError() => new("Values of different lengths cannot be changed in place.");
}
