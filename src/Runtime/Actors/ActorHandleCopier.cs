using Orleans.Serialization.Cloning;

namespace Orleans.Ray.Actors;

/// <summary>Copies handles wherever they sit in a value: the copy holds the actor on its own and has its own order of calls.</summary>
internal sealed class ActorHandleCopier : IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => typeof(ActorHandle).IsAssignableFrom(type);

    public object? DeepCopy(object? input, CopyContext context)
    {
        if (input is null)
        {
            return null;
        }

        if (context.TryGetCopy<ActorHandle>(input, out var copy))
        {
            return copy;
        }

        copy = ((ActorHandle)input).Fork();
        context.RecordCopy(input, copy);
        return copy;
    }
}
