using System.Collections;

namespace Orleans.Ray.Lambdas;

/// <summary>About how many bytes a captured value has, to warn of large ones. It looks at strings, arrays and collections, and at a sample of long ones.</summary>
internal static class CapturedSize
{
    private const int MaxDepth = 3;
    private const int Sample = 256;

    // Of anything that it does not look into.
    private const int Object = 24;

    public static long Estimate(object? value) => Estimate(value, 0);

    private static long Estimate(object? value, int depth) => value switch
    {
        null => 0,
        string text => 2L * text.Length,
        Array array when array.GetType().GetElementType()!.IsPrimitive => Buffer.ByteLength(array),
        ICollection { Count: > 0 } items when depth < MaxDepth => EstimateItems(items, depth + 1),
        _ => Object,
    };

    private static long EstimateItems(ICollection items, int depth)
    {
        var seen = 0;
        var size = 0L;
        foreach (var item in items)
        {
            size += Estimate(item, depth);
            if (++seen == Sample)
            {
                break;
            }
        }

        return seen == 0 ? 0 : size / seen * items.Count;
    }
}
