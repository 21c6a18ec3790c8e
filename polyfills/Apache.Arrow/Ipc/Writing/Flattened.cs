namespace Apache.Arrow.Ipc;

/// <summary>Compares arrays by what would be written of them.</summary>
internal static class Flattened
{
    public static bool AreEqual(ArrayData left, ArrayData right)
    {
        var (first, second) = (new Body(), new Body());
        try
        {
            first.Add(left);
            second.Add(right);
            return AreEqual(first, second) && AreNestedEqual(left, right);
        }
        finally
        {
            first.Clear();
            second.Clear();
        }
    }

    private static bool AreEqual(Body left, Body right)
    {
        if (!left.Nodes.SequenceEqual(right.Nodes) || !left.Buffers.SequenceEqual(right.Buffers) || left.Parts.Count != right.Parts.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Parts.Count; i++)
        {
            if (!left.Parts[i].Bytes.Span.SequenceEqual(right.Parts[i].Bytes.Span))
            {
                return false;
            }
        }

        return true;
    }

    // Bodies hold indices; the dictionaries that those refer to lie beside them.
    private static bool AreNestedEqual(ArrayData left, ArrayData right)
    {
        if (left.Dictionary is not null && (right.Dictionary is null || !AreEqual(left.Dictionary, right.Dictionary)))
        {
            return false;
        }

        for (var i = 0; i < (left.Children?.Length ?? 0); i++)
        {
            if (!AreNestedEqual(left.Children[i], right.Children[i]))
            {
                return false;
            }
        }

        return true;
    }
}
