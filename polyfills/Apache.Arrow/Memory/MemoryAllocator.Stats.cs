namespace Apache.Arrow.Memory;

public abstract partial class MemoryAllocator
{
    public class Stats
    {
        private long _allocations;
        private long _bytesAllocated;

        public long Allocations => Interlocked.Read(ref _allocations);

        public long BytesAllocated => Interlocked.Read(ref _bytesAllocated);

        internal void Allocated(int bytes)
        {
            Interlocked.Increment(ref _allocations);
            Interlocked.Add(ref _bytesAllocated, bytes);
        }
    }
}
