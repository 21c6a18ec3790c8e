namespace Orleans.Ray.Store;

internal abstract class SizeProbe<T> : SizeProbe
{
    public abstract bool Exceeds(T value, ref long budget, int depth);
}
