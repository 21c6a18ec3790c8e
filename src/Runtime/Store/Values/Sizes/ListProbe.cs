using System.Runtime.InteropServices;

namespace Orleans.Ray.Store;

internal sealed class ListProbe<T>(SizeProbe<T> element) : SizeProbe<List<T>?>
{
    public override bool Exceeds(List<T>? value, ref long budget, int depth) =>
        value is not null && (value.GetType() != typeof(List<T>) || ItemsProbe.Exceeds(CollectionsMarshal.AsSpan(value), element, ref budget, depth));
}
