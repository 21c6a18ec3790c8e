namespace Orleans.Ray.Store;

internal sealed class DictionaryProbe<TKey, TValue>(SizeProbe<TKey> keys, SizeProbe<TValue> values) : SizeProbe<Dictionary<TKey, TValue>?>
    where TKey : notnull
{
    public override bool Exceeds(Dictionary<TKey, TValue>? value, ref long budget, int depth)
    {
        if (value is null)
        {
            return false;
        }

        if (value.GetType() != typeof(Dictionary<TKey, TValue>) || depth == MaxDepth)
        {
            return true;
        }

        foreach (var (key, item) in value)
        {
            if (keys.Exceeds(key, ref budget, depth + 1) || values.Exceeds(item, ref budget, depth + 1))
            {
                return true;
            }
        }

        return (budget -= Overhead) < 0;
    }
}
