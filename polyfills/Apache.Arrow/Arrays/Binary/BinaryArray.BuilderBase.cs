using System.Runtime.CompilerServices;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class BinaryArray
{
    public abstract class BuilderBase<TArray, TBuilder> : IArrowArrayBuilder<byte, TArray, TBuilder>
        where TArray : IArrowArray
        where TBuilder : class, IArrowArrayBuilder<byte, TArray, TBuilder>
    {
        protected BuilderBase(IArrowType dataType)
        {
            DataType = dataType;
            ValueOffsets = new ArrowBuffer.Builder<int>();
            ValueBuffer = new ArrowBuffer.Builder<byte>();
            ValidityBuffer = new ArrowBuffer.BitmapBuilder();
        }

        public int Length => ValueOffsets.Length;

        protected IArrowType DataType { get; }

        protected TBuilder Instance => Unsafe.As<TBuilder>(this);

        /// <summary>Where each value starts; the end of the last is added by Build.</summary>
        protected ArrowBuffer.Builder<int> ValueOffsets { get; }

        protected ArrowBuffer.Builder<byte> ValueBuffer { get; }

        protected ArrowBuffer.BitmapBuilder ValidityBuffer { get; }

        protected int Offset { get; set; }

        protected int NullCount => ValidityBuffer.UnsetBitCount;

        public TArray Build(MemoryAllocator allocator = null)
        {
            ValueOffsets.Append(Offset);
            var offsets = ValueOffsets.Build(allocator);
            ValueOffsets.Resize(ValueOffsets.Length - 1);
            var validity = NullCount == 0 ? ArrowBuffer.Empty : ValidityBuffer.Build(allocator);
            return Build(new ArrayData(DataType, Length, NullCount, 0, [validity, offsets, ValueBuffer.Build(allocator)]));
        }

        public TBuilder AppendNull() => Complete(isValid: false);

        public TBuilder Append(byte value)
        {
            ValueBuffer.Append(value);
            return Complete(isValid: true);
        }

        public TBuilder Append(ReadOnlySpan<byte> span)
        {
            ValueBuffer.Append(span);
            return Complete(isValid: true);
        }

        public TBuilder Append(IEnumerable<byte> value)
        {
            if (value is null)
            {
                return AppendNull();
            }

            ValueBuffer.AppendRange(value);
            return Complete(isValid: true);
        }

        public TBuilder AppendRange(IEnumerable<byte> values)
        {
            ArgumentNullException.ThrowIfNull(values);
            foreach (var value in values)
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
                Append((IEnumerable<byte>)value);
            }

            return Instance;
        }

        public TBuilder Reserve(int capacity)
        {
            ValueOffsets.Reserve(checked(capacity + 1));
            ValidityBuffer.Reserve(capacity);
            return Instance;
        }

        /// <summary>Cuts off the last values, or appends nulls.</summary>
        public TBuilder Resize(int length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            if (length < Length)
            {
                Offset = ValueOffsets.Span[length];
                ValueOffsets.Resize(length);
                ValidityBuffer.Resize(length);
                ValueBuffer.Resize((int)Offset);
            }

            while (Length < length)
            {
                AppendNull();
            }

            return Instance;
        }

        public TBuilder Swap(int i, int j) => throw new NotImplementedException("Values of different lengths cannot be swapped in place.");

        public TBuilder Set(int index, byte value) => throw new NotImplementedException("Values of different lengths cannot be set in place.");

        public TBuilder Clear()
        {
            ValueOffsets.Clear();
            ValueBuffer.Clear();
            ValidityBuffer.Clear();
            Offset = 0;
            return Instance;
        }

        protected abstract TArray Build(ArrayData data);

        protected Span<byte> GetValueBufferSpan(int sizeHint)
        {
            ValueBuffer.Reserve(sizeHint);
            return ValueBuffer.Span[ValueBuffer.Length..];
        }

        /// <summary>Takes what was written into the span as the end of the value to come.</summary>
        protected void AdvanceValueBuffer(int count) => ValueBuffer.Advance(count);

        private protected TBuilder Complete(bool isValid)
        {
            ValueOffsets.Append(Offset);
            ValidityBuffer.Append(isValid);
            Offset = ValueBuffer.Length;
            return Instance;
        }
    }
}
