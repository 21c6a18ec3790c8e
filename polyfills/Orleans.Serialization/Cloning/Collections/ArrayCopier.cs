namespace Orleans.Serialization.Cloning.Collections;

internal sealed class ArrayCopier<T>(Copier<T> element) : ReferenceCopier<T[]>
{
    public override bool IsImmutable => false;

    protected override T[] CopyNew(T[] input, CopyContext context)
    {
        if (input.Length == 0)
        {
            return input;
        }

        if (element.IsImmutable)
        {
            var clone = (T[])input.Clone();
            context.RecordNewCopy(input, clone);
            return clone;
        }

        var output = new T[input.Length];
        context.RecordNewCopy(input, output);
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = element.DeepCopy(input[i], context);
        }

        return output;
    }
}
