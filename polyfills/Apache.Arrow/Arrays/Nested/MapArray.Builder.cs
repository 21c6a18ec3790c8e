using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class MapArray
{
    public new class Builder : IArrowArrayBuilder<MapArray, Builder>
    {
        private readonly ArrowBuffer.Builder<int> _offsets = new();
        private readonly ArrowBuffer.BitmapBuilder _validity = new();

        public Builder(MapType type)
        {
            DataType = type;
            KeyBuilder = BuilderFactory.Create(type.KeyField.DataType);
            ValueBuilder = BuilderFactory.Create(type.ValueField.DataType);
        }

        public IArrowArrayBuilder<IArrowArray, IArrowArrayBuilder<IArrowArray>> KeyBuilder { get; }

        public IArrowArrayBuilder<IArrowArray, IArrowArrayBuilder<IArrowArray>> ValueBuilder { get; }

        public int Length => _offsets.Length;

        public int NullCount { get; protected set; }

        public MapType DataType { get; }

        /// <summary>Opens a map; what is then appended to the builders of keys and values is in it.</summary>
        public Builder Append() => Open(isValid: true);

        public Builder AppendNull()
        {
            NullCount++;
            return Open(isValid: false);
        }

        /// <summary>To be called once: the end of the last map stays in the builder.</summary>
        public MapArray Build(MemoryAllocator allocator = null)
        {
            CheckPairs();
            var pairs = KeyBuilder.Length;
            _offsets.Append(pairs);
            var validity = NullCount == 0 ? ArrowBuffer.Empty : _validity.Build(allocator);
            var structs = new StructArray(DataType.KeyValueType, pairs, [KeyBuilder.Build(allocator), ValueBuilder.Build(allocator)], ArrowBuffer.Empty);
            return new MapArray(DataType, Length - 1, _offsets.Build(allocator), structs, validity, NullCount);
        }

        public Builder Reserve(int capacity)
        {
            _offsets.Reserve(checked(capacity + 1));
            _validity.Reserve(capacity);
            return this;
        }

        /// <summary>Cuts off the last maps, or appends nulls.</summary>
        public Builder Resize(int length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            if (length < Length)
            {
                var pairs = _offsets.Span[length];
                KeyBuilder.Resize(pairs);
                ValueBuilder.Resize(pairs);
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
            KeyBuilder.Clear();
            ValueBuilder.Clear();
            NullCount = 0;
            return this;
        }

        private Builder Open(bool isValid)
        {
            CheckPairs();
            _offsets.Append(KeyBuilder.Length);
            _validity.Append(isValid);
            return this;
        }

        private void CheckPairs()
        {
            if (KeyBuilder.Length != ValueBuilder.Length)
            {
                throw new ArgumentException($"There are {KeyBuilder.Length} keys and {ValueBuilder.Length} values: every key has a value.");
            }
        }
    }
}
