using Orleans.Serialization;

namespace Orleans.Ray.Objects;

/// <summary>Copies values of types that can change, so that a caller and a task never share one.</summary>
internal sealed class ValueCopier(DeepCopier copier)
{
    /// <summary>The value itself where nobody can change it, else a copy.</summary>
    /// <exception cref="RaySerializationException">The type, or one inside it, can neither be shared nor copied.</exception>
    public T Own<T>(T value) => !ValueSemantics<T>.IsImmutable ? Copy(value)
        : ValueSemantics<T>.IsDetachable && value is IDetachable view ? (T)view.Detach()
        : value;

    public T Copy<T>(T value)
    {
        if (value is null)
        {
            return value;
        }

        try
        {
            return copier.Copy(value);
        }
        catch (CodecNotFoundException exception)
        {
            throw new RaySerializationException(
                $"A value of type {value.GetType()} cannot be passed to or from a task, since it, or a type inside it, cannot be copied. Mark the type with [GenerateSerializer] and its members with [Id(n)], or with [Immutable] if it is sealed and never changes. {exception.Message}",
                exception);
        }
    }
}
