using Orleans.Serialization.Collections;

namespace Orleans.Serialization.Cloning.Collections;

internal sealed class ArrayViewCopier<TView, T>(ArrayView<TView, T> view, Copier<T[]> arrayCopier, Copier<T> elementCopier) : Copier<TView>
{
    public override bool IsImmutable => view.IsImmutable && elementCopier.IsImmutable;

    public override TView DeepCopy(TView input, CopyContext context)
    {
        if (IsImmutable)
        {
            return input;
        }

        if (view.WholeArray(input) is { } whole)
        {
            return view.FromArray(arrayCopier.DeepCopy(whole, context));
        }

        var part = view.ToArray(input);
        return view.FromArray(part is null || elementCopier.IsImmutable ? part : arrayCopier.DeepCopy(part, context));
    }
}
