using Apache.Arrow.Memory;

namespace Apache.Arrow;

public partial class BooleanArray
{
    public class Builder : IArrowArrayBuilder<bool, BooleanArray, Builder>
    {
        private readonly ArrowBuffer.BitmapBuilder _values = new();
        private readonly ArrowBuffer.BitmapBuilder _validity = new();

        public int Length => _values.Length;

        public int Capacity => _values.Capacity;

        public int NullCount => _validity.UnsetBitCount;

        public Builder Append(bool value)
        {
            _values.Append(value);
            _validity.Append(true);
            return this;
        }

        public Builder NullableAppend(bool? value) => value is { } present ? Append(present) : AppendNull();

        public Builder Append(ReadOnlySpan<bool> span)
        {
            foreach (var value in span)
            {
                Append(value);
            }

            return this;
        }

        public Builder AppendRange(IEnumerable<bool> values)
        {
            ArgumentNullException.ThrowIfNull(values);
            foreach (var value in values)
            {
                Append(value);
            }

            return this;
        }

        public Builder AppendNull()
        {
            _values.Append(false);
            _validity.Append(false);
            return this;
        }

        public BooleanArray Build(MemoryAllocator allocator = null)
            => new(_values.Build(allocator), NullCount == 0 ? ArrowBuffer.Empty : _validity.Build(allocator), Length, NullCount, 0);

        public Builder Clear()
        {
            _values.Clear();
            _validity.Clear();
            return this;
        }

        public Builder Reserve(int capacity)
        {
            _values.Reserve(capacity);
            _validity.Reserve(capacity);
            return this;
        }

        public Builder Resize(int length)
        {
            _values.Resize(length);
            _validity.Resize(length);
            return this;
        }

        public Builder Toggle(int index)
        {
            _values.Toggle(index);
            _validity.Set(index);
            return this;
        }

        public Builder Set(int index) => Set(index, true);

        public Builder Set(int index, bool value)
        {
            _values.Set(index, value);
            _validity.Set(index);
            return this;
        }

        public Builder Swap(int i, int j)
        {
            _values.Swap(i, j);
            _validity.Swap(i, j);
            return this;
        }
    }
}
