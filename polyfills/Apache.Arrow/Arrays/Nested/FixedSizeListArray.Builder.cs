using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class FixedSizeListArray
{
    public class Builder : IArrowArrayBuilder<FixedSizeListArray, Builder>
    {
        private readonly ArrowBuffer.BitmapBuilder _validity = new();
        private readonly FixedSizeListType _type;

        public Builder(IArrowType valueDataType, int listSize)
            : this(new FixedSizeListType(valueDataType, listSize))
        {
        }

        public Builder(Field valueField, int listSize)
            : this(new FixedSizeListType(valueField, listSize))
        {
        }

        internal Builder(FixedSizeListType type)
        {
            _type = type;
            ValueBuilder = BuilderFactory.Create(type.ValueDataType);
        }

        public IArrowArrayBuilder<IArrowArray, IArrowArrayBuilder<IArrowArray>> ValueBuilder { get; }

        public int Length { get; protected set; }

        public int NullCount => _validity.UnsetBitCount;

        /// <summary>Opens a list, which then takes exactly the values that the type says.</summary>
        public Builder Append()
        {
            CheckComplete();
            _validity.Append(true);
            Length++;
            return this;
        }

        public Builder AppendNull()
        {
            CheckComplete();
            _validity.Append(false);
            Length++;
            for (var i = 0; i < _type.ListSize; i++)
            {
                ValueBuilder.AppendNull();
            }

            return this;
        }

        public FixedSizeListArray Build(MemoryAllocator allocator = null)
        {
            CheckComplete();
            var validity = NullCount == 0 ? ArrowBuffer.Empty : _validity.Build(allocator);
            return new FixedSizeListArray(_type, Length, ValueBuilder.Build(allocator), validity, NullCount);
        }

        public Builder Reserve(int capacity)
        {
            _validity.Reserve(capacity);
            ValueBuilder.Reserve(checked(capacity * _type.ListSize));
            return this;
        }

        public Builder Resize(int length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            CheckComplete();
            _validity.Resize(length);
            ValueBuilder.Resize(checked(length * _type.ListSize));
            Length = length;
            return this;
        }

        public Builder Clear()
        {
            _validity.Clear();
            ValueBuilder.Clear();
            Length = 0;
            return this;
        }

        private void CheckComplete()
        {
            if (ValueBuilder.Length != (long)Length * _type.ListSize)
            {
                throw new ArgumentOutOfRangeException(nameof(ValueBuilder), ValueBuilder.Length, $"{Length} lists of {_type.ListSize} have {(long)Length * _type.ListSize} values.");
            }
        }
    }
}
