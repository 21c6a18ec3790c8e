namespace Orleans.Ray.State;

/// <summary>The last rows that one thread wrote, which any thread may read. Writing takes no lock and, once the ring has its size, no memory.</summary>
/// <remarks>
/// <para>
/// It grows by doubling while the node's budget of rows lasts, then the oldest row is overwritten. A reader copies first and then looks how
/// far the writer has come: what may have been overwritten meanwhile is thrown away. A row is claimed before it is touched and counted when it
/// is complete, so no half-written row is ever kept.
/// </para>
/// </remarks>
internal sealed class RowRing<TRow>(RowBudget budget)
    where TRow : struct
{
    private const int FirstSize = 64;

    private TRow[] _rows = new TRow[FirstSize];

    // Rows before the count are complete; those before the claim may be being written.
    private long _count;
    private long _claimed;

    /// <summary>Rows ever written.</summary>
    public long Written => Volatile.Read(ref _count);

    /// <summary>Rows that are still there.</summary>
    public int Count => (int)Math.Min(Written, Volatile.Read(ref _rows).Length);

    /// <summary>Adds a row. Only by the thread that the ring belongs to.</summary>
    public void Write(in TRow row)
    {
        var rows = _rows;
        var count = _count;
        if (count == rows.Length && budget.TryTake(rows.Length))
        {
            // Not wrapped yet: a row's index is its place in both.
            Array.Resize(ref rows, rows.Length * 2);
            Volatile.Write(ref _rows, rows);
        }

        _claimed = count + 1;
        Volatile.WriteBarrier();
        rows[count & (rows.Length - 1)] = row;
        Volatile.Write(ref _count, count + 1);
    }

    /// <summary>The rows, oldest first.</summary>
    public List<TRow> Read()
    {
        while (true)
        {
            var rows = Volatile.Read(ref _rows);
            var end = Volatile.Read(ref _count);
            var start = Math.Max(0, end - rows.Length);
            var copied = new List<TRow>((int)(end - start));
            for (var i = start; i < end; i++)
            {
                copied.Add(rows[i & (rows.Length - 1)]);
            }

            Volatile.ReadBarrier();

            if (!ReferenceEquals(rows, Volatile.Read(ref _rows)))
            {
                continue;
            }

            var overwritten = Volatile.Read(ref _claimed) - rows.Length;
            var lost = (int)Math.Clamp(overwritten - start, 0, copied.Count);
            copied.RemoveRange(0, lost);
            return copied;
        }
    }
}
