using Orleans.Serialization.Collections;

namespace Orleans.Serialization.Cloning.Collections;

internal sealed class CollectionCopier<TCollection, TElement, TBuilder>(CollectionShape<TCollection, TElement, TBuilder> shape, Copier<TElement> element)
    : ReferenceCopier<TCollection>
    where TCollection : class
    where TBuilder : class
{
    public override bool IsImmutable => shape.IsImmutable && element.IsImmutable;

    protected override TCollection CopyNew(TCollection input, CopyContext context)
    {
        if (element.IsImmutable && shape.Clone(input) is { } clone)
        {
            context.RecordNewCopy(input, clone);
            return clone;
        }

        var builder = shape.Create(shape.Count(input), shape.Comparer(input));
        var isResult = builder is TCollection;
        if (isResult)
        {
            context.RecordNewCopy(input, builder);
        }

        foreach (var item in shape.Elements(input))
        {
            shape.Add(builder, element.DeepCopy(item, context));
        }

        var output = shape.Finish(builder);
        if (!isResult)
        {
            context.RecordNewCopy(input, output);
        }

        return output;
    }
}
