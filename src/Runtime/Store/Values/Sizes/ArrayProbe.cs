namespace Orleans.Ray.Store;

internal sealed class ArrayProbe<T>(SizeProbe<T> element) : SizeProbe<T[]?>
{
    public override bool Exceeds(T[]? value, ref long budget, int depth) => value is not null && ItemsProbe.Exceeds(value, element, ref budget, depth);
}
