using System.Collections;

namespace Orleans.Serialization.Cloning.Collections;

internal sealed class BitArrayCopier : ReferenceCopier<BitArray>
{
    public override bool IsImmutable => false;

    protected override BitArray CopyNew(BitArray input, CopyContext context)
    {
        var copy = new BitArray(input);
        context.RecordNewCopy(input, copy);
        return copy;
    }
}
