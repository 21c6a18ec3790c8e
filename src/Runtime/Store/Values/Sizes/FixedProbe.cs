using System.Runtime.CompilerServices;

namespace Orleans.Ray.Store;

/// <summary>Structs without references.</summary>
internal sealed class FixedProbe<T> : SizeProbe<T>
{
    public override bool Exceeds(T value, ref long budget, int depth) => (budget -= Unsafe.SizeOf<T>() + Overhead) < 0;
}
