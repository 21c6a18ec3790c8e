using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class LargeListArray
{
    public class Builder : IArrowArrayBuilder<LargeListArray, Builder>
    {
        private readonly ArrowBuffer.Builder<long> _offsets = new();
        private readonly ArrowBuffer.BitmapBuilder _validity = new();
        private readonly IArrowType _type;

        public Builder(IArrowType valueDataType)
            : this(new LargeListType(valueDataType))
        {
        }

        public Builder(Field valueField)
            : this(new LargeListType(valueField))
        {
        }

        internal Builder(LargeListType type)
        {
            _type = type;
            ValueBuilder = BuilderFactory.Create(type.ValueDataType);
        }

        public IArrowArrayBuilder<IArrowArray, IArrowArrayBuilder<IArrowArray>> ValueBuilder { get; }

        public int Length => _offsets.Length;

        public int NullCount { get; protected set; }

        /// <summary>Opens a list; what is then appended to the builder of the values is in it.</summary>
        public Builder Append()
        {
            _offsets.Append(ValueBuilder.Length);
            _validity.Append(true);
            return this;
        }

        public Builder AppendNull()
        {
            _offsets.Append(ValueBuilder.Length);
            _validity.Append(false);
            NullCount++;
            return this;
        }

        /// <summary>To be called once: the end of the last list stays in the builder.</summary>
        public LargeListArray Build(MemoryAllocator allocator = null)
        {
            _offsets.Append(ValueBuilder.Length);
            var validity = NullCount == 0 ? ArrowBuffer.Empty : _validity.Build(allocator);
            return new LargeListArray(_type, Length - 1, _offsets.Build(allocator), ValueBuilder.Build(allocator), validity, NullCount);
        }

        public Builder Reserve(int capacity)
        {
            _offsets.Reserve(checked(capacity + 1));
            _validity.Reserve(capacity);
            return this;
        }

        /// <summary>Cuts off the last lists, or appends nulls.</summary>
        public Builder Resize(int length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            if (length < Length)
            {
                ValueBuilder.Resize((int)_offsets.Span[length]);
                _offsets.Resize(length);
                _validity.Resize(length);
                NullCount = _validity.UnsetBitCount;
            }

            while (Length < length)
            {
                AppendNull();
            }

            return this;
        }

        public Builder Clear()
        {
            _offsets.Clear();
            _validity.Clear();
            ValueBuilder.Clear();
            NullCount = 0;
            return this;
        }
    }
}
