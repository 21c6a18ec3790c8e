using Apache.Arrow.Memory;

namespace Apache.Arrow;

public readonly partial struct ArrowBuffer
{
    /// <summary>Bits beyond the length are always zero.</summary>
    public class BitmapBuilder
    {
        private byte[] _bytes;

        public BitmapBuilder(int capacity = 64)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(capacity);
            _bytes = new byte[BitUtility.ByteCount(capacity)];
            Capacity = capacity;
        }

        public int Capacity { get; private set; }

        public int Length { get; private set; }

        public Memory<byte> Memory => _bytes;

        public Span<byte> Span => _bytes;

        public int SetBitCount { get; private set; }

        public int UnsetBitCount => Length - SetBitCount;

        public BitmapBuilder Append(bool value)
        {
            Grow(1);
            if (value)
            {
                BitUtility.SetBit(_bytes, Length);
                SetBitCount++;
            }

            Length++;
            return this;
        }

        public BitmapBuilder Append(ReadOnlySpan<byte> source, int validBits)
        {
            if (source.IsEmpty)
            {
                return AppendRange(true, validBits);
            }

            ArgumentOutOfRangeException.ThrowIfNegative(validBits);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(validBits, source.Length * 8L);
            Grow(validBits);
            if ((Length & 7) == 0)
            {
                BitUtility.CopyBits(source, 0, validBits, _bytes.AsSpan(Length >> 3));
                Length += validBits;
                SetBitCount += BitUtility.CountBits(source, 0, validBits);
                return this;
            }

            for (var i = 0; i < validBits; i++)
            {
                Append(BitUtility.GetBit(source, i));
            }

            return this;
        }

        public BitmapBuilder AppendRange(IEnumerable<bool> values)
        {
            foreach (var value in values ?? [])
            {
                Append(value);
            }

            return this;
        }

        public BitmapBuilder AppendRange(bool value, int length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            Grow(length);
            if (value)
            {
                BitUtility.SetBits(_bytes, Length, length, true);
                SetBitCount += length;
            }

            Length += length;
            return this;
        }

        public BitmapBuilder Toggle(int index) => Set(index, !Get(index));

        public BitmapBuilder Set(int index) => Set(index, true);

        public BitmapBuilder Set(int index, bool value)
        {
            if (Get(index) != value)
            {
                BitUtility.SetBit(_bytes, index, value);
                SetBitCount += value ? 1 : -1;
            }

            return this;
        }

        public BitmapBuilder Swap(int i, int j)
        {
            var (first, second) = (Get(i), Get(j));
            return Set(i, second).Set(j, first);
        }

        public BitmapBuilder Reserve(int additionalCapacity)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(additionalCapacity);
            Grow(additionalCapacity);
            return this;
        }

        public BitmapBuilder Resize(int capacity)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(capacity);
            if (capacity > Length)
            {
                Grow(capacity - Length);
            }
            else
            {
                SetBitCount -= BitUtility.CountBits(_bytes, capacity, Length - capacity);
                BitUtility.SetBits(_bytes, capacity, Length - capacity, false);
            }

            Length = capacity;
            return this;
        }

        public BitmapBuilder Clear() => Resize(0);

        public ArrowBuffer Build(MemoryAllocator allocator = null)
        {
            var owner = (allocator ?? MemoryAllocator.Default.Value).Allocate(checked((int)BitUtility.RoundUpToMultipleOf64(Math.Max(_bytes.Length, 1))));
            _bytes.CopyTo(owner.Memory);
            return new ArrowBuffer(owner);
        }

        private bool Get(int index)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
            return BitUtility.GetBit(_bytes, index);
        }

        private void Grow(int additional)
        {
            var needed = checked(Length + additional);
            if (needed > Capacity)
            {
                Capacity = (int)Math.Max(needed, Math.Min(Capacity * 2L, int.MaxValue));
                System.Array.Resize(ref _bytes, BitUtility.ByteCount(Capacity));
            }
        }
    }
}
