namespace Orleans.Ray.Store;

internal sealed class StringProbe : SizeProbe<string?>
{
    // A character takes three bytes of UTF-8 at most.
    public override bool Exceeds(string? value, ref long budget, int depth) => (budget -= ((value?.Length ?? 0) * 3L) + Overhead) < 0;
}
