using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class LargeListArray
{
    public class Builder : IArrowArrayBuilder<LargeListArray, Builder>
    {
        private readonly ListBounds<long> _lists = new();
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

        public int Length => _lists.Length;

        public int NullCount
        {
            get => _lists.NullCount;
            protected set => _lists.NullCount = value;
        }

        /// <summary>Opens a list; what is then appended to the builder of the values is in it.</summary>
        public Builder Append() => Open(isValid: true);

        public Builder AppendNull() => Open(isValid: false);

        /// <summary>To be called once: the end of the last list stays in the builder.</summary>
        public LargeListArray Build(MemoryAllocator allocator = null)
        {
            var (length, offsets, validity) = _lists.Close(ValueBuilder.Length, allocator);
            return new LargeListArray(_type, length, offsets, ValueBuilder.Build(allocator), validity, NullCount);
        }

        public Builder Reserve(int capacity)
        {
            _lists.Reserve(capacity);
            return this;
        }

        /// <summary>Cuts off the last lists, or appends nulls.</summary>
        public Builder Resize(int length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            if (length < Length)
            {
                ValueBuilder.Resize(_lists.Cut(length));
            }

            while (Length < length)
            {
                AppendNull();
            }

            return this;
        }

        public Builder Clear()
        {
            _lists.Clear();
            ValueBuilder.Clear();
            return this;
        }

        private Builder Open(bool isValid)
        {
            _lists.Open(ValueBuilder.Length, isValid);
            return this;
        }
    }
}
