using System.Runtime.CompilerServices;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow.Arrays;

public partial class FixedSizeBinaryArray
{
    public abstract class BuilderBase<TArray, TBuilder> : IArrowArrayBuilder<byte[], TArray, TBuilder>
        where TArray : IArrowArray
        where TBuilder : class, IArrowArrayBuilder<byte[], TArray, TBuilder>
    {
        protected BuilderBase(IArrowType dataType, int byteWidth)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(byteWidth);
            DataType = dataType;
            ByteWidth = byteWidth;
            ValueBuffer = new ArrowBuffer.Builder<byte>();
            ValidityBuffer = new ArrowBuffer.BitmapBuilder();
        }

        public int Length => ValueBuffer.Length / ByteWidth;

        protected IArrowType DataType { get; }

        protected TBuilder Instance => Unsafe.As<TBuilder>(this);

        protected int ByteWidth { get; }

        protected ArrowBuffer.Builder<byte> ValueBuffer { get; }

        protected ArrowBuffer.BitmapBuilder ValidityBuffer { get; }

        protected int NullCount => ValidityBuffer.UnsetBitCount;

        public TArray Build(MemoryAllocator allocator = null)
        {
            var validity = NullCount == 0 ? ArrowBuffer.Empty : ValidityBuffer.Build(allocator);
            return Build(new ArrayData(DataType, Length, NullCount, 0, [validity, BuildValues(allocator)]));
        }

        public TBuilder Reserve(int capacity)
        {
            ValueBuffer.Reserve(checked(capacity * ByteWidth));
            ValidityBuffer.Reserve(capacity);
            return Instance;
        }

        public TBuilder Resize(int length)
        {
            ValueBuffer.Resize(checked(length * ByteWidth));
            ValidityBuffer.Resize(length);
            return Instance;
        }

        public TBuilder Clear()
        {
            ValueBuffer.Clear();
            ValidityBuffer.Clear();
            return Instance;
        }

        public TBuilder Append(byte[] value) => value is null ? AppendNull() : Append(value.AsSpan());

        public TBuilder Append(ReadOnlySpan<byte[]> span)
        {
            foreach (var value in span)
            {
                Append(value);
            }

            return Instance;
        }

        public TBuilder AppendRange(IEnumerable<byte[]> values)
        {
            ArgumentNullException.ThrowIfNull(values);
            foreach (var value in values)
            {
                Append(value);
            }

            return Instance;
        }

        /// <summary>One value, or several one after the other.</summary>
        public TBuilder Append(ReadOnlySpan<byte> span)
        {
            if (span.Length % ByteWidth != 0)
            {
                throw new ArgumentOutOfRangeException(nameof(span), span.Length, $"Not a multiple of the width of {ByteWidth} bytes.");
            }

            ValueBuffer.Append(span);
            ValidityBuffer.AppendRange(true, span.Length / ByteWidth);
            return Instance;
        }

        public TBuilder AppendNull() => Resize(Length + 1);

        public TBuilder Swap(int i, int j)
        {
            ValidityBuffer.Swap(i, j);
            var kept = At(i).ToArray();
            At(j).CopyTo(At(i));
            kept.CopyTo(At(j));
            return Instance;
        }

        public TBuilder Set(int index, byte[] value) => value is null ? SetNull(index) : Set(index, value.AsSpan());

        public TBuilder Set(int index, ReadOnlySpan<byte> value)
        {
            if (value.Length != ByteWidth)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value.Length, $"Values have {ByteWidth} bytes.");
            }

            ValidityBuffer.Set(index);
            value.CopyTo(At(index));
            return Instance;
        }

        public TBuilder SetNull(int index)
        {
            ValidityBuffer.Set(index, false);
            At(index).Clear();
            return Instance;
        }

        protected abstract TArray Build(ArrayData data);

        private Span<byte> At(int index) => ValueBuffer.Span.Slice(checked(index * ByteWidth), ByteWidth);

        // Of exactly the length of the values, unlike the buffers of other builders.
        private ArrowBuffer BuildValues(MemoryAllocator allocator)
        {
            var owner = (allocator ?? MemoryAllocator.Default.Value).Allocate(ValueBuffer.Length);
            ValueBuffer.Content.CopyTo(owner.Memory.Span);
            return new ArrowBuffer(owner);
        }
    }
}
