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
        private readonly VariableSizeValues<int> _values = new();

        protected BuilderBase(IArrowType dataType) => DataType = dataType;

        public int Length => ValueOffsets.Length;

        protected IArrowType DataType { get; }

        protected TBuilder Instance => Unsafe.As<TBuilder>(this);

        /// <inheritdoc cref="VariableSizeValues{TOffset}.Offsets" />
        protected ArrowBuffer.Builder<int> ValueOffsets => _values.Offsets;

        protected ArrowBuffer.Builder<byte> ValueBuffer => _values.Bytes;

        protected ArrowBuffer.BitmapBuilder ValidityBuffer => _values.Validity;

        protected int Offset
        {
            get => _values.End;
            set => _values.End = value;
        }

        protected int NullCount => ValidityBuffer.UnsetBitCount;

        public TArray Build(MemoryAllocator allocator = null) => Build(_values.Build(DataType, allocator));

        public TBuilder AppendNull() => Complete(isValid: false);

        public TBuilder Append(byte value) => After(_values.Append(value));

        public TBuilder Append(ReadOnlySpan<byte> span) => After(_values.Append(span));

        public TBuilder Append(IEnumerable<byte> value) => After(_values.Append(value));

        public TBuilder AppendRange(IEnumerable<byte> values) => After(_values.AppendRange(values));

        public TBuilder AppendRange(IEnumerable<byte[]> values) => After(_values.AppendRange(values));

        public TBuilder Reserve(int capacity) => After(_values.Reserve(capacity));

        /// <summary>Cuts off the last values, or appends nulls.</summary>
        public TBuilder Resize(int length) => After(_values.Resize(length));

        public TBuilder Swap(int i, int j) => throw VariableSizeValues<int>.InPlaceError();

        public TBuilder Set(int index, byte value) => throw VariableSizeValues<int>.InPlaceError();

        public TBuilder Clear() => After(_values.Clear());

        protected abstract TArray Build(ArrayData data);

        protected Span<byte> GetValueBufferSpan(int sizeHint)
        {
            ValueBuffer.Reserve(sizeHint);
            return ValueBuffer.Span[ValueBuffer.Length..];
        }

        /// <summary>Takes what was written into the span as the end of the value to come.</summary>
        protected void AdvanceValueBuffer(int count) => ValueBuffer.Advance(count);

        private protected TBuilder Complete(bool isValid) => After(_values.Complete(isValid));

        private TBuilder After(VariableSizeValues<int> values) => Instance;
    }
}
