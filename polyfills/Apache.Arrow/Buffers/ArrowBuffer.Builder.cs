using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow.Memory;

namespace Apache.Arrow;

public readonly partial struct ArrowBuffer
{
    public class Builder<T>
        where T : struct
    {
        private readonly int _size = Unsafe.SizeOf<T>();
        private byte[] _bytes;

        public Builder(int capacity = 8)
        {
            if (typeof(T) == typeof(bool))
            {
                throw new NotSupportedException("Booleans are packed into bits: use BitmapBuilder.");
            }

            ArgumentOutOfRangeException.ThrowIfNegative(capacity);
            _bytes = capacity == 0 ? [] : new byte[checked(capacity * _size)];
        }

        public int Capacity => _bytes.Length / _size;

        public int Length { get; private set; }

        public Memory<byte> Memory => _bytes;

        public Span<T> Span => MemoryMarshal.Cast<byte, T>(_bytes.AsSpan());

        internal Span<T> Content => Span[..Length];

        public Builder<T> Append(ArrowBuffer buffer) => Append(buffer.Span.CastTo<T>());

        public Builder<T> Append(T value)
        {
            Grow(1);
            Span[Length++] = value;
            return this;
        }

        public Builder<T> Append(ReadOnlySpan<T> source)
        {
            Grow(source.Length);
            source.CopyTo(Span[Length..]);
            Length += source.Length;
            return this;
        }

        public Builder<T> AppendRange(IEnumerable<T> values)
        {
            switch (values)
            {
                case null:
                    break;
                case T[] array:
                    Append(array.AsSpan());
                    break;
                case List<T> list:
                    Append(CollectionsMarshal.AsSpan(list));
                    break;
                default:
                    foreach (var value in values)
                    {
                        Append(value);
                    }

                    break;
            }

            return this;
        }

        public Builder<T> Reserve(int additionalCapacity)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(additionalCapacity);
            Grow(additionalCapacity);
            return this;
        }

        public Builder<T> Resize(int capacity)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(capacity);
            if (capacity > Length)
            {
                Grow(capacity - Length);
            }
            else
            {
                // What lies beyond the length is zero, so that growing again gives zeros.
                Span[capacity..Length].Clear();
            }

            Length = capacity;
            return this;
        }

        /// <summary>Takes what was written beyond the length as content.</summary>
        internal void Advance(int count)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity - Length);
            Length += count;
        }

        public Builder<T> Clear()
        {
            Content.Clear();
            Length = 0;
            return this;
        }

        public ArrowBuffer Build(MemoryAllocator allocator = null) => Copy(_bytes.AsSpan(0, checked(Length * _size)), allocator);

        private void Grow(int additional)
        {
            var needed = checked(Length + additional);
            if (needed <= Capacity)
            {
                return;
            }

            var doubled = Math.Min((long)Capacity * 2, System.Array.MaxLength / _size);
            System.Array.Resize(ref _bytes, checked((int)(Math.Max(needed, doubled) * _size)));
        }
    }
}
