using System.Runtime.InteropServices;

namespace Orleans.Serialization.Cloning.Collections;

internal sealed class ListCopier<T>(Copier<T> element) : ReferenceCopier<List<T>>
{
    public override bool IsImmutable => false;

    protected override List<T> CopyNew(List<T> input, CopyContext context)
    {
        if (element.IsImmutable)
        {
            var clone = new List<T>(input);
            context.RecordNewCopy(input, clone);
            return clone;
        }

        var output = new List<T>(input.Count);
        context.RecordNewCopy(input, output);
        foreach (var item in CollectionsMarshal.AsSpan(input))
        {
            output.Add(element.DeepCopy(item, context));
        }

        return output;
    }
}
