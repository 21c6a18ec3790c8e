using Orleans.Serialization.Cloning;

namespace Orleans.Ray.Actors;

/// <summary>Copies handles wherever they sit in a value: the copy holds the actor on its own and has its own order of calls.</summary>
internal sealed class ActorHandleCopier : IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => typeof(IForkable).IsAssignableFrom(type);

    public object? DeepCopy(object? input, CopyContext context)
    {
        if (input is null)
        {
            return null;
        }

        if (context.TryGetCopy<object>(input, out var copy))
        {
            return copy;
        }

        copy = ((IForkable)input).Fork();
        context.RecordCopy(input, copy);
        return copy;
    }
}
