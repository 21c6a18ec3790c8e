namespace Orleans.Ray.State;

/// <summary>How many more rows the rings of one node may grow by.</summary>
internal sealed class RowBudget(int rows)
{
    private int _left = rows;

    public bool TryTake(int count)
    {
        var left = Volatile.Read(ref _left);
        while (left >= count)
        {
            var seen = Interlocked.CompareExchange(ref _left, left - count, left);
            if (seen == left)
            {
                return true;
            }

            left = seen;
        }

        return false;
    }
}
