using System.Runtime.CompilerServices;

namespace Orleans.Ray.Store;

/// <summary>Elements one after the other.</summary>
internal abstract class ItemsProbe : SizeProbe
{
    public static bool Exceeds<T>(ReadOnlySpan<T> items, SizeProbe<T> element, ref long budget, int depth)
    {
        budget -= Overhead;
        if (element is FixedProbe<T>)
        {
            return (budget -= (long)items.Length * Unsafe.SizeOf<T>()) < 0;
        }

        if (depth == MaxDepth)
        {
            return true;
        }

        foreach (var item in items)
        {
            if (element.Exceeds(item, ref budget, depth + 1))
            {
                return true;
            }
        }

        return budget < 0;
    }
}
