using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class MapArray
{
    public new class Builder : IArrowArrayBuilder<MapArray, Builder>
    {
        private readonly ListBounds<int> _maps = new();

        public Builder(MapType type)
        {
            DataType = type;
            KeyBuilder = BuilderFactory.Create(type.KeyField.DataType);
            ValueBuilder = BuilderFactory.Create(type.ValueField.DataType);
        }

        public IArrowArrayBuilder<IArrowArray, IArrowArrayBuilder<IArrowArray>> KeyBuilder { get; }

        public IArrowArrayBuilder<IArrowArray, IArrowArrayBuilder<IArrowArray>> ValueBuilder { get; }

        public int Length => _maps.Length;

        public int NullCount
        {
            get => _maps.NullCount;
            protected set => _maps.NullCount = value;
        }

        public MapType DataType { get; }

        /// <summary>Opens a map; what is then appended to the builders of keys and values is in it.</summary>
        public Builder Append() => Open(isValid: true);

        public Builder AppendNull() => Open(isValid: false);

        /// <summary>To be called once: the end of the last map stays in the builder.</summary>
        public MapArray Build(MemoryAllocator allocator = null)
        {
            CheckPairs();
            var pairs = KeyBuilder.Length;
            var (length, offsets, validity) = _maps.Close(pairs, allocator);
            var structs = new StructArray(DataType.KeyValueType, pairs, [KeyBuilder.Build(allocator), ValueBuilder.Build(allocator)], ArrowBuffer.Empty);
            return new MapArray(DataType, length, offsets, structs, validity, NullCount);
        }

        public Builder Reserve(int capacity)
        {
            _maps.Reserve(capacity);
            return this;
        }

        /// <summary>Cuts off the last maps, or appends nulls.</summary>
        public Builder Resize(int length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            if (length < Length)
            {
                var pairs = _maps.Cut(length);
                KeyBuilder.Resize(pairs);
                ValueBuilder.Resize(pairs);
            }

            while (Length < length)
            {
                AppendNull();
            }

            return this;
        }

        public Builder Clear()
        {
            _maps.Clear();
            KeyBuilder.Clear();
            ValueBuilder.Clear();
            return this;
        }

        private Builder Open(bool isValid)
        {
            CheckPairs();
            _maps.Open(KeyBuilder.Length, isValid);
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
