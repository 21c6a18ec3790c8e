using Orleans.Serialization.Codecs.Collections;

namespace Orleans.Serialization.Cloning.Collections;

internal sealed class MultiDimensionalArrayCopier<TArray, T>(Copier<T> element) : ReferenceCopier<TArray>
    where TArray : class
{
    public override bool IsImmutable => false;

    protected override TArray CopyNew(TArray input, CopyContext context)
    {
        var clone = ((Array)(object)input).Clone();
        context.RecordNewCopy(input, clone);
        if (!element.IsImmutable)
        {
            for (var i = 0; i < ((Array)clone).Length; i++)
            {
                ref var item = ref MultiDimensionalArrayCodec<TArray, T>.AsSpan((Array)clone)[i];
                item = element.DeepCopy(item, context);
            }
        }

        return (TArray)clone;
    }
}
