using Apache.Arrow.Memory;

namespace Apache.Arrow;

public partial class NullArray
{
    public class Builder : IArrowArrayBuilder<NullArray, Builder>
    {
        public int Length { get; private set; }

        public int Capacity => Length;

        public int NullCount => Length;

        public Builder AppendNull()
        {
            Length = checked(Length + 1);
            return this;
        }

        public NullArray Build(MemoryAllocator allocator = null) => new(Length);

        public Builder Clear() => Resize(0);

        public Builder Reserve(int capacity)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(capacity);
            return this;
        }

        public Builder Resize(int length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            Length = length;
            return this;
        }
    }
}
