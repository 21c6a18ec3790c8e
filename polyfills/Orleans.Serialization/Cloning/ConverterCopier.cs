using Orleans.Serialization.Session;

namespace Orleans.Serialization.Cloning;

/// <summary>Values that are copied through their surrogates.</summary>
internal sealed class ConverterCopier<TValue, TSurrogate>(IConverter<TValue, TSurrogate> converter, Copier<TSurrogate> surrogate) : Copier<TValue>
    where TSurrogate : struct
{
    public override bool IsImmutable => false;

    public override TValue DeepCopy(TValue input, CopyContext context)
    {
        if (input is null)
        {
            return input;
        }

        if (typeof(TValue).IsValueType)
        {
            return Convert(input, context);
        }

        if (context.TryGetKnownCopy(input, out var known))
        {
            return (TValue)known;
        }

        Nesting.Check();
        var copy = Convert(input, context);
        context.RecordNewCopy(input, copy!);
        return copy;
    }

    private TValue Convert(TValue input, CopyContext context)
        => converter.ConvertFromSurrogate(surrogate.DeepCopy(converter.ConvertToSurrogate(input), context));
}
